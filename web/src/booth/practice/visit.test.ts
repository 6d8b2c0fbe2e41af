import { expect, test } from 'vitest';
import { TYPING_MS, WARNING_MS } from '../idle';
import { BoothSim } from '../sim';
import { allowance, turn } from '../turn';
import type { Visit } from '../visit';

const practice: Visit = { at: 'practice', form: 'none' };

test('a practice is begun from the start alone', () => {
  expect(turn({ at: 'start' }, { type: 'practise' }).visit).toEqual(practice);
  const tiles: Visit = { at: 'tiles', page: 0 };
  expect(turn(tiles, { type: 'practise' }).visit).toBe(tiles);
});

test('もどる leaves it, おわる erases as after any visit', () => {
  expect(turn(practice, { type: 'back' })).toEqual({ visit: { at: 'start' }, effects: [] });
  expect(turn(practice, { type: 'end' }).effects).toEqual([{ effect: 'erase', submitted: false }]);
});

test('nobody there for a minute ends it, or for three once something is typed', () => {
  expect(allowance(practice)).toBe('choosing');
  expect(allowance({ at: 'practice', form: 'draft' })).toBe('typing');
});

test('is erased when nobody touches it any more', async () => {
  const sim = new BoothSim();
  await sim.settled();
  sim.booth.tell({ type: 'practise' });
  sim.booth.tell({ type: 'form', progress: 'draft' });
  sim.clock.pass(TYPING_MS - 1);
  expect(sim.state.idle.seen).toBe('present');
  sim.clock.pass(1 + WARNING_MS);
  await sim.settled();
  expect(sim.endings).toMatchObject([{ submitted: false, why: 'idle' }]);
});

test('an officer who calls back comes first, and the practice is there again where nobody answers', async () => {
  const sim = new BoothSim();
  await sim.settled();
  sim.booth.tell({ type: 'practise' });
  sim.fact('dialling');
  expect(sim.state.visit.at).toBe('dialling');
  sim.fact('callback');
  expect(sim.state.visit).toEqual(practice);
});
