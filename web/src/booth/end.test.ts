import { describe, expect, test } from 'vitest';
import { CHOOSING_MS, RATING_MS, TYPING_MS, WARNING_MS } from './idle';
import { BoothSim } from './sim';

describe('the end', () => {
  test('drops everything and tells the next document only whether an application arrived', async () => {
    const sim = await new BoothSim().inForm();
    sim.booth.speak('easy');
    sim.answer('花子', '090-1234');
    await sim.booth.submit();
    sim.booth.tell({ type: 'end' });
    expect(sim.done.slice(-4)).toEqual(['watched no more', 'leave', 'devices off', 'end']);
    expect(sim.state.visit.at).toBe('rating');
    expect(JSON.stringify([sim.state, sim.booth.kept()])).not.toMatch(/花子|090-1234/);
    sim.booth.tell({ type: 'rate', rating: 'good' });
    await sim.settled();
    expect(sim.done.at(-1)).toBe('rate');
    expect(sim.endings).toEqual([{ submitted: true, language: 'easy', why: 'ended' }]);
  });

  test('whoever does not say how it was is not asked twice, and not warned', async () => {
    const sim = await new BoothSim().inCall();
    sim.fact('closed', 'completed');
    sim.clock.pass(RATING_MS - 1);
    expect(sim.state).toMatchObject({ visit: { at: 'rating' }, idle: { seen: 'present' } });
    sim.clock.pass(1);
    await sim.settled();
    expect(sim.endings).toEqual([{ submitted: false, language: 'ja', why: 'ended' }]);
    expect(sim.done).not.toContain('rate');
  });

  test('of a visit whose ticket is called back leaves the ticket alone', async () => {
    const sim = await new BoothSim().ringing();
    sim.fact('callback');
    sim.clock.pass(CHOOSING_MS + WARNING_MS);
    await sim.settled();
    expect(sim.endings).toEqual([{ submitted: false, language: 'ja', why: 'idle' }]);
    expect(sim.done).not.toContain('end');
  });

  test('nobody there: a warning, more time as often as wished, then everything is erased', async () => {
    const sim = new BoothSim();
    await sim.settled();
    sim.booth.tell({ type: 'begin' });
    for (let i = 0; i < 3; i += 1) {
      sim.clock.pass(CHOOSING_MS);
      expect(sim.state.idle).toMatchObject({ seen: 'warning', secondsLeft: 30 });
      sim.booth.touch();
      expect(sim.state.idle.seen).toBe('warning');
      sim.booth.touch(true);
      expect(sim.state.idle.seen).toBe('present');
    }
    sim.clock.pass(CHOOSING_MS + WARNING_MS);
    await sim.settled();
    expect(sim.endings).toEqual([{ submitted: false, language: 'ja', why: 'idle' }]);
  });

  test('nobody there after a call with a draft: three minutes, and never during the call', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子');
    sim.clock.pass(3_600_000);
    expect(sim.state.visit.at).toBe('call');
    sim.fact('closed', 'completed');
    sim.clock.pass(TYPING_MS - 1);
    expect(sim.state.idle.seen).toBe('present');
    sim.clock.pass(1 + WARNING_MS);
    await sim.settled();
    expect(sim.endings).toHaveLength(1);
  });

  test('the next document says so, and starts afresh', async () => {
    const sim = new BoothSim({ submitted: true, language: 'en' });
    await sim.settled();
    expect(sim.state.visit).toEqual({ at: 'erased', submitted: true });
    sim.booth.tell({ type: 'again' });
    expect(sim.state.visit).toEqual({ at: 'start' });
  });
});
