import { expect, test } from 'vitest';
import { queueText } from './text';

test('a wait is told in seconds, then minutes, then hours', () => {
  const waits = [-5, 59_000, 65_000, 3_599_000, 11_520_000];
  expect(waits.map(queueText.ja.wait)).toEqual(['0秒', '59秒', '1分05秒', '59分59秒', '3時間12分']);
  expect(waits.map(queueText.en.wait)).toEqual(['0 s', '59 s', '1 min 5 s', '59 min 59 s', '3 h 12 min']);
});
