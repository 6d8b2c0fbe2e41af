import { describe, expect, test } from 'vitest';
import type { Answer } from '../../http/ask';
import { createFinding, isChangeable, isRestorable } from './find';
import { lost, office, ok, refused } from './office';
import { bookable, bookingRow, MORNING, time } from './sample';

const DAY = 'GET /api/bookings';
const SEARCH = 'POST /api/bookings/search';
const at = (act: string) => `POST /api/bookings/b1/${act}`;
const later = time(MORNING + 3_600_000);

function finding(answers: Record<string, readonly Answer<unknown>[]> = {}) {
  const there = office({
    [DAY]: [ok([bookingRow()])],
    [SEARCH]: [ok([bookingRow()])],
    'GET /api/book/times': [ok({ times: [later], next: null, none: null })],
    ...answers,
  });
  const client = createFinding(there.api, there.newKey);
  return { ...there, client, now: client.snapshot };
}

describe('a search', () => {
  test('takes a code as it is typed, sends it in no path, and forgets it', async () => {
    const { client, asked, of, now } = finding();
    client.typeCode('ａｂｃｄ-2345');
    await client.search();
    expect(of(SEARCH)).toEqual([{ code: 'ABCD2345' }]);
    expect(asked.map(({ query }) => query)).toEqual(['']);
    expect(now()).toMatchObject({ found: bookingRow(), code: '' });
  });

  test.each([
    ['', 'code-empty'],
    ['ABC', 'code-length'],
    ['ABCD0O1L', 'code-letters'],
  ])('for %j asks nobody', async (code, fault) => {
    const { client, asked, now } = finding();
    client.typeCode(code);
    await client.search();
    expect([now().codeFault, asked]).toEqual([fault, []]);
  });

  test.each([ok([]), refused('bad-code')])(
    'for a code that nobody has says so and keeps it: %j',
    async (answer) => {
      const { client, now } = finding({ [SEARCH]: [answer] });
      client.typeCode('ABCD2345');
      await client.search();
      expect(now()).toMatchObject({ codeFault: 'code-wrong', code: 'ABCD2345', found: null });
    },
  );

  test('keeps the code when the line is down or it is asked too often', async () => {
    const { client, now } = finding({ [SEARCH]: [lost, refused('too-many')] });
    client.typeCode('ABCD2345');
    await client.search();
    expect(now()).toMatchObject({ refusal: 'unreachable', code: 'ABCD2345' });
    await client.search();
    expect(now().refusal).toMatchObject({ code: 'too-many' });
  });
});

describe('the list of a day', () => {
  test('is shown day by day', async () => {
    const { client, asked, now } = finding({ [DAY]: [ok([bookingRow()]), lost] });
    await client.showDay('2026-06-04');
    expect(now().list).toEqual([bookingRow()]);
    await client.showDay('2026-06-05');
    expect(now()).toMatchObject({ date: '2026-06-05', list: 'failed' });
    expect(asked.map(({ query }) => query)).toEqual([
      '?from=2026-06-04&until=2026-06-04',
      '?from=2026-06-05&until=2026-06-05',
    ]);
  });

  test('of a day that was left is dropped', async () => {
    const { client, now } = finding();
    await Promise.all([client.showDay('2026-06-05'), client.showDay('2026-06-06')]);
    expect(now().date).toBe('2026-06-06');
  });
});

describe('a booking that was found', () => {
  test('is moved to another time, asked once', async () => {
    const moved = bookingRow({ starts: later.starts, time: '11:30' });
    const { client, of, now, settle } = finding({ [at('move')]: [ok(moved)] });
    client.open(bookingRow());
    client.otherTimes(bookable);
    await settle();
    client.ask({ is: 'move', to: later });
    expect(of(at('move'))).toEqual([]);
    await client.act();
    expect(of(at('move'))).toEqual([{ request: 'key-1', site: 'centre', starts: later.starts }]);
    expect(now()).toMatchObject({ found: moved, done: 'moved', doing: { is: 'looking' } });
  });

  test('whose new time went to somebody else stays as it is, and others are offered', async () => {
    const { client, now, settle } = finding({ [at('move')]: [refused('slot-gone', { times: [time()] })] });
    client.open(bookingRow());
    client.otherTimes(bookable);
    await settle();
    client.ask({ is: 'move', to: later });
    await client.act();
    expect(now()).toMatchObject({ doing: { is: 'choosing' }, refusal: { code: 'slot-gone' } });
    expect(client.times.snapshot().offered).toEqual([time()]);
  });

  test('is cancelled after one question, and that is taken back', async () => {
    const cancelled = bookingRow({ state: 'cancelled' });
    const { client, of, now } = finding({
      [at('cancel')]: [ok(cancelled)],
      [at('restore')]: [ok(bookingRow())],
    });
    client.open(bookingRow());
    client.ask({ is: 'cancel' });
    client.leave();
    expect(now().doing).toEqual({ is: 'looking' });
    client.ask({ is: 'cancel' });
    await client.act();
    expect(now()).toMatchObject({ found: cancelled, done: 'cancelled' });
    await client.act();
    expect(now()).toMatchObject({ found: bookingRow(), done: 'restored' });
    expect([of(at('cancel')), of(at('restore'))]).toEqual([[{ request: 'key-1' }], [{ request: 'key-2' }]]);
  });

  test('whose time is taken again cannot be restored, and the sentence says why', async () => {
    const { client, now } = finding({ [at('restore')]: [refused('slot-gone')] });
    client.open(bookingRow({ state: 'cancelled' }));
    await client.act();
    expect(now()).toMatchObject({ doing: { is: 'looking' }, refusal: { code: 'slot-gone' }, done: null });
  });

  test('is cancelled under the same key when nobody knows whether it was', async () => {
    const { client, of, now } = finding({ [at('cancel')]: [lost, ok(bookingRow({ state: 'cancelled' }))] });
    client.open(bookingRow());
    client.ask({ is: 'cancel' });
    await client.act();
    expect(now().doing).toMatchObject({ is: 'running', failed: true });
    await client.again();
    expect(of(at('cancel'))).toEqual([{ request: 'key-1' }, { request: 'key-1' }]);
    expect(now().done).toBe('cancelled');
  });

  test('can be changed until its time is over, and restored as long', () => {
    const { ends } = bookingRow();
    expect(isChangeable(bookingRow(), ends - 1)).toBe(true);
    expect(isChangeable(bookingRow(), ends)).toBe(false);
    expect(isChangeable(bookingRow({ state: 'served' }), 0)).toBe(false);
    expect(isRestorable(bookingRow({ state: 'cancelled' }), ends - 1)).toBe(true);
    expect(isRestorable(bookingRow(), 0)).toBe(false);
  });
});
