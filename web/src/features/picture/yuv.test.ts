import { expect, test } from 'vitest';
import { toI420 } from './yuv';

test('white, black and the primaries are where BT.601 has them in its narrow range', () => {
  const of = (...colour: number[]) =>
    [...toI420(Uint8ClampedArray.from([colour, colour, colour, colour].flat()), 2, 2)].slice(3);
  expect(of(255, 255, 255, 255)).toEqual([235, 128, 128]);
  expect(of(0, 0, 0, 255)).toEqual([16, 128, 128]);
  expect(of(255, 0, 0, 255)).toEqual([81, 90, 240]);
  expect(of(0, 255, 0, 255)).toEqual([145, 54, 34]);
  expect(of(0, 0, 255, 255)).toEqual([41, 240, 110]);
});

test('each plane stands after the one before it', () => {
  expect(toI420(new Uint8ClampedArray(4 * 2 * 4), 4, 2)).toHaveLength(8 + 2 + 2);
});
