/** As the server shows its one-time codes: `7HKM-XA3E-94TR`. */
const SHAPE = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/;

/** Whether a text may be a one-time code; only the server knows whether it is one. */
export function looksLikeCode(text: string): boolean {
  return SHAPE.test(text);
}
