import { expect, test } from 'vitest';
import { CHOOSING_MS, type Idle, limited, look, TYPING_MS, touched, WARNING_MS } from './idle';

const choosing: Idle = { limit: CHOOSING_MS, touchedAt: 1_000 };

test('warns after 60 s, counts 30 s down, then says that nobody is there', () => {
  expect(look(choosing, 1_000 + CHOOSING_MS - 1)).toEqual({ seen: 'present', wakeAt: 1_000 + CHOOSING_MS });
  expect(look(choosing, 1_000 + CHOOSING_MS)).toMatchObject({ seen: 'warning', secondsLeft: 30 });
  expect(look(choosing, 1_000 + CHOOSING_MS + WARNING_MS - 1)).toMatchObject({
    seen: 'warning',
    secondsLeft: 1,
  });
  expect(look(choosing, 1_000 + CHOOSING_MS + WARNING_MS)).toEqual({ seen: 'gone' });
});

test('waking at the named times shows every second once and ends', () => {
  const seconds: number[] = [];
  let now = choosing.touchedAt;
  for (let turn = 0; turn < 100; turn += 1) {
    const seen = look(choosing, now);
    if (seen.seen === 'gone' || seen.wakeAt === null) break;
    expect(seen.wakeAt).toBeGreaterThan(now);
    if (seen.seen === 'warning') seconds.push(seen.secondsLeft);
    now = seen.wakeAt;
  }
  expect(seconds).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i));
  expect(now).toBe(1_000 + CHOOSING_MS + WARNING_MS);
});

test('もう少し待つ works as often as wished', () => {
  let idle = choosing;
  for (let i = 0; i < 50; i += 1) {
    const now = idle.touchedAt + CHOOSING_MS + WARNING_MS - 1;
    expect(look(idle, now).seen).toBe('warning');
    idle = touched(idle, now);
    expect(look(idle, now).seen).toBe('present');
  }
});

test('never looks during a call, and starts anew when it ends', () => {
  const calling = limited(choosing, null, 50_000);
  expect(look(calling, 50_000_000)).toEqual({ seen: 'present', wakeAt: null });
  const typed = limited(calling, TYPING_MS, 60_000_000);
  expect(look(typed, 60_000_000)).toEqual({ seen: 'present', wakeAt: 60_000_000 + TYPING_MS });
  expect(limited(typed, TYPING_MS, 60_100_000)).toBe(typed);
});
