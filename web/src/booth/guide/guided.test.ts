import { describe, expect, test } from 'vitest';
import { guide } from '../../features/guide/sample';
import * as walks from '../../features/guide/walk';
import type { CallView, FromAdviser, PanelMessage, PartyRole, SharedGuide } from '../../generated/protocol';
import { CHOOSING_MS, TYPING_MS, WARNING_MS } from '../idle';
import { BoothSim } from '../sim';
import { type Kept, seal, unseal } from '../terminal/kept';

/** The desk's party, as the sim's channel stamps it. */
const party = (role: PartyRole) =>
  ({ party: 'desk', role, label: '', presence: 'present', listens: false }) as const;

async function alone(): Promise<BoothSim> {
  const sim = new BoothSim();
  await sim.settled();
  sim.booth.tell({ type: 'begin' });
  await sim.settled();
  sim.booth.tell({ type: 'guide' });
  sim.booth.guide.open();
  await sim.settled();
  return sim;
}

async function inCall(role: PartyRole = 'staff'): Promise<BoothSim> {
  const sim = await new BoothSim().inCall();
  sim.facts.update((now) => ({ ...now, call: { ...now.call, parties: [party(role)] } as CallView }));
  await sim.settled();
  return sim;
}

function advise(sim: BoothSim, message: FromAdviser): Promise<void> {
  sim.hear({ from: 'adviser', message });
  return sim.settled();
}

async function opened(sim: BoothSim): Promise<BoothSim> {
  sim.booth.guide.open();
  await sim.settled();
  return sim;
}

const pass = (sim: BoothSim, typed: string | string[]) =>
  sim.booth.guide.act((walk) => walks.next(walks.type(walk, typed)));
const told = (sim: BoothSim): (SharedGuide | null)[] =>
  sim.said.flatMap((said: PanelMessage) => (said.from === 'walker' ? said.message.guide : []));
const walkOf = (sim: BoothSim) => {
  const { guide } = sim.state.guided;
  if (guide.is !== 'open') throw new Error(`no guide is open: ${guide.is}`);
  return guide.walk;
};

describe('at the booth alone', () => {
  test('it opens from the tiles where the ward publishes one, and goes back there', async () => {
    const sim = await alone();
    expect(sim.state).toMatchObject({
      visit: { at: 'guide' },
      guided: { offered: true, guide: { is: 'open' } },
    });
    sim.booth.tell({ type: 'back' });
    expect(sim.state.visit).toEqual({ at: 'tiles', page: 0 });
  });

  test('where there is none, none is offered', async () => {
    const sim = new BoothSim();
    sim.answers.guides = { is: 'ok', value: [] as never };
    await sim.settled();
    sim.booth.tell({ type: 'begin' });
    await sim.settled();
    expect(sim.state.guided.offered).toBe(false);
  });

  test('answers have the longer time, and go with the visit', async () => {
    const sim = await alone();
    sim.clock.pass(CHOOSING_MS);
    expect(sim.state.idle.seen).toBe('warning');
    sim.booth.touch(true);
    pass(sim, ['care']);
    sim.clock.pass(TYPING_MS - 1);
    expect(sim.state.idle.seen).toBe('present');
    sim.clock.pass(1 + WARNING_MS);
    await sim.settled();
    expect(sim.endings).toMatchObject([{ why: 'idle' }]);
    expect(JSON.stringify(sim.state)).not.toContain('care"]');
    expect(sim.state.guided.guide.is).toBe('closed');
  });

  test('nothing leaves the booth but which schemes were told', async () => {
    const sim = await alone();
    pass(sim, ['care']);
    pass(sim, '78');
    await sim.settled();
    expect(sim.said).toEqual([]);
    expect(sim.of('logAdvice')).toEqual([
      { tree: 'disability', version: 1, outcome: 'list', usable: ['home-help'], perhaps: ['day-care'] },
    ]);
  });

  test('what was walked alone stands ready in the call, by the version in force then', async () => {
    const sim = await alone();
    pass(sim, ['care']);
    sim.booth.tell({ type: 'back' });
    sim.booth.tell({ type: 'choose', subject: sim.state.info?.subjects[0] as never });
    await sim.settled();
    sim.booth.ring();
    sim.fact('in-call');
    sim.reopen();
    await sim.settled();
    expect(sim.state.guided).toMatchObject({ shown: false, guide: { is: 'open' } });
    expect(told(sim)).toEqual([]);
    sim.answers.guides = { is: 'ok', value: [guide(2)] as never };
    await opened(sim);
    expect(walkOf(sim).askedAgain).toEqual(['needs']);
    expect(told(sim).at(-1)).toMatchObject({ version: 2 });
  });
});

