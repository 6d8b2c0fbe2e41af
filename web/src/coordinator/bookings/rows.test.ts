import { expect, test } from 'vitest';
import type { BookingRow } from '../../generated/protocol';
import { doable, inOrder, toSettle } from './rows';

const row = (booking: string, more: Partial<BookingRow>) =>
  ({ booking, state: 'booked', unconfirmed: false, starts: 0, site_name: '', ...more }) as BookingRow;

test('only a booking ahead is moved, only one that nobody knows of is settled', () => {
  expect(doable(row('a', {}))).toEqual({ settle: false, reopen: false, move: true, cancel: true });
  expect(doable(row('a', { unconfirmed: true }))).toMatchObject({ settle: true, move: false, cancel: true });
  expect(doable(row('a', { state: 'missed' }))).toMatchObject({ reopen: true, cancel: false });
  expect(doable(row('a', { state: 'cancelled' }))).toEqual({
    settle: false,
    reopen: false,
    move: false,
    cancel: false,
  });
});

test('bookings are listed as the day goes, without lapsed holds', () => {
  const rows = [
    row('b', { starts: 2 }),
    row('x', { state: 'lapsed' }),
    row('a', { starts: 1, unconfirmed: true }),
  ];
  expect(inOrder(rows).map(({ booking }) => booking)).toEqual(['a', 'b']);
  expect(toSettle(rows).map(({ booking }) => booking)).toEqual(['a']);
});
