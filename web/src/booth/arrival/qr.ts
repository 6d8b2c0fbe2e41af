import { codeFault, qrTextOf } from '../../features/booking/code';

const MARK = qrTextOf('');

/** The code in a booking's QR code; null where it is any other. */
export function codeInQr(text: string): string | null {
  const code = text.startsWith(MARK) ? text.slice(MARK.length) : '';
  // As it was drawn and no other way: this is no hand that types.
  return codeFault(code) === null && qrTextOf(code) === text && /^[0-9A-Z]+$/.test(code) ? code : null;
}
