import { describe, expect, test } from 'vitest';
import { TYPING_MS, WARNING_MS } from '../idle';
import { BoothSim, subject } from '../sim';
import type { Planning, Step } from './planning';
import { booking, free, timeAt } from './sample';

const no = (code: string, more: object = {}) =>
  ({ is: 'refused', code, errors: [], times: [], retryAfter: null, ...more }) as never;
const screened = { version: 1, answers: {} };
const [FIRST, SECOND] = [timeAt('10:30'), timeAt('11:00')];

function planningOf({ state: { visit } }: BoothSim): Planning {
  if (visit.at !== 'booking') throw new Error(`nobody books: ${visit.at}`);
  return visit.planning;
}
const step = (sim: BoothSim): Step => planningOf(sim).step;
const rows = (sim: BoothSim) => {
  const now = step(sim);
  return now.is === 'times' && now.times.is === 'there' ? now.times.rows.map(({ time }) => time) : null;
};

/** A resident who looks at the free times, from the confirm page. */
async function looking(sim = new BoothSim()): Promise<BoothSim> {
  await sim.settled();
  sim.booth.tell({ type: 'begin' });
  sim.booth.tell({ type: 'choose', subject });
  await sim.settled();
  sim.booth.booking(subject)?.();
  await sim.settled();
  return sim;
}

/** One for whom a time is held. */
async function holding(): Promise<BoothSim> {
  const sim = await looking();
  await sim.booth.plan.take(FIRST);
  return sim;
}

/** One who looks at it all, having given this number. */
async function checking(telephone = ''): Promise<BoothSim> {
  const sim = await holding();
  sim.booth.plan.type(telephone);
  sim.booth.plan.toCheck();
  return sim;
}

describe('a later day', () => {
  test('is offered where the subject can be booked here, and nowhere else', async () => {
    const sim = new BoothSim();
    await sim.settled();
    expect(sim.booth.booking(subject)).toBeNull();
    sim.booth.tell({ type: 'begin' });
    await sim.settled();
    expect(sim.booth.booking(subject)).not.toBeNull();
    expect(sim.booth.booking({ ...subject, id: 'other' })).toBeNull();
    sim.booth.tell({ type: 'back' });
    expect(sim.state.bookable).toBeNull();
  });

  test('is asked for here and nearby', async () => {
    const sim = await looking();
    expect(sim.of('times')).toEqual([{ subject: 'subject', sites: ['site', 'near'], from: null }]);
    expect(rows(sim)).toEqual(['10:30', '11:00']);
  });

  test('is booked in four steps, with a key of its own for each request', async () => {
    const sim = await checking('０９０－００００－８７６５');
    expect(sim.of('hold')).toEqual([
      { request: 'id1', subject: 'subject', site: 'site', starts: FIRST.starts, screened },
    ]);
    sim.booth.speak('easy');
    await sim.booth.plan.book();
    expect(sim.of('book')).toEqual([
      { request: 'id2', hold: 'hold', language: 'easy', telephone: '09000008765', email: null },
    ]);
    expect(planningOf(sim)).toMatchObject({ step: { is: 'done', booking }, telephone: '' });
    sim.booth.tell({ type: 'end' });
    expect(sim.of('release')).toEqual([]);
    expect(sim.state.visit).toEqual({ at: 'erased', submitted: false });
  });

  test('needs no telephone number', async () => {
    const sim = await checking();
    await sim.booth.plan.book();
    expect(sim.of('book')).toMatchObject([{ telephone: null }]);
  });
});

describe('the free times', () => {
  test('that do not come can be asked for again', async () => {
    const sim = new BoothSim();
    sim.answers.times = { is: 'unreachable' };
    await looking(sim);
    expect(step(sim)).toMatchObject({ times: { is: 'failed' } });
    delete sim.answers.times;
    sim.booth.plan.reload();
    await sim.settled();
    expect(rows(sim)).toEqual(['10:30', '11:00']);
  });

  test('are asked for a day at a time', async () => {
    const sim = new BoothSim();
    sim.answers.times = { is: 'ok', value: { ...free, next: '2026-06-05' } as never };
    await looking(sim);
    sim.booth.plan.later('week');
    await sim.settled();
    expect(sim.of('times').at(-1)).toMatchObject({ from: '2026-06-11' });
  });
});

