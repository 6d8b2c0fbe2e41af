import { expect, test } from 'vitest';
import { answered, type SoundCheck, untried } from './check';

const hearing: SoundCheck = { is: 'hearing' };

test('both ways are tried, one after the other', () => {
  expect(answered(hearing, true)).toEqual({ is: 'speaking' });
  expect(answered(answered(hearing, true), true)).toEqual({ is: 'good' });
});

test('one way that does not work is enough to write instead', () => {
  expect(answered(hearing, false)).toEqual({ is: 'bad' });
  expect(answered(answered(hearing, true), false)).toEqual({ is: 'bad' });
});

test('an answer that nobody asked for changes nothing', () => {
  expect(answered(untried, true)).toBe(untried);
});
