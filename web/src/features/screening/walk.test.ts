import { describe, expect, test } from 'vitest';
import { asks, decides, guidance } from './sample';
import { again, answeredOf, askedOf, back, begin, choose, decided, heard, questionOf } from './walk';

const ok = <T>(value: T) => ({ is: 'ok', value }) as const;
const first = heard(begin('childcare', 'centre'), ok(asks('income')));

describe('a screening', () => {
  test('asks the office about a subject and a place, and a booth about its own', () => {
    expect(askedOf(begin('childcare', 'centre'))).toEqual({ subject: 'childcare', site: 'centre' });
    expect(askedOf(begin('childcare'))).toEqual({ subject: 'childcare' });
  });

  test('sends every answer so far with the version that asked', () => {
    const second = heard(choose(first, 'no'), ok(asks('talk', { income: 'no' })));
    expect(askedOf(choose(second, 'quiet'))).toEqual({
      subject: 'childcare',
      site: 'centre',
      given: { version: 1, answers: { income: 'no', talk: 'quiet' } },
    });
  });

  test('keeps the question in sight while the office thinks, and after it said nothing', () => {
    const waiting = choose(first, 'no');
    expect(questionOf(waiting)?.question.id).toBe('income');
    const failed = heard(waiting, { is: 'unreachable' });
    expect([failed.now.is, questionOf(failed)?.question.id]).toEqual(['failed', 'income']);
    expect(askedOf(again(failed))).toEqual(askedOf(waiting));
  });

  test('an answer that nobody waits for changes nothing', () => {
    expect(heard(first, ok(decides('remote')))).toBe(first);
    expect(choose(begin('childcare'), 'yes').given).toBeNull();
  });

  test('ends with a verdict', () => {
    expect(decided(first)).toBeNull();
    const end = heard(choose(first, 'yes'), ok(decides('remote')));
    expect(decided(end)).toEqual(guidance('remote'));
  });
});

describe('back', () => {
  const second = heard(choose(first, 'no'), ok(asks('talk', { income: 'no' })));

  test('from the first question leads out', () => {
    expect(back(first)).toBeNull();
    expect(back(begin('childcare'))).toBeNull();
  });

  test('asks the question before again, and knows what was chosen there', () => {
    const before = back(second);
    expect(before?.given).toEqual({ version: 1, answers: {} });
    expect(before?.earlier).toEqual({ income: 'no' });
  });

  test('from a verdict leads to the last question', () => {
    const answers = { income: 'no', talk: 'quiet' };
    const end = heard(choose(second, 'quiet'), ok(decides('remote-private', answers)));
    expect(answeredOf(end).map(({ question }) => question)).toEqual(['income', 'talk']);
    expect(back(end)).toMatchObject({ given: { answers: { income: 'no' } }, earlier: answers });
  });

  test('from a verdict without any question leads out', () => {
    expect(back(heard(begin('dog'), ok(decides('in-person'))))).toBeNull();
  });

  test('takes an answer back of which the office said nothing', () => {
    const failed = heard(choose(second, 'quiet'), { is: 'unreachable' });
    expect(back(failed)?.now).toBe(second.now);
  });
});
