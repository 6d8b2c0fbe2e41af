/** Full-width letters, digits and signs as half-width ones: U+FF01–FF5E lie 0xFEE0 above ASCII. */
export function half(text: string): string {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/　/g, ' ');
}

/** Everything that is written where a hyphen is meant: dashes, minus signs and the long vowel mark. */
const HYPHENS = /[-‐‑‒–—―−─ーｰ]/g;

export function withoutHyphens(text: string): string {
  return text.replace(HYPHENS, '');
}
