import { describe, expect, test } from 'vitest';
import { datesFrom } from '../../calendar/dates';
import type { Block, Finding, Grid } from '../../generated/protocol';
import { findingsOf, monthRows, monthShown, monthStart, raised, seenFirst, weekRows } from './rows';

const block = (opening: string, more: Partial<Block> = {}): Block => ({
  opening,
  kind: 'counter',
  title: null,
  hours: { opens: '09:00', closes: '16:30' },
  open: [{ opens: '09:00', closes: '16:30' }],
  cuts: [],
  seats: 2,
  booked: 0,
  change: 'none',
  ...more,
});

const grid = (days: number): Grid => ({
  dates: datesFrom('2026-06-01', days),
  holidays: [],
  rows: [
    { site: 'center', section: 'town', days: Array.from({ length: days }, () => [block('a')]) },
    {
      site: 'center',
      section: 'tax',
      days: Array.from({ length: days }, () => [block('b', { hours: { opens: '08:30', closes: '10:00' } })]),
    },
    { site: 'hill', section: 'town', days: Array.from({ length: days }, () => []) },
  ],
});

const finding = (more: Partial<Finding>): Finding => ({
  gravity: 'blocks',
  why: 'overlap',
  opening: 'a',
  date: '2026-06-02',
  dates: 40,
  sentence: '重なっています。',
  ...more,
});

const order = { sites: ['center', 'hill'], sections: ['town', 'tax'] };

describe('the table', () => {
  test('of a week has a row for each site and section, and only those asked for', () => {
    const all = weekRows(grid(7), { site: null, section: null }, order);
    expect(all.map(({ key, cells }) => [key, cells.length])).toEqual([
      ['center/town', 7],
      ['center/tax', 7],
      ['hill/town', 7],
    ]);
    expect(weekRows(grid(7), { site: 'center', section: 'tax' }, order).map(({ key }) => key)).toEqual([
      'center/tax',
    ]);
    expect(all[0]?.cells[3]).toMatchObject({ date: '2026-06-04', blocks: [{ block: { opening: 'a' } }] });
  });

  test('of a week is in the order of the ward’s lists', () => {
    const turned = { sites: ['hill', 'center'], sections: ['tax', 'town'] };
    expect(weekRows(grid(7), { site: null, section: null }, turned).map(({ key }) => key)).toEqual([
      'hill/town',
      'center/tax',
      'center/town',
    ]);
  });

  test('of a month has a row for each week of one site, in the order of the day', () => {
    const rows = monthRows(grid(42), 'center', null);
    expect(rows).toHaveLength(6);
    expect(rows[1]?.cells[0]?.date).toBe('2026-06-08');
    expect(rows[0]?.cells[0]?.blocks.map((placed) => placed.section)).toEqual(['tax', 'town']);
    expect(monthRows(grid(42), 'center', 'town')[0]?.cells[0]?.blocks).toHaveLength(1);
  });

  test('of a month begins on the Monday of its first week', () => {
    expect([monthStart('2026-06-17'), monthStart('2026-05-04')]).toEqual(['2026-06-01', '2026-04-27']);
    expect([monthShown('2026-06-01'), monthShown('2026-04-27')]).toEqual(['2026-06', '2026-05']);
  });
});

describe('a conflict', () => {
  test('of the opening is told on each of its days from the first on', () => {
    const told = (date: string) => findingsOf(block('a'), date, [finding({})]).length;
    expect([told('2026-06-01'), told('2026-06-02'), told('2026-06-20')]).toEqual([0, 1, 1]);
    expect(findingsOf(block('b'), '2026-06-02', [finding({})])).toEqual([]);
  });

  test('of one date is told there alone', () => {
    const one = finding({ why: 'holiday', gravity: 'warns', dates: 1 });
    const told = (date: string) => findingsOf(block('a'), date, [one]).length;
    expect([told('2026-06-02'), told('2026-06-03')]).toEqual([1, 0]);
  });

  test('of hours that are cut is told on the days that are', () => {
    const cut = finding({ why: 'building', gravity: 'warns' });
    const hours = { opens: '16:00', closes: '16:30' };
    const shorter = block('a', { cuts: [{ hours, why: 'building', sentence: '閉館です。' }] });
    expect(findingsOf(shorter, '2026-06-03', [cut])).toHaveLength(1);
    expect(findingsOf(block('a'), '2026-06-03', [cut])).toEqual([]);
  });

  test('that a change raised is told though it names the other opening', () => {
    const old = finding({ opening: 'c', sentence: '前からあります。' });
    const mine = finding({ opening: 'b', sentence: '閉館です。' });
    expect(raised([old, mine, finding({})], [old, mine], 'b')).toEqual([mine, finding({})]);
  });

  test('that a change of many openings raised is told of each, and of nothing that was there', () => {
    const old = finding({ opening: 'c', sentence: '前からあります。' });
    expect(raised([old, finding({})], [old], null)).toEqual([finding({})]);
  });

  test('that is in sight is told first, unless another keeps the plan from being published', () => {
    const warns = (more: Partial<Finding>) =>
      finding({ gravity: 'warns', why: 'holiday', dates: 1, ...more });
    const far = warns({ date: '2026-12-29' });
    const near = warns({ date: '2026-06-03', opening: 'b' });
    const often = warns({ date: '2026-06-03', why: 'never', dates: 50 });
    const grave = finding({ date: '2026-11-03' });
    expect(seenFirst([grave, far, often, near], grid(7))).toEqual([grave, near, often, far]);
  });

  test('is not told of what is gone from the draft', () => {
    expect(findingsOf(block('a', { change: 'removed' }), '2026-06-03', [finding({})])).toEqual([]);
  });
});
