import { expect, test } from 'vitest';
import { ticket } from '../queue/sample';
import { minutesOld, pinnedOf, queueMark } from './pinned';
import { bookingRow } from './sample';

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