describe('in a call', () => {
  test('the desk suggests, and the resident alone opens or says no', async () => {
    const sim = await inCall();
    await advise(sim, { type: 'suggest', guide: 'disability' });
    expect(sim.state.guided).toMatchObject({
      suggested: { tree: { id: 'disability' } },
      guide: { is: 'closed' },
    });
    sim.booth.guide.decline();
    expect(sim.state.guided.suggested).toBeNull();
    await advise(sim, { type: 'suggest', guide: 'unknown' });
    expect(sim.state.guided.suggested).toBeNull();
    await advise(sim, { type: 'suggest', guide: 'disability' });
    await opened(sim);
    expect(sim.state.guided).toMatchObject({ suggested: null, shown: true, guide: { is: 'open' } });
  });

  test('the whole is told after each change, and never what is being entered', async () => {
    const sim = await opened(await inCall());
    sim.booth.guide.act((walk) => walks.toggle(walk, 'care'));
    expect(told(sim).at(-1)).toMatchObject({ answers: {} });
    sim.booth.guide.act(walks.next);
    expect(told(sim).at(-1)).toEqual({
      guide: 'disability',
      version: 1,
      answers: { needs: ['care'] },
      back_at: null,
    });
    const count = told(sim).length;
    sim.booth.guide.act((walk) => walks.type(walk, '7'));
    expect(told(sim)).toHaveLength(count);
    sim.booth.guide.show(false);
    expect(told(sim).at(-1)).toBeNull();
  });

  test('a desk that asks is told what stands there, or that nothing does', async () => {
    const sim = await inCall();
    await advise(sim, { type: 'look' });
    expect(told(sim)).toEqual([null]);
    await opened(sim);
    const count = told(sim).length;
    await advise(sim, { type: 'look' });
    expect(told(sim)).toHaveLength(count + 1);
    expect(told(sim).at(-1)).toMatchObject({ guide: 'disability' });
  });

  test('covered, nothing of it leaves; uncovered, it is told again', async () => {
    const sim = await opened(await inCall());
    pass(sim, ['care']);
    sim.booth.cover();
    expect(told(sim).at(-1)).toBeNull();
    pass(sim, '78');
    await advise(sim, { type: 'look' });
    expect(told(sim).at(-1)).toBeNull();
    sim.booth.lift('off');
    expect(told(sim).at(-1)).toMatchObject({ answers: { needs: ['care'], age: '78' } });
  });

  test('an officer points at what is on the page, and with the page it ends', async () => {
    const sim = await inCall();
    await advise(sim, { type: 'point', at: { choice: 'care' } });
    expect(sim.state.guided.pointed).toBeNull();
    await opened(sim);
    await advise(sim, { type: 'point', at: { choice: 'care' } });
    expect(sim.state.guided.pointed).toEqual({ choice: 'care' });
    sim.booth.guide.act((walk) => walks.toggle(walk, 'work'));
    expect(sim.state.guided.pointed).toEqual({ choice: 'care' });
    sim.booth.guide.act(walks.next);
    expect(sim.state.guided.pointed).toBeNull();
  });

  test.each<PartyRole>(['interpreter', 'supervisor'])('%s only reads', async (role) => {
    const sim = await inCall(role);
    await advise(sim, { type: 'suggest', guide: 'disability' });
    expect(sim.state.guided.suggested).toBeNull();
    await opened(sim);
    await advise(sim, { type: 'point', at: { choice: 'care' } });
    expect(sim.state.guided.pointed).toBeNull();
    await advise(sim, { type: 'look' });
    expect(told(sim).at(-1)).toMatchObject({ guide: 'disability' });
  });

  test('a form that the desk opens takes its place', async () => {
    const sim = await opened(await inCall());
    sim.hear({ from: 'reader', message: { type: 'open-form', form: 'form' } });
    await sim.settled();
    expect(sim.state).toMatchObject({
      guided: { shown: false, guide: { is: 'open' } },
      form: { is: 'open' },
    });
    expect(told(sim).at(-1)).toBeNull();
  });

  test('at the end of the call nothing of it is left', async () => {
    const sim = await opened(await inCall());
    pass(sim, ['care']);
    sim.booth.tell({ type: 'end' });
    expect(sim.state).toMatchObject({
      visit: { at: 'rating' },
      guided: { guide: { is: 'closed' }, shown: false },
    });
  });
});

describe('a page after one that was lost', () => {
  const lost = (sim: BoothSim): Kept => {
    const kept = sim.booth.kept();
    const back = kept === null ? null : unseal(JSON.parse(JSON.stringify(seal(kept))));
    if (back === null) throw new Error('nothing was kept');
    return back;
  };

  test('is at the same question, at the same letter', async () => {
    const first = await alone();
    pass(first, ['care']);
    first.booth.guide.act((walk) => walks.type(walk, '7'));
    const sim = new BoothSim(null, undefined, lost(first));
    await sim.settled();
    expect(sim.state.visit.at).toBe('guide');
    expect(walkOf(sim)).toMatchObject({ answers: { needs: ['care'] }, typed: '7' });
  });

  test('asks again for the guide until it is there, and keeps the draft meanwhile', async () => {
    const first = await alone();
    pass(first, ['care']);
    const sim = new BoothSim(null, undefined, lost(first));
    sim.answers.guides = { is: 'unreachable' };
    await sim.settled();
    expect(sim.state.guided.guide.is).toBe('opening');
    expect(sim.booth.kept()?.guide?.answers).toEqual({ needs: ['care'] });
    delete sim.answers.guides;
    sim.clock.pass(5_000);
    await sim.settled();
    expect(walkOf(sim).answers).toEqual({ needs: ['care'] });
  });
});
