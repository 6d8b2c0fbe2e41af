import { expect, test } from 'vitest';
import { byYear, csvOf } from './csv';

const list = [
  { date: '2027-01-01', name: '元日' },
  { date: '2026-11-23', name: '勤労感謝の日' },
  { date: '2026-11-03', name: '文化の日' },
];

test('holidays are listed by year, the newest first', () => {
  expect(byYear(list).map(({ year, list: its }) => [year, ...its.map(({ date }) => date)])).toEqual([
    ['2027', '2027-01-01'],
    ['2026', '2026-11-03', '2026-11-23'],
  ]);
});

test('a list becomes the file that it could have come from', () => {
  expect(csvOf(list.slice(0, 1))).toBe('国民の祝日・休日月日,国民の祝日・休日名称\r\n2027-01-01,元日\r\n');
});
