import { expect, test } from 'vitest';
import type { Block, Grid, Opening, Plan } from '../../generated/protocol';
import { opening, plan, schedule } from '../plan/fixtures';
import { offers } from './preview';

const hours = { opens: '09:00', closes: '11:00' };
const block = (more: Partial<Block> = {}): Block => ({
  opening: 'a',
  kind: 'counter',
  title: null,
  hours,
  open: [hours],
  cuts: [],
  seats: 1,
  booked: 0,
  change: 'none',
  ...more,
});
const grid = (...blocks: Block[]): Grid => ({
  dates: ['2026-06-04'],
  holidays: [],
  rows: [{ site: 'center', section: 'town', days: [blocks] }],
});
const times = (its: Opening, blocks: Block[], more: Partial<Plan> = {}, subject = 'waste') => {
  const draft = plan([its], more);
  return offers(grid(...blocks), draft, schedule(draft), 'center', subject).map(({ time }) => time);
};

test('every unit is a start for a talk of one unit', () => {
  expect(times(opening('a', { hours }), [block()])).toEqual(['09:00', '09:30', '10:00', '10:30']);
});

test('a longer talk needs units in a row', () => {
  const lengths = [{ subject: 'waste', minutes: 30, buffer_minutes: 10 }];
  expect(times(opening('a', { hours }), [block()], { lengths })).toEqual(['09:00', '09:30', '10:00']);
});

test('a unit that is cut is no start, nor the second half of one', () => {
  const open = [
    { opens: '09:00', closes: '09:30' },
    { opens: '09:45', closes: '11:00' },
  ];
  expect(times(opening('a', { hours }), [block({ open })])).toEqual(['09:00', '10:00', '10:30']);
});

test('a lecture is one start', () => {
  const lecture = opening('a', { kind: 'lecture', title: 'スマホ講座', hours, unit_minutes: 120 });
  expect(times(lecture, [block({ kind: 'lecture' })])).toEqual(['09:00']);
});

test('what is removed, or about something else, offers nothing', () => {
  expect(times(opening('a', { hours }), [block({ change: 'removed' })])).toEqual([]);
  expect(times(opening('a', { hours, subjects: ['club'] }), [block()])).toEqual([]);
  expect(times(opening('a', { hours, subjects: ['club'] }), [block()], {}, 'club')).toHaveLength(4);
});