describe('a time that is chosen', () => {
  test('and went to somebody else leaves the others that the office offers', async () => {
    const sim = await looking();
    sim.answers.hold = no('slot-gone', { times: [SECOND] });
    await sim.booth.plan.take(FIRST);
    expect(step(sim)).toMatchObject({
      missed: 'gone',
      times: { is: 'there', offered: true, rows: [SECOND] },
    });
  });

  test('and went, with no others offered, leaves all that are free', async () => {
    const sim = await looking();
    sim.answers.hold = no('not-open');
    await sim.booth.plan.take(FIRST);
    await sim.settled();
    expect(step(sim)).toMatchObject({ missed: 'not-open', times: { is: 'there', offered: false } });
    expect(rows(sim)).toEqual(['10:30', '11:00']);
  });

  test('is asked for under the same key after a line that failed, and another one under another', async () => {
    const sim = await looking();
    sim.answers.hold = { is: 'unreachable' };
    await sim.booth.plan.take(FIRST);
    expect(step(sim)).toMatchObject({ is: 'times', fault: { is: 'line' }, taking: false });
    await sim.booth.plan.take(FIRST);
    await sim.booth.plan.take(SECOND);
    expect(sim.of('hold')).toMatchObject([{ request: 'id1' }, { request: 'id1' }, { request: 'id2' }]);
  });

  test('is held once, however often it is touched', async () => {
    const sim = await looking();
    await Promise.all([sim.booth.plan.take(FIRST), sim.booth.plan.take(FIRST), sim.booth.plan.take(SECOND)]);
    expect(sim.of('hold')).toHaveLength(1);
  });

  test('says when it may be tried again after too many', async () => {
    const sim = await looking();
    sim.answers.hold = no('too-many', { retryAfter: 30 });
    await sim.booth.plan.take(FIRST);
    expect(step(sim)).toMatchObject({ fault: { is: 'too-many', seconds: 30 } });
  });

  test('is given up with the page that held it', async () => {
    const sim = await holding();
    sim.booth.tell({ type: 'back' });
    await sim.settled();
    expect(sim.of('release')).toEqual(['hold']);
    expect(rows(sim)).toEqual(['10:30', '11:00']);
    sim.booth.tell({ type: 'back' });
    expect(sim.state.visit).toMatchObject({ at: 'confirm', subject });
    expect(sim.done.filter((what) => what === 'ask-prospect')).toHaveLength(2);
  });

  test('that is held too late, for whoever went back, is given up', async () => {
    const sim = await looking();
    const taking = sim.booth.plan.take(FIRST);
    sim.booth.tell({ type: 'back' });
    await taking;
    expect([sim.state.visit.at, sim.of('release')]).toEqual(['confirm', ['hold']]);
  });
});

describe('a telephone number', () => {
  test.each(['090', '12345678901', 'でんわ'])(
    'that is none is kept and said to be wrong: %s',
    async (typed) => {
      const sim = await checking(typed);
      expect(planningOf(sim)).toMatchObject({ telephone: typed, step: { is: 'telephone', wrong: true } });
      sim.booth.plan.type('0930004321');
      expect(step(sim)).toMatchObject({ wrong: false });
    },
  );

  test('that the office cannot read is put right where it stands', async () => {
    const sim = await checking('0930004321');
    sim.answers.book = no('bad-field', { errors: [{ path: 'telephone', code: 'shape', message: '' }] });
    await sim.booth.plan.book();
    expect(planningOf(sim)).toMatchObject({
      telephone: '0930004321',
      step: { is: 'telephone', wrong: true },
    });
  });
});

