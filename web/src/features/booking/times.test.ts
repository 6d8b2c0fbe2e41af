import { expect, test } from 'vitest';
import type { FreeTimes } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { MORNING, time } from './sample';
import { byDay, createTimes, type TimesAsked } from './times';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const found = (value: Partial<FreeTimes>): Answer<FreeTimes> => ({
  is: 'ok',
  value: { times: [], next: null, none: null, ...value },
});
const asks = (sites: string[] = ['centre']): TimesAsked => ({ subject: 'housing', sites, from: null });

test('a list goes on where its last part ended, in days', async () => {
  const from: (string | null)[] = [];
  const answers = [
    found({ times: [time(), time(MORNING + HOUR)], next: '2026-06-05' }),
    found({ times: [time(MORNING + DAY)] }),
  ];
  const times = createTimes(async (asked) => {
    from.push(asked.from);
    return answers.shift() as Answer<FreeTimes>;
  });
  await times.show(asks());
  await times.more();
  await times.more();
  expect(from).toEqual([null, '2026-06-05']);
  expect(byDay(times.snapshot().times).map(({ date, times }) => [date, times.length])).toEqual([
    ['2026-06-04', 2],
    ['2026-06-05', 1],
  ]);
});

test('a part that could not be had is asked for again, and what was there stays', async () => {
  const answers: Answer<FreeTimes>[] = [
    found({ times: [time()], next: '2026-06-05' }),
    { is: 'unreachable' },
    found({ times: [time(MORNING + DAY)] }),
  ];
  const times = createTimes(async () => answers.shift() as Answer<FreeTimes>);
  await times.show(asks());
  await times.more();
  expect(times.snapshot()).toMatchObject({ is: 'failed', times: [time()] });
  await times.more();
  expect(times.snapshot()).toMatchObject({ is: 'loaded', next: null });
  expect(times.snapshot().times).toHaveLength(2);
});

test('an answer to a list that nobody wants any more is dropped', async () => {
  let answer = (_: Answer<FreeTimes>) => {};
  const times = createTimes(() => new Promise((resolve) => (answer = resolve)));
  const first = times.show(asks());
  const late = answer;
  const second = times.show(asks(['hill']), [time()]);
  late(found({ times: [time()] }));
  answer(found({ none: 'holiday' }));
  await Promise.all([first, second]);
  expect(times.snapshot()).toMatchObject({ is: 'loaded', times: [], none: 'holiday', offered: [time()] });
});

test('more sites than the server takes at once are one list, as far as all of them are known', async () => {
  const sites = Array.from({ length: 13 }, (_, i) => `s${i}`);
  const asked: number[] = [];
  const times = createTimes(async ({ sites }) => {
    asked.push(sites.length);
    if (sites.length === 12) return found({ times: [time(MORNING + HOUR)], next: '2026-06-05' });
    return found({ times: [time(), time(MORNING + DAY)] });
  });
  await times.show(asks(sites));
  expect(asked).toEqual([12, 1]);
  expect(times.snapshot().times.map(({ starts }) => starts)).toEqual([MORNING, MORNING + HOUR]);
  expect(times.snapshot().next).toBe('2026-06-05');
});
