import { expect, test } from 'vitest';
import { VirtualClock } from '../clock/virtual';
import type { Answer } from './ask';
import { watch } from './watch';

async function watching(answers: Answer<string>[]) {
  const clock = new VirtualClock();
  let last = answers[0] as Answer<string>;
  const watched = watch(async () => {
    last = answers.shift() ?? last;
    return last;
  }, clock);
  const pass = async (ms: number) => {
    clock.pass(ms);
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  await pass(0);
  return { watched, pass };
}

const ok = (value: string): Answer<string> => ({ is: 'ok', value });

test('what is watched is asked anew by itself, and says when it is old', async () => {
  const { watched, pass } = await watching([ok('one'), ok('two'), { is: 'unreachable' }]);
  expect(watched.snapshot()).toEqual({ is: 'loaded', value: 'one', stale: false });
  await pass(5_000);
  expect(watched.snapshot()).toEqual({ is: 'loaded', value: 'two', stale: false });
  await pass(5_000);
  expect(watched.snapshot()).toEqual({ is: 'loaded', value: 'two', stale: true });
});

test.each([
  [{ is: 'unreachable' }, 'unreachable'],
  [{ is: 'refused', code: 'internal', title: '' }, 'unreachable'],
  [{ is: 'refused', code: 'forbidden', title: '' }, 'forbidden'],
  [{ is: 'refused', code: 'not-found', title: '' }, 'missing'],
] as const)('an answer of %j is said to be %s', async (answer, is) => {
  expect((await watching([answer])).watched.snapshot()).toEqual({ is });
});

test('what is closed asks no more', async () => {
  const { watched, pass } = await watching([ok('one'), ok('two')]);
  watched.close();
  await pass(60_000);
  expect(watched.snapshot()).toMatchObject({ value: 'one' });
});

test('what changes seldom is asked for seldom', async () => {
  const clock = new VirtualClock();
  let asked = 0;
  watch(
    async () => {
      asked += 1;
      return ok('one');
    },
    clock,
    30_000,
  );
  for (const [ms, times] of [
    [29_999, 1],
    [1, 2],
  ] as const) {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
    clock.pass(ms);
    expect(asked).toBe(times);
  }
});