describe('a booking that did not come about', () => {
  test.each([
    ['hold-over', 'over'],
    ['slot-gone', 'gone'],
    ['not-open', 'not-open'],
    ['overlapping', 'overlapping'],
  ])('as %s shows other times, and the number stays', async (code, missed) => {
    const sim = await checking('0930004321');
    sim.answers.book = no(code, { times: [SECOND] });
    await sim.booth.plan.book();
    expect(planningOf(sim)).toMatchObject({ telephone: '0930004321', step: { is: 'times', missed } });
    expect(rows(sim)).toEqual(['11:00']);
    await sim.booth.plan.take(SECOND);
    sim.booth.plan.toCheck();
    delete sim.answers.book;
    await sim.booth.plan.book();
    expect(sim.of('book')).toMatchObject([
      { request: 'id2', telephone: '0930004321' },
      { request: 'id4', telephone: '0930004321' },
    ]);
  });

  test('for want of a line goes out again under its own key, and there is no way round it', async () => {
    const sim = await checking();
    sim.answers.book = { is: 'unreachable' };
    await sim.booth.plan.book();
    expect(step(sim)).toMatchObject({ is: 'check', fault: { is: 'line' }, sending: false });
    sim.booth.tell({ type: 'back' });
    expect(step(sim)).toMatchObject({ is: 'check' });
    delete sim.answers.book;
    await sim.booth.plan.book();
    expect(sim.of('book')).toMatchObject([{ request: 'id2' }, { request: 'id2' }]);
    expect(step(sim).is).toBe('done');
  });

  test.each([
    ['too-many-bookings', { is: 'cap' }],
    ['internal', { is: 'server' }],
    ['key-reused', { is: 'server' }],
  ])('as %s says so where it stands', async (code, fault) => {
    const sim = await checking();
    sim.answers.book = no(code);
    await sim.booth.plan.book();
    expect(step(sim)).toMatchObject({ is: 'check', fault });
  });

  test('is sent once, however often it is touched', async () => {
    const sim = await checking();
    await Promise.all([sim.booth.plan.book(), sim.booth.plan.book()]);
    expect(sim.of('book')).toHaveLength(1);
  });
});

describe('the end', () => {
  test('gives up what is held, and does not wait for it', async () => {
    const sim = await holding();
    sim.booth.plan.type('0930004321');
    sim.booth.tell({ type: 'end' });
    await sim.settled();
    expect(sim.of('release')).toEqual(['hold']);
    expect(sim.endings).toEqual([{ submitted: false, language: 'ja', why: 'ended' }]);
  });

  test('comes by itself where nobody is, later once a time is held', async () => {
    const sim = await holding();
    sim.clock.pass(TYPING_MS);
    expect(sim.state.idle.seen).toBe('warning');
    sim.clock.pass(WARNING_MS);
    await sim.settled();
    expect([sim.of('release'), sim.endings.length]).toEqual([['hold'], 1]);
  });
});

describe('a page that was lost', () => {
  const nextPage = async (before: BoothSim) => {
    const sim = new BoothSim(null, undefined, before.booth.kept());
    await sim.settled();
    return sim;
  };

  test('shows the free times anew', async () => {
    expect(rows(await nextPage(await looking()))).toEqual(['10:30', '11:00']);
  });

  test('has what was held and typed still', async () => {
    const before = await holding();
    before.booth.plan.type('0930');
    expect(planningOf(await nextPage(before))).toMatchObject({
      telephone: '0930',
      step: { is: 'telephone' },
    });
  });

  test('while it was sent, sends it again under its own key', async () => {
    const before = await checking();
    void before.booth.plan.book();
    const sim = await nextPage(before);
    expect(step(sim)).toMatchObject({ is: 'check', request: 'id2', fault: { is: 'line' }, sending: false });
    await sim.booth.plan.book();
    expect(sim.of('book')).toMatchObject([{ request: 'id2' }]);
  });
});
