import { half, withoutHyphens } from '../../i18n/widths';

/** As `EMAIL_MAX` of the protocol, in bytes. */
const EMAIL_MAX = 254;

/** A telephone number as digits, or null: 10 or 11 of them, the first a 0; Japan's +81 is that 0. */
export function readTelephone(typed: string): string | null {
  const digits = withoutHyphens(half(typed).replace(/[\s()]/g, '')).replace(/^\+81\(?0?\)?/, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : null;
}

/** An e-mail address in half-width letters, or null where none can be meant. */
export function readEmail(typed: string): string | null {
  const address = half(typed).trim();
  const fits = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address);
  return fits && new TextEncoder().encode(address).length <= EMAIL_MAX ? address : null;
}
