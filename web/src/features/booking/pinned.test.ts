import { expect, test } from 'vitest';
import { ticket } from '../queue/sample';
import { lost, office, ok } from './office';
import { askToday, minutesOld, pinnedOf, queueMark } from './pinned';
import { bookable, bookingRow } from './sample';

const at = (hour: number) => Date.UTC(2026, 5, 4, hour - 9);

test('bookings of one’s own sections are pinned by time, those that nobody came to apart', () => {
  const { ahead, late } = pinnedOf(
    [
      bookingRow({ booking: 'noon', starts: at(12) }),
      bookingRow({ booking: 'early', starts: at(9), unconfirmed: true }),
      bookingRow({ booking: 'here', starts: at(11), state: 'arrived' }),
      bookingRow({ booking: 'other', starts: at(10), section: 'tax' }),
      bookingRow({ booking: 'gone', starts: at(10), state: 'cancelled' }),
      bookingRow({ booking: 'talked', starts: at(10), state: 'served' }),
    ],
    ['waste', 'housing'],
  );
  expect(ahead.map(({ row, stands }) => [row.booking, stands])).toEqual([
    ['here', 'arrived'],
    ['noon', 'awaited'],
  ]);
  expect(late.map(({ row, stands }) => [row.booking, stands])).toEqual([['early', 'late']]);
});

test('whoever arrived and was never called is asked about as well', () => {
  const { late } = pinnedOf([bookingRow({ state: 'arrived', unconfirmed: true })], ['waste']);
  expect(late).toHaveLength(1);
});

test('the queue is another one when somebody comes, is answered or goes, not when somebody waits longer', () => {
  const waiting = [ticket({ call: 'a' }), ticket({ call: 'b' })];
  expect(queueMark(waiting.map((row) => ({ ...row, rang_at: 5 })))).toBe(queueMark(waiting));
  expect(queueMark(waiting.slice(1))).not.toBe(queueMark(waiting));
});

test('what could not be asked for anew is a minute old at least', () => {
  const heard = { rows: [], at: 0 };
  expect([minutesOld(heard, 40_000), minutesOld(heard, 150_000)]).toEqual([1, 2]);
});

test('today is what it is at the counter, whose zone is asked for once', async () => {
  const there = office({
    'GET /api/book': [lost, ok({ ...bookable, time_zone: 'Pacific/Auckland' })],
    'GET /api/bookings': [ok([bookingRow()])],
  });
  // 23:00 of the 4th in Auckland, 20:00 in Tokyo; four hours later it is the 5th there, and still the 4th here.
  let now = at(20);
  const ask = askToday(there.api, { now: () => now });
  expect(await ask()).toEqual({ is: 'unreachable' });
  expect(await ask()).toEqual({ is: 'ok', value: { rows: [bookingRow()], at: now } });
  now += 4 * 3_600_000 - 1;
  await ask();
  expect(there.asked.map(({ key, query }) => `${key}${query}`)).toEqual([
    'GET /api/book',
    'GET /api/book',
    'GET /api/bookings?from=2026-06-04&until=2026-06-04',
    'GET /api/bookings?from=2026-06-05&until=2026-06-05',
  ]);
});
