import { expect, test } from 'vitest';
import { BoothSim } from '../sim';
import { allowance, turn } from '../turn';
import type { Visit } from '../visit';

test('a self-test is begun from the start alone, and left to it', () => {
  const selftest: Visit = { at: 'selftest' };
  expect(turn({ at: 'start' }, { type: 'test' }).visit).toEqual(selftest);
  expect(turn(selftest, { type: 'back' }).visit).toEqual({ at: 'start' });
  expect(allowance(selftest)).toBe('choosing');
  const practice: Visit = { at: 'practice', form: 'none' };
  expect(turn(practice, { type: 'test' }).visit).toBe(practice);
});

test('today’s is offered until somebody was here, and again the next day', async () => {
  const sim = new BoothSim();
  await sim.settled();
  expect(sim.booth.isFresh()).toBe(true);
  sim.booth.tell({ type: 'test' });
  sim.booth.tell({ type: 'back' });
  expect(sim.booth.isFresh()).toBe(false);
  sim.today = '2026-11-21';
  expect(sim.booth.isFresh()).toBe(true);
});

test('today’s is offered no more in the document after a visit', async () => {
  const sim = new BoothSim({ submitted: false, language: 'ja' });
  await sim.settled();
  expect(sim.booth.isFresh()).toBe(false);
});
