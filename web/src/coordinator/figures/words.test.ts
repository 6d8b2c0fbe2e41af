import { expect, test } from 'vitest';
import type { FigureRow } from '../../generated/protocol';
import { figuresText } from './text';
import { figureWords } from './words';

const row = {
  bookings: 40,
  missed: null,
  wait_p50: 370,
  wait_p90: null,
  open_minutes: 615,
  unused_minutes: 30,
};
const told = (column: keyof typeof row, more: Partial<typeof row> = {}) =>
  figureWords({ ...row, ...more } as FigureRow, column, figuresText.ja);

test('counts of few people stay hidden, waits of few are not known', () => {
  expect([told('bookings'), told('missed'), told('wait_p90')]).toEqual(['40件', '5未満', '—']);
});

test('waits are told in minutes, open time in hours', () => {
  expect([told('wait_p50'), told('wait_p50', { wait_p50: 20 })]).toEqual(['6分', '1分未満']);
  expect([told('open_minutes'), told('unused_minutes')]).toEqual(['10.3時間', '30分']);
});
