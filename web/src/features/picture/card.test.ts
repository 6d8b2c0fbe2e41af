import { expect, test } from 'vitest';
import { linesOf, sizeOf } from './card';

test('each part of what a resident is told is a line', () => {
  expect(linesOf('小倉北区役所 まちづくり推進課 3番')).toEqual(['小倉北区役所', 'まちづくり推進課', '3番']);
  expect(linesOf(' 　')).toEqual([]);
});

test('the longest line fits, and short ones are no larger than is pleasant', () => {
  expect(sizeOf([20, 3], 1_000, 500)).toBe(50);
  expect(sizeOf([4], 1_000, 500)).toBe(96);
  expect(sizeOf([1, 1, 1, 1, 1, 1], 1_000, 450)).toBe(50);
  expect(sizeOf([], 1_000, 500)).toBe(96);
});
