import { describe, expect, test } from 'vitest';
import type { BookingRow, Closure, NewClosure } from '../../generated/protocol';
import { type ClosureEntry, endOf, hit, inOrder, newClosure, readClosure, standingOf } from './closure';

const entry = (more: Partial<ClosureEntry> = {}): ClosureEntry => ({
  ...newClosure('all', '2026-06-04', '9:10'),
  reason: '台風のため',
  ...more,
});

describe('a closure that is typed', () => {
  test('lasts from now to the end of the day', () => {
    expect(readClosure(entry())).toEqual({
      is: 'closure',
      closure: {
        scope: { is: 'all' },
        from: '2026-06-04T09:10',
        until: '2026-06-05T00:00',
        reason: '台風のため',
        instead: '',
      },
    });
  });

  test.each([
    [{ scope: 'site' }, { site: 'required' }],
    [{ scope: 'section' }, { section: 'required' }],
    [{ fromDate: '' }, { from: 'not-a-date' }],
    [{ fromTime: '朝' }, { from: 'not-a-time' }],
    [{ untilTime: '9:10' }, { until: 'ends-before' }],
    [{ untilDate: '2026-06-03' }, { until: 'ends-before' }],
    [{ reason: ' ' }, { reason: 'required' }],
  ] as const)('with %j is told %j', (more, problems) => {
    expect(readClosure(entry(more as Partial<ClosureEntry>))).toEqual({ is: 'flawed', problems });
  });
});

test('the end of a day is told as that day’s', () => {
  expect(endOf({ until: '2026-06-05T00:00' })).toEqual({ date: '2026-06-04', time: '24:00' });
  expect(endOf({ until: '2026-06-04T17:15' })).toEqual({ date: '2026-06-04', time: '17:15' });
});

describe('the bookings that a closure hits', () => {
  const row = (booking: string, more: Partial<BookingRow> = {}) =>
    ({
      booking,
      state: 'booked',
      site: 'center',
      section: 'town',
      date: '2026-06-04',
      time: '10:00',
      starts: 0,
      ends: 1_800_000,
      ...more,
    }) as BookingRow;
  const closure = (more: Partial<NewClosure> = {}): NewClosure => ({
    scope: { is: 'all' },
    from: '2026-06-04T10:00',
    until: '2026-06-04T12:00',
    reason: '',
    instead: '',
    ...more,
  });
  const told = (rows: BookingRow[], what = closure()) => hit(rows, what).map(({ booking }) => booking);

  test('overlap it by a minute at least', () => {
    const rows = [
      row('before', { time: '09:30' }),
      row('into', { time: '09:45' }),
      row('last', { time: '11:59' }),
      row('after', { time: '12:00' }),
      row('next day', { date: '2026-06-05' }),
    ];
    expect(told(rows)).toEqual(['into', 'last']);
    expect(told([row('night', { time: '23:30' })], closure({ until: '2026-06-05T00:00' }))).toEqual([
      'night',
    ]);
  });

  test('are those of its site or section, and still stand', () => {
    const rows = [
      row('a'),
      row('b', { site: 'hill' }),
      row('c', { state: 'cancelled' }),
      row('d', { section: 'tax' }),
    ];
    expect(told(rows, closure({ scope: { is: 'site', site: 'center' } }))).toEqual(['a', 'd']);
    expect(told(rows, closure({ scope: { is: 'section', section: 'tax' } }))).toEqual(['d']);
  });
});

test('closures are listed with those that count first', () => {
  const closure = (id: string, from: string, until: string, lifted = false) =>
    ({ id, from, until, lifted }) as Closure;
  const now = '2026-06-04T10:00';
  const all = [
    closure('lifted', '2026-06-04T09:00', '2026-06-04T12:00', true),
    closure('over', '2026-06-03T09:00', '2026-06-04T10:00'),
    closure('ahead', '2026-06-04T11:00', '2026-06-04T12:00'),
    closure('running', '2026-06-04T10:00', '2026-06-04T12:00'),
  ];
  expect(inOrder(all, now).map((one) => [one.id, standingOf(one, now)])).toEqual([
    ['running', 'running'],
    ['ahead', 'ahead'],
    ['over', 'over'],
    ['lifted', 'lifted'],
  ]);
});
