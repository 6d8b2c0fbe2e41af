import { describe, expect, test } from 'vitest';
import { closedFor } from '../screens/notice';
import { BoothSim, info, subject } from '../sim';

describe('the line', () => {
  test('a booth that nobody paired asks for a code, and starts once it has one', async () => {
    const sim = new BoothSim(null, { is: 'refused', code: 'not-signed-in', title: '' });
    await sim.settled();
    expect(sim.state.stage).toBe('unpaired');
    sim.answers.pair = { is: 'refused', code: 'bad-code', title: '' };
    expect(await sim.booth.pair('x')).toMatchObject({ code: 'bad-code' });
    delete sim.answers.pair;
    await sim.booth.pair('y');
    expect(sim.state).toMatchObject({ stage: 'ready', info });
  });

  test('a server that cannot be reached is looked for again', async () => {
    const sim = new BoothSim(null, { is: 'unreachable' });
    await sim.settled();
    expect(sim.state.stage).toBe('unreachable');
    delete sim.answers.booth;
    sim.clock.pass(5_000);
    await sim.settled();
    expect(sim.state.stage).toBe('ready');
  });

  test('a revoked booth stops its devices and forgets the visit', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子');
    sim.facts.update((now) => ({ ...now, link: { is: 'ended', why: 'revoked' } }));
    expect(sim.done).toContain('devices off');
    expect(sim.state).toMatchObject({ stage: 'unpaired', visit: { at: 'start' }, form: { is: 'closed' } });
  });
});

describe('a server that speaks another version', () => {
  const outgrow = (sim: BoothSim) =>
    sim.facts.update((now) => ({ ...now, link: { is: 'ended', why: 'outdated' } }));
  const breakFlow = (sim: BoothSim) =>
    sim.flow.update((now) => ({ ...now, link: { is: 'waiting', epoch: 1, tries: 1 } }));

  test('says so, and nobody waits for an answer any more', async () => {
    const sim = await new BoothSim().ringing();
    outgrow(sim);
    expect(sim.state).toMatchObject({ stage: 'outdated', visit: { at: 'turned-away', why: 'lost' } });
  });

  test('lets a call finish that still flows, and the form after it', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子');
    outgrow(sim);
    expect(sim.state.visit.at).toBe('call');
    breakFlow(sim);
    expect(sim.state.visit).toMatchObject({ at: 'alone', form: 'draft' });
    sim.answer('090-1234');
    await sim.booth.submit();
    expect(sim.state.visit).toMatchObject({ form: 'submitted' });
  });

  test('ends a call that has lost its media already', async () => {
    const sim = await new BoothSim().inCall();
    breakFlow(sim);
    expect(sim.state.visit.at).toBe('call');
    outgrow(sim);
    expect(sim.state.visit).toMatchObject({ at: 'turned-away', why: 'lost' });
    expect(sim.done).toContain('devices off');
  });

  test('changes nothing of a visit that has not rung', async () => {
    const sim = new BoothSim();
    await sim.settled();
    sim.booth.tell({ type: 'begin' });
    outgrow(sim);
    expect(sim.state).toMatchObject({ stage: 'outdated', visit: { at: 'tiles' } });
  });
});

describe('a counter that is closed', () => {
  const notice = { all: true, section: null, reason: '台風のため', instead: '', opens_at: null };
  const closes = async (sim: BoothSim, more: object = {}) => {
    sim.answers.booth = { is: 'ok', value: { ...info, notices: [notice], ...more } as never };
    sim.facts.update((now) => ({ ...now, placeChanges: now.placeChanges + 1 }));
    await sim.settled();
    return sim;
  };
  const begun = async () => {
    const sim = new BoothSim();
    await sim.settled();
    sim.booth.tell({ type: 'begin' });
    return sim;
  };

  test('is shown at once where nobody visits, and so is its opening', async () => {
    const sim = new BoothSim();
    await sim.settled();
    await closes(sim, { nearest: null });
    expect(sim.state.info).toMatchObject({ notices: [notice], nearest: null });
    delete sim.answers.booth;
    sim.facts.update((now) => ({ ...now, placeChanges: now.placeChanges + 1 }));
    await sim.settled();
    expect(sim.state.info).toEqual(info);
  });

  test('throws nobody out, whatever else is new of the place', async () => {
    const sim = await closes(await begun(), { out_of_order: 'office', subjects: [] });
    expect(sim.state).toMatchObject({ visit: { at: 'tiles' }, info: { ...info, notices: [notice] } });
  });

  test('is told before a ticket is taken, at once', async () => {
    const sim = await begun();
    sim.booth.tell({ type: 'choose', subject });
    await sim.settled();
    sim.prospect = { is: 'closed', opens_at: null };
    await closes(sim);
    expect(sim.state.visit).toMatchObject({ at: 'confirm', prospect: { is: 'closed' } });
    expect(closedFor(sim.state.info ?? info, subject)).toEqual(notice);
  });

  test('leaves a call alone, and a page that cannot ask now stays as it is', async () => {
    const sim = await closes(await new BoothSim().inCall());
    expect(sim.state.visit.at).toBe('call');
    sim.answers.booth = { is: 'unreachable' };
    sim.facts.update((now) => ({ ...now, placeChanges: now.placeChanges + 1 }));
    await sim.settled();
    expect(sim.state.info?.notices).toEqual([notice]);
  });
});

describe('a booth that is out of order', () => {
  test('learns that it is, and that it is not any more, while nobody visits', async () => {
    const sim = new BoothSim();
    await sim.settled();
    sim.answers.booth = { is: 'ok', value: { ...info, out_of_order: 'office' } as never };
    sim.clock.pass(60_000);
    await sim.settled();
    expect(sim.state.info?.out_of_order).toBe('office');
    delete sim.answers.booth;
    sim.clock.pass(60_000);
    await sim.settled();
    expect(sim.state.info?.out_of_order).toBeNull();
  });

  test('asks for the reason where a ring is refused for it', async () => {
    const sim = new BoothSim();
    await sim.settled();
    sim.booth.tell({ type: 'begin' });
    sim.booth.tell({ type: 'choose', subject });
    await sim.settled();
    sim.answers.booth = { is: 'ok', value: { ...info, out_of_order: 'selfcheck' } as never };
    sim.refuses = 'out-of-order';
    sim.booth.ring();
    await sim.settled();
    expect(sim.state).toMatchObject({ visit: { at: 'turned-away' }, info: { out_of_order: 'selfcheck' } });
  });
});
