import { expect, it } from 'vitest';
import { looksLikeCode } from './code';

it('knows a one-time code by its shape', () => {
  expect(looksLikeCode('7HKM-XA3E-94TR')).toBe(true);
  for (const other of [
    '',
    '7HKM',
    '7HKM-XA3E-94TR-0000',
    'https://example.invalid/7HKM-XA3E-94TR',
    '7hkm-xa3e-94tr',
  ]) {
    expect(looksLikeCode(other), other).toBe(false);
  }
});
