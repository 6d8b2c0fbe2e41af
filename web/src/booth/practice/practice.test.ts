import { describe, expect, test } from 'vitest';
import { back, begin, type Facts, next, type Practice, see, stepOf } from './practice';
import { type Step, script } from './script';

const untouched: Facts = { volume: 'normal', covered: false, notes: 0, answers: 0, proposals: 0 };

function at(id: Step['id'], facts = untouched): Practice {
  let practice = begin(facts);
  while (stepOf(practice).id !== id) practice = next(practice, facts);
  return practice;
}

/** What was tried after each of these. */
function tries(practice: Practice, ...seen: Partial<Facts>[]): Practice['tried'][] {
  let now = practice;
  return seen.map((facts) => {
    now = see(now, { ...untouched, ...facts });
    return now.tried;
  });
}

describe('what a step asks', () => {
  test('is the officer’s voice made louder or softer', () => {
    expect(tries(at('volume'), {}, { volume: 'loud' })).toEqual(['no', 'done']);
  });

  test('is the screen covered, and shown again', () => {
    expect(tries(at('cover'), {}, { covered: true }, { covered: false })).toEqual(['no', 'begun', 'done']);
  });

  test('is one note more than there was', () => {
    const later = at('note', { ...untouched, notes: 1 });
    expect(tries(later, { notes: 1 }, { notes: 2 })).toEqual(['no', 'done']);
  });

  test('is two questions of the form', () => {
    expect(tries(at('write'), { answers: 1 }, { answers: 2 })).toEqual(['no', 'done']);
  });

  test('is a yes or no to what the officer proposes', () => {
    expect(tries(at('accept'), {}, { proposals: 1 }, { proposals: 0 })).toEqual(['no', 'begun', 'done']);
  });

  test('is nothing where there is only something to hear', () => {
    const hello = begin(untouched);
    expect(see(hello, { ...untouched, volume: 'loud', covered: true })).toBe(hello);
  });
});

test('what was tried stays tried, whatever follows', () => {
  expect(tries(at('volume'), { volume: 'loud' }, { volume: 'normal' })).toEqual(['done', 'done']);
});

test('every step may be passed untried, up to the last', () => {
  const bye = at('bye');
  expect(next(bye, untouched)).toBe(bye);
  expect(bye.at).toBe(script.length - 1);
});

test('a step that is gone back to may be tried once more; before the first there is none', () => {
  const loud = { ...untouched, volume: 'loud' } as const;
  const again = back(at('cover', loud), loud);
  expect(stepOf(again).id).toBe('volume');
  expect(tries(again, loud, {})).toEqual(['no', 'done']);
  const hello = begin(untouched);
  expect(back(hello, untouched)).toBe(hello);
});
