import { expect, test } from 'vitest';
import { timeCode } from '../harness/timecode.ts';

const code = timeCode();
const lumas = (bits: number) => Array.from({ length: 32 }, (_, cell) => ((bits >>> cell) & 1 ? 235 : 16));

test('what is painted is read', () => {
  for (const painted of [
    { at: 0, sender: 15 },
    { at: 2 ** 24 - 1, sender: 7 },
    { at: 0x123456, sender: 5 },
  ]) {
    expect(code.fromLumas(lumas(code.bits(painted)))).toEqual(painted);
  }
});

test('any single wrong cell is noticed', () => {
  const bits = code.bits({ at: 0x123456, sender: 3 });
  for (let cell = 0; cell < 32; cell++) expect(code.fromBits((bits ^ (1 << cell)) >>> 0)).toBe('damaged');
});

test('a picture without a code is unreadable', () => {
  expect(code.fromLumas(Array<number>(32).fill(128))).toBe('grey');
});

test('age survives the end of the circle', () => {
  const end = 2 ** 24 * 7;
  expect(code.age({ at: 2 ** 24 - 40, sender: 0 }, end + 60)).toBe(100);
  expect(code.age({ at: 5, sender: 0 }, end - 5)).toBe(-10);
});
