import { expect, test } from 'vitest';
import { codeFault, grouped, qrTextOf, readCode } from './code';

test.each(['abcd2345', 'ＡＢＣＤ　２３４５', ' abcd-2345 ', 'Abcdー2345', 'abcd−2345'])(
  'the code %j is ABCD2345',
  (typed) => {
    expect(readCode(typed)).toBe('ABCD2345');
    expect(codeFault(typed)).toBeNull();
  },
);

test.each([
  ['', 'code-empty'],
  [' - ', 'code-empty'],
  ['ABCD234', 'code-length'],
  ['ABCD23456', 'code-length'],
  ['ABCD2340', 'code-letters'],
  ['ABCO2345', 'code-letters'],
  ['ABCU2345', 'code-letters'],
  ['ABCD234あ', 'code-letters'],
] as const)('the code %j is not sent: %s', (typed, fault) => {
  expect(codeFault(typed)).toBe(fault);
});

test('a code is shown in two groups of four, and its QR code says the code alone', () => {
  expect(grouped('ABCD2345')).toBe('ABCD 2345');
  expect(qrTextOf('ABCD2345')).toBe('CHIKAMADO:ABCD2345');
});
