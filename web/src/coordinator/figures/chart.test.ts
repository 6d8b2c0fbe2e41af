import { expect, test } from 'vitest';
import { draw, share, ticks } from './chart';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [40, [0, 10, 20, 30, 40]],
  [4100, [0, 2000, 4000, 6000]],
])('an axis up to %i has the marks %j', (most, marks) => {
  expect(ticks(most)).toEqual(marks);
});

test('bars are as long as their values, and hidden ones have no length', () => {
  const { bars, height, marks } = draw(
    [
      { key: 'a', name: 'A', value: 40 },
      { key: 'b', name: 'B', value: 10 },
      { key: 'c', name: 'C', value: null },
    ],
    400,
    20,
  );
  expect(bars.map(({ width, y }) => [width, y])).toEqual([
    [400, 3],
    [100, 23],
    [0, 43],
  ]);
  expect([height, marks.at(-1)]).toEqual([60, { value: 40, x: 400 }]);
});

test('a share is told where there is something to share', () => {
  expect([share(17, 20), share(null, 20), share(0, 0), share(3, null)]).toEqual([85, null, null, null]);
});
