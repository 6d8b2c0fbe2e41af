import { describe, expect, test } from 'vitest';
import { leaveOut, leaveSite, putBuilding, putOpening, removeInterpreter, removeOpening } from './edit';
import { opening, plan } from './fixtures';
import { copyMonth, counterpart } from './month';
import { compare, differences, merge } from './parts';

const onDates = (id: string, dates: string[]) => opening(id, { days: { is: 'dates', dates } });

describe('a change of the plan', () => {
  test('puts an opening where it was, or at the end', () => {
    const before = plan([opening('a'), opening('b')]);
    const after = putOpening(putOpening(before, opening('a', { seats: 5 })), opening('c'));
    expect(after.openings.map(({ id, seats }) => [id, seats])).toEqual([
      ['a', 5],
      ['b', 2],
      ['c', 2],
    ]);
    expect(before.openings).toHaveLength(2);
  });

  test('leaves out one date of a weekly opening', () => {
    const after = leaveOut(plan([opening('a')]), 'a', '2026-06-04');
    expect(after.openings[0]?.except).toEqual(['2026-06-04']);
    expect(leaveOut(after, 'a', '2026-06-04')).toBe(after);
  });

  test('removes an opening with its last date or its last site', () => {
    const before = plan([onDates('a', ['2026-06-04', '2026-06-11'])]);
    const one = leaveOut(before, 'a', '2026-06-04');
    expect(one.openings[0]?.days).toEqual({ is: 'dates', dates: ['2026-06-11'] });
    expect(leaveOut(one, 'a', '2026-06-11').openings).toEqual([]);
    expect(leaveSite(leaveSite(before, 'a', 'hill'), 'a', 'center').openings).toEqual([]);
  });

  test('frees the openings of an interpreter who is gone', () => {
    const after = removeInterpreter(plan([opening('a', { interpreter: 'sign' })]), 'sign');
    expect([after.interpreters, after.openings[0]?.interpreter]).toEqual([[], null]);
  });

  test('sets and takes away the hours of a building', () => {
    const hours = { week: [], dates: [] };
    const set = putBuilding(plan([]), 'center', hours);
    expect(set.buildings).toEqual([{ site: 'center', calendar: hours }]);
    expect(putBuilding(set, 'center', null).buildings).toEqual([]);
  });
});

describe('two people who changed one draft', () => {
  const base = plan([opening('a'), opening('b'), opening('c')]);

  test('keep both changes where they touched different things', () => {
    const mine = putOpening(base, opening('a', { seats: 4 }));
    const theirs = removeOpening(putOpening(base, opening('d')), 'b');
    expect(compare(base, mine, theirs).clashes).toEqual([]);
    const both = merge(base, mine, theirs, new Map());
    expect(both.openings.map(({ id, seats }) => [id, seats])).toEqual([
      ['a', 4],
      ['c', 2],
      ['d', 2],
    ]);
  });

  test('choose where they changed the same thing', () => {
    const mine = putOpening(base, opening('a', { seats: 4 }));
    const theirs = putOpening(base, opening('a', { seats: 9 }));
    expect(compare(base, mine, theirs).clashes.map(({ key }) => key)).toEqual(['opening/a']);
    const seats = (choices: [string, 'mine' | 'theirs'][]) =>
      merge(base, mine, theirs, new Map(choices)).openings[0]?.seats;
    expect(seats([])).toBe(9);
    expect(seats([['opening/a', 'theirs']])).toBe(9);
    expect(seats([['opening/a', 'mine']])).toBe(4);
  });

  test('choose as well where one removed what the other changed', () => {
    const mine = removeOpening(base, 'a');
    const theirs = putOpening(base, opening('a', { seats: 9 }));
    expect(merge(base, mine, theirs, new Map([['opening/a', 'mine']])).openings).toHaveLength(2);
    expect(merge(base, theirs, mine, new Map([['opening/a', 'mine']])).openings).toHaveLength(3);
  });

  test('do not clash over the same change, nor over the rules of one of them', () => {
    const mine = { ...putOpening(base, opening('a', { seats: 4 })), rules: { ...base.rules, per_person: 1 } };
    const theirs = putOpening(base, opening('a', { seats: 4 }));
    expect(compare(base, mine, theirs).clashes).toEqual([]);
    expect(merge(base, mine, theirs, new Map()).rules.per_person).toBe(1);
  });

  test('see nothing where nothing was changed', () => {
    expect(differences(base, structuredClone(base))).toEqual([]);
  });
});

describe('a copied month', () => {
  test('pairs the second Tuesday with the second Tuesday', () => {
    expect(counterpart('2026-05-12', '2026-06')).toBe('2026-06-09');
    expect(counterpart('2026-05-29', '2026-06')).toBeNull();
  });

  test('adds dates to openings on single dates, and says which have no counterpart', () => {
    const before = plan([onDates('a', ['2026-04-30', '2026-05-12', '2026-05-29'])]);
    const { plan: after, openings } = copyMonth(before, '2026-05', '2026-06');
    expect(after.openings[0]?.days).toEqual({
      is: 'dates',
      dates: ['2026-04-30', '2026-05-12', '2026-05-29', '2026-06-09'],
    });
    expect(openings).toEqual([
      { opening: 'a', added: ['2026-06-09'], without: ['2026-05-29'], exceptions: false },
    ]);
  });

  test('copies the exceptions of weekly openings, and nothing twice', () => {
    const before = plan([opening('a', { except: ['2026-05-12'] }), opening('b')]);
    const once = copyMonth(before, '2026-05', '2026-06');
    expect(once.plan.openings[0]?.except).toEqual(['2026-05-12', '2026-06-09']);
    expect(once.openings).toHaveLength(1);
    const twice = copyMonth(once.plan, '2026-05', '2026-06');
    expect([twice.plan, twice.openings]).toEqual([once.plan, []]);
  });
});
