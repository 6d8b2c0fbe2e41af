import { expect, test } from 'vitest';
import { newKey } from './key';

test('no two acts have the same key, and each is an id', () => {
  const keys = Array.from({ length: 100 }, newKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});
