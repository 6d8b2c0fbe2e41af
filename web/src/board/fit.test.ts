import { expect, test } from 'vitest';
import { largest } from './fit';

test('the largest size that fits is found on each step, and the least is kept where none fits', () => {
  for (const limit of [10, 10.5, 17, 39.5, 40]) {
    expect(largest(10, 40, 0.5, (size) => size <= limit)).toBe(limit);
  }
  expect(largest(10, 40, 0.5, (size) => size <= 17.3)).toBe(17);
  expect(largest(10, 40, 0.5, () => false)).toBe(10);
  expect(largest(10, 40, 0.5, () => true)).toBe(40);
});
