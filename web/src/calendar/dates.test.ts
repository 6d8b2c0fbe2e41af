import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  datesFrom,
  datesOf,
  dateWords,
  daysWords,
  isDate,
  mondayOf,
  wallOf,
  weekdayOf,
} from './dates';
import { minutesOf, readNumber, readTime, shortTime, span } from './times';

describe('a date', () => {
  test.each([
    ['2026-06-04', 'thu', '2026-06-01'],
    ['2026-06-01', 'mon', '2026-06-01'],
    ['2026-05-31', 'sun', '2026-05-25'],
    ['1969-12-31', 'wed', '1969-12-29'],
  ])('%s is a %s of the week of %s', (date, weekday, monday) => {
    expect([weekdayOf(date), mondayOf(date)]).toEqual([weekday, monday]);
  });

  test('is counted over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
    expect(datesOf('2026-02')).toHaveLength(28);
    expect(datesFrom('2026-06-29', 3)).toEqual(['2026-06-29', '2026-06-30', '2026-07-01']);
  });

  test.each(['2026-02-30', '2026-13-01', '2026-6-4', '', 'きょう'])('%j is none', (text) => {
    expect(isDate(text)).toBe(false);
  });

  test.each([
    ['2026-06-04', 'wareki', '令和8年6月4日（木）'],
    ['2026-06-04', 'seireki', '2026年6月4日（木）'],
    ['2019-05-01', 'wareki', '令和元年5月1日（水）'],
    ['2019-04-30', 'wareki', '平成31年4月30日（火）'],
  ] as const)('%s in %s is %s', (date, era, words) => {
    expect(dateWords('ja', era).long(date)).toBe(words);
  });

  test('is told to readers of English as well', () => {
    expect(dateWords('en', 'seireki').long('2026-06-04')).toBe('Thu 4 June 2026');
    expect(dateWords('en', 'wareki').long('2026-06-04')).toBe('Thu 4 June Reiwa 8');
    expect(dateWords('ja', 'wareki').month('2026-06')).toBe('令和8年6月');
  });

  test('of a moment is the one on the wall there', () => {
    const moment = Date.parse('2026-06-03T15:30:00Z');
    expect(wallOf(moment, 'Asia/Tokyo')).toEqual({ date: '2026-06-04', time: '00:30' });
    expect(wallOf(moment, 'America/New_York')).toEqual({ date: '2026-06-03', time: '11:30' });
  });
});

test.each([
  [['mon', 'tue', 'wed', 'thu', 'fri'], '月〜金'],
  [['thu', 'tue'], '火・木'],
  [['sat', 'sun', 'mon'], '月・土・日'],
  [[], ''],
] as const)('the days %j are %s', (days, words) => {
  expect(daysWords(days, dateWords('ja', 'wareki').weekday, { between: '・', to: '〜' })).toBe(words);
});

describe('a time', () => {
  test.each([
    ['9:00', '09:00'],
    ['９：００', '09:00'],
    ['900', '09:00'],
    ['1630', '16:30'],
    ['17時15分', '17:15'],
    ['9時', '09:00'],
    ['24:00', '24:00'],
  ])('typed as %s is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  test.each(['', '25:00', '24:01', '9:60', '朝', '9:0', '-1'])('%j is none', (typed) => {
    expect(readTime(typed)).toBeNull();
  });

  test('is shown without its leading zero', () => {
    expect(['09:00', '10:30', '00:30'].map(shortTime)).toEqual(['9:00', '10:30', '0:30']);
    expect(span({ opens: '09:00', closes: '16:30' })).toBe('9:00–16:30');
    expect(minutesOf('24:00')).toBe(1440);
  });
});

test('a number is read in any width, and nothing else is', () => {
  expect([readNumber('２'), readNumber(' 30 '), readNumber('-1'), readNumber('1.5'), readNumber('')]).toEqual(
    [2, 30, null, null, null],
  );
});
