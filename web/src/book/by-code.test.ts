import { expect, test } from 'vitest';
import { booking, MORNING, time } from '../features/booking/sample';
import { decides } from '../features/screening/sample';
import { Phone } from './phone';
import type { Notice } from './state';

test('a code is found in any writing; a wrong one is said at the field, and stays there', () => {
  const phone = Phone.withCode();
  expect(phone.act).toEqual({ is: 'look', code: 'ABCD2345', purpose: 'booking' });
  expect(phone.book).toMatchObject({ page: 'booking', booking: { code: 'ABCD2345' } });
  const wrong = Phone.started()
    .tell({ type: 'go', page: 'code' })
    .tell({ type: 'enter', entries: { code: 'abcd 2346' } })
    .tell({ type: 'next' })
    .refused('bad-code');
  expect(wrong.book).toMatchObject({
    page: 'code',
    entries: { code: 'abcd 2346' },
    faults: [{ field: 'code', fault: 'code-wrong' }],
  });
  const short = Phone.started().tell({ type: 'go', page: 'code' }).tell({ type: 'next' });
  expect(short.book.faults).toEqual([{ field: 'code', fault: 'code-empty' }]);
  expect(short.acts).toBe(0);
});

test('a booking is moved only after it was asked for, under one key', () => {
  const phone = Phone.withCode().tell({ type: 'go', page: 'move' }).listed();
  expect(phone.book.list?.query).toMatchObject({ subject: 'housing', sites: ['centre', 'river'] });
  const later = time(MORNING + 3_600_000, 'river');
  phone.tell({ type: 'choose', time: later, key: phone.key() });
  expect(phone.book).toMatchObject({ page: 'move-check', target: later });
  phone.tell({ type: 'move', key: 'key-m' });
  expect(phone.act).toEqual({
    is: 'move',
    ask: { request: 'key-m', code: 'ABCD2345', site: 'river', starts: later.starts },
  });
  phone.answer({ is: 'unreachable' }).tell({ type: 'retry' });
  expect(phone.act).toMatchObject({ ask: { request: 'key-m' } });
  phone.granted(booking({ time: later }));
  expect(phone.book).toMatchObject({
    page: 'booking',
    notice: 'moved',
    booking: { time: later },
    target: null,
  });
});

test('a new time that went to somebody else leaves the booking as it was, and offers others', () => {
  const phone = Phone.withCode().tell({ type: 'go', page: 'move' }).listed();
  phone.tell({ type: 'choose', time: time(MORNING + 3_600_000), key: phone.key() });
  phone.tell({ type: 'move', key: phone.key() }).refused('slot-gone', { times: [time(MORNING + 7_200_000)] });
  expect(phone.book).toMatchObject({ page: 'move', notice: 'slot-gone', booking: { time: time() } });
  expect(phone.book.list?.offered).toHaveLength(1);
});

test('a booking is taken back after one question, and can be made anew', () => {
  const phone = Phone.withCode().tell({ type: 'go', page: 'cancel' });
  expect(phone.acts).toBe(1);
  phone.tell({ type: 'cancel', key: 'key-c' });
  expect(phone.act).toEqual({ is: 'cancel', request: 'key-c', code: 'ABCD2345' });
  phone.granted(booking({ state: 'cancelled' }));
  expect(phone.book).toMatchObject({ page: 'booking', booking: { state: 'cancelled' } });
  phone.tell({ type: 'again' }).says(decides('remote'));
  expect(phone.book).toMatchObject({
    page: 'time',
    booking: null,
    entries: { subject: 'housing', place: { is: 'site', site: 'centre' } },
  });
});

test('きょう来た checks in as soon as the code is found', () => {
  const phone = Phone.started()
    .tell({ type: 'go', page: 'arrive' })
    .tell({ type: 'enter', entries: { code: 'abcd2345' } })
    .tell({ type: 'next' })
    .granted(booking());
  expect(phone.act).toEqual({ is: 'arrive', code: 'ABCD2345' });
  phone.granted(booking({ state: 'arrived' }));
  expect(phone.book).toMatchObject({ page: 'booking', notice: null, booking: { state: 'arrived' } });
});

test.each(['too-early', 'too-late', 'wrong-state'] as const satisfies Notice[])(
  'an arrival that is %s shows the booking with the reason',
  (code) => {
    const phone = Phone.withCode().tell({ type: 'arrive' }).refused(code);
    expect(phone.book).toMatchObject({ page: 'booking', notice: code });
  },
);

test('a calendar file is kept, and one that did not come can be asked for again', () => {
  const phone = Phone.withCode().tell({ type: 'calendar' }).answer({ is: 'unreachable' });
  expect(phone.book.doing?.how.is).toBe('unreachable');
  phone.tell({ type: 'retry' }).granted('BEGIN:VCALENDAR');
  expect(phone.asked.at(-1)).toEqual({ effect: 'save', calendar: 'BEGIN:VCALENDAR' });
});
