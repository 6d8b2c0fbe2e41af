import { expect, test } from 'vitest';
import { minutesOf, outcomeOf } from './outcomes';

test('each outcome has its key, and no other key means one', () => {
  expect(['1', '2', '3', '4', '5', '0', 'a', ' '].map(outcomeOf)).toEqual([
    'solved',
    'asked-to-visit',
    'call-back',
    'not-connected',
    null,
    null,
    null,
    null,
  ]);
});

test('a consultation takes whole minutes, one at least', () => {
  expect([4_000, 89_000, 91_000].map(minutesOf)).toEqual([1, 1, 2]);
});
