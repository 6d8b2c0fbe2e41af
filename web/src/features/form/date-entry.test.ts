import { expect, test } from 'vitest';
import { blank, dateText, following, readDate, withPart } from './date-entry';

test('what is entered is one text, and reads back', () => {
  const entry = { era: '昭和', year: '23', month: '4', day: '5' } as const;
  expect(dateText(entry)).toBe('昭和23年4月5日');
  expect(readDate('昭和23年4月5日')).toEqual(entry);
  expect(readDate('昭和23年月日')).toEqual({ ...entry, month: '', day: '' });
  expect(dateText(blank)).toBe('');
});

test('a western year carries no era; an answer that is kept is shown by era, or western to who enters so', () => {
  const western = { era: '西暦', year: '1948', month: '4', day: '5' } as const;
  expect(dateText(western)).toBe('1948年4月5日');
  expect(readDate('1948-04-05', '西暦')).toEqual(western);
  expect(readDate('1948-04-05')).toEqual({ era: '昭和', year: '23', month: '4', day: '5' });
  expect(readDate('2019-05-01')).toEqual({ era: '令和', year: '1', month: '5', day: '1' });
  expect(readDate('1901-02-03')).toMatchObject({ era: '西暦', year: '1901' });
  expect(readDate('平成元年1月8日')).toEqual({ era: '平成', year: '1', month: '1', day: '8' });
});

test('only digits go in, full-width ones too, and no more than fit', () => {
  expect(withPart(blank, 'year', '２３a').year).toBe('23');
  expect(withPart(blank, 'year', '1948').year).toBe('19');
  expect(withPart({ ...blank, era: '西暦' }, 'year', '1948').year).toBe('1948');
});

test.each([
  ['year', '2', 'year'],
  ['year', '23', 'month'],
  ['month', '1', 'month'],
  ['month', '4', 'day'],
  ['month', '12', 'day'],
  ['day', '5', 'day'],
] as const)('%s %s goes on at %s', (part, typed, next) => {
  expect(following(withPart(blank, part, typed), part)).toBe(next);
});
