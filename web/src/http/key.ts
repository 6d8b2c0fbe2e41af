import type { RequestId } from '../generated/protocol';

/** Crockford's base32, as every id has it. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;

/** A new idempotency key: one for each act, kept over its retries. 130 random bits. */
export function newKey(): RequestId {
  return [...crypto.getRandomValues(new Uint8Array(LENGTH))].map((byte) => ALPHABET[byte % 32]).join('');
}
