import { expect, test } from 'vitest';
import { planesOf } from './frame';

const data = new Uint8Array(0);
const places = [0, 12, 16].map((offset) => ({ offset, stride: 4 }));

test('every plane of a format is covered, at its own size', () => {
  const sizes = (format: string) =>
    planesOf(format, { data, width: 5, height: 3 }, places).map(({ width, height, channels, offset }) => [
      width,
      height,
      channels,
      offset,
    ]);
  expect(sizes('I420')).toEqual([
    [5, 3, 1, 0],
    [3, 2, 1, 12],
    [3, 2, 1, 16],
  ]);
  expect(sizes('NV12')).toEqual([
    [5, 3, 1, 0],
    [3, 2, 2, 12],
  ]);
  expect(sizes('BGRX')).toEqual([[5, 3, 4, 0]]);
});

test('a format that is not known has no plane, so that no frame of it is passed on', () => {
  expect(planesOf('I444P10', { data, width: 4, height: 4 }, places)).toEqual([]);
});
