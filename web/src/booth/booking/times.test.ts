import { describe, expect, test } from 'vitest';
import type { FreeTime } from '../../generated/protocol';
import { timeAt } from './sample';
import { earlier, further, inSight, type Loaded, later, loaded, loading, offering, ROWS } from './times';

const SITES = ['site', 'near', 'far'];
const HOURS = ['09:00', '09:20', '09:40', '10:00', '10:20', '10:40', '11:00', '11:20', '11:40', '13:00'];
const day = (date: string, site = 'site') => HOURS.map((time) => timeAt(time, site, date));
const words = (rows: readonly FreeTime[]) => rows.map(({ date, time, site }) => `${date} ${time} ${site}`);

function list(times: readonly FreeTime[], next: string | null = null): Loaded {
  const there = loaded(loading(), { times: [...times], next, none: null }, SITES);
  if (there.is !== 'there') throw new Error('it is loaded');
  return there;
}

/** What is there after a move that needs no further answer. */
function there(moved: ReturnType<typeof further>): Loaded {
  if (moved?.is !== 'there') throw new Error('it needs nothing more');
  return moved;
}

describe('free times', () => {
  test('are rows of one time each, the earliest first, here before nearby', () => {
    const rows = list([
      timeAt('09:20', 'far'),
      timeAt('09:20', 'near'),
      timeAt('09:00', 'site'),
      timeAt('09:00', 'near'),
    ]).rows;
    expect(words(rows)).toEqual(['2026-06-04 09:00 site', '2026-06-04 09:20 near']);
  });

  test('of a 講座 stand beside those of the counter', () => {
    const lecture = { ...timeAt('09:00'), title: 'スマホ講座' };
    expect(list([lecture, timeAt('09:00')]).rows).toHaveLength(2);
  });

  test('are shown a few at once, and turned like pages', () => {
    const first = list(day('2026-06-04'));
    expect(inSight(first)).toHaveLength(ROWS);
    expect(earlier(first)).toBeNull();
    const second = there(further(first));
    expect(words(inSight(second))[0]).toBe('2026-06-04 11:00 site');
    expect(further(second)).toBeNull();
    expect(there(earlier(second)).first).toBe(0);
  });

  test('go on with the next days once those at hand were seen', () => {
    const last = there(further(list(day('2026-06-04'), '2026-06-05')));
    const asked = further(last);
    expect(asked).toMatchObject({ is: 'loading', from: '2026-06-05' });
    if (asked === null) throw new Error('more is asked for');
    const on = loaded(asked, { times: day('2026-06-05'), next: null, none: null }, SITES);
    expect(on).toMatchObject({ is: 'there', from: null });
    expect(words(inSight(there(on)))[0]).toBe('2026-06-05 09:40 site');
  });

  test('of the next day and of a week after are one touch away, and so is the way back', () => {
    const both = list([...day('2026-06-04'), ...day('2026-06-05')], '2026-06-08');
    expect(there(later(both, 'day')).rows[there(later(both, 'day')).first]?.date).toBe('2026-06-05');
    const week = later(both, 'week');
    expect(week).toEqual({ is: 'loading', from: '2026-06-11', before: null });
    if (week === null) throw new Error('more is asked for');
    const afterAWeek = there(loaded(week, { times: day('2026-06-11'), next: null, none: null }, SITES));
    expect(afterAWeek).toMatchObject({ from: '2026-06-11', first: 0 });
    expect(earlier(afterAWeek)).toEqual(loading());
    expect(later(afterAWeek, 'day')).toBeNull();
  });

  test('that cannot be had stay to be asked for again', () => {
    expect(loaded(loading('2026-06-05'), null, SITES)).toMatchObject({ is: 'failed', from: '2026-06-05' });
  });

  test('that are none at all say why', () => {
    const none = there(loaded(loading(), { times: [], next: null, none: 'holiday' }, SITES));
    expect(none).toMatchObject({ rows: [], none: 'holiday', first: 0 });
    expect([further(none), earlier(none), later(none, 'day')]).toEqual([null, null, null]);
  });

  test('that the office offers are a list of their own; where it offers none, all are asked for', () => {
    const offered = there(offering([timeAt('11:00', 'near'), timeAt('10:30')], SITES));
    expect(words(offered.rows)).toEqual(['2026-06-04 10:30 site', '2026-06-04 11:00 near']);
    expect([offered.offered, further(offered)]).toEqual([true, null]);
    expect(offering([], SITES)).toEqual(loading());
  });
});
