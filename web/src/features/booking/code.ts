import { half, withoutHyphens } from '../../i18n/widths';

/** As `CODE_LENGTH` and `CODE_ALPHABET` of the protocol: nothing that looks like another. */
export const CODE_LENGTH = 8;
const CODE = /^[2-9A-HJKMNP-TV-Z]{8}$/;

/** What was typed as the code it stands for: any width, any case, with or without spaces and hyphens. */
export function readCode(typed: string): string {
  return withoutHyphens(half(typed).replace(/\s/g, '')).toUpperCase();
}

/** What is wrong with it, before anybody is asked. */
export function codeFault(typed: string): 'code-empty' | 'code-length' | 'code-letters' | null {
  const code = readCode(typed);
  if (code === '') return 'code-empty';
  if (code.length !== CODE_LENGTH) return 'code-length';
  return CODE.test(code) ? null : 'code-letters';
}

/** `ABCD 2345`, as it is shown and read out. */
export function grouped(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** What a booking's QR code says: nothing but the code itself. */
export function qrTextOf(code: string): string {
  return `CHIKAMADO:${code}`;
}
