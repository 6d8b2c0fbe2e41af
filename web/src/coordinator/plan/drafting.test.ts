import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual';
import type { Plan, Schedule } from '../../generated/protocol';
import type { Answer, CoordinatorApi } from '../api';
import { createPlanDraft } from './drafting';
import { putOpening } from './edit';
import { opening, plan, schedule } from './fixtures';

/** A server with one draft, that refuses what is meant for an older one, and fails when it is told to. */
function server(first: Plan) {
  const at = {
    schedule: schedule(first),
    /** What the next save is answered with, instead of being taken. */
    next: null as Answer<Schedule> | null,
    writeAs(draft: Plan) {
      at.schedule = { ...at.schedule, draft, revision: at.schedule.revision + 1 };
    },
  };
  const api = {
    schedule: async () => ({ is: 'ok', value: at.schedule }),
    save: async (draft: Plan, revision: number) => {
      const { next } = at;
      at.next = null;
      if (next !== null) return next;
      if (revision !== at.schedule.revision) return { is: 'refused', code: 'stale-tag', title: '' };
      at.writeAs(draft);
      return { is: 'ok', value: at.schedule };
    },
  } as unknown as CoordinatorApi;
  return { at, api };
}

const clock = new VirtualClock();
const base = plan([opening('a'), opening('b')]);
const four = putOpening(base, opening('a', { seats: 4 }));
const five = putOpening(four, opening('b', { seats: 5 }));

async function drafting() {
  const { at, api } = server(base);
  const draft = createPlanDraft(api, clock);
  await draft.load();
  const now = () => {
    const state = draft.snapshot();
    if (state.is !== 'open') throw new Error(`the draft is ${state.is}`);
    return state;
  };
  return { at, draft, now };
}

describe('a draft', () => {
  test('is saved with every change', async () => {
    const { at, draft, now } = await drafting();
    expect(await draft.change(four)).toEqual({ is: 'done' });
    expect(at.schedule.draft).toEqual(four);
    expect(now()).toMatchObject({ value: four, saving: { is: 'saved' } });
  });

  test('goes back and forth, at the server as well', async () => {
    const { at, draft, now } = await drafting();
    await draft.change(four);
    await draft.change(five);
    await draft.undo();
    expect([at.schedule.draft, now().past.length, now().future.length]).toEqual([four, 1, 1]);
    await draft.undo();
    await draft.undo();
    expect([at.schedule.draft, now().past.length]).toEqual([base, 0]);
    await draft.redo();
    await draft.redo();
    expect(at.schedule.draft).toEqual(five);
    await draft.undo();
    await draft.change(base);
    expect(now().future).toEqual([]);
  });

  test('leaves a flawed change where it was typed', async () => {
    const { at, draft, now } = await drafting();
    const errors = [{ path: 'openings/0/seats', code: 'out-of-range', message: '席は1から100です。' }];
    at.next = { is: 'refused', code: 'bad-field', title: '直すところがあります。', errors };
    expect(await draft.change(four)).toMatchObject({ is: 'flawed', errors });
    expect(now()).toMatchObject({ value: base, past: [], saving: { is: 'saved' } });
  });

  test('keeps a change that did not arrive, and sends it once more', async () => {
    const { at, draft, now } = await drafting();
    at.next = { is: 'unreachable' };
    expect(await draft.change(four)).toEqual({ is: 'kept' });
    expect(now()).toMatchObject({ value: four, saving: { is: 'unsaved', why: 'unreachable' } });
    await draft.load();
    expect(now().value).toEqual(four);
    await draft.retry();
    expect([at.schedule.draft, now().saving.is, now().past]).toEqual([four, 'saved', [base]]);
  });

  test('says what is wrong with what it sends by itself', async () => {
    const { at, draft, now } = await drafting();
    await draft.change(four);
    const errors = [{ path: 'openings/0/section', code: 'unknown', message: 'この課はありません。' }];
    at.next = { is: 'refused', code: 'bad-field', title: '直すところがあります。', errors };
    await draft.undo();
    expect(now()).toMatchObject({
      value: base,
      saving: { is: 'unsaved', why: 'refused', title: '直すところがあります。 この課はありません。' },
    });
    await draft.drop();
    expect(now()).toMatchObject({ value: four, saving: { is: 'saved' } });
  });

  test('shows what somebody else did, and keeps both', async () => {
    const { at, draft, now } = await drafting();
    at.writeAs(putOpening(base, opening('b', { seats: 9 })));
    expect(await draft.change(four)).toEqual({ is: 'kept' });
    expect(now().saving).toMatchObject({
      is: 'stale',
      comparison: { clashes: [], theirs: [{ key: 'opening/b' }], mine: [{ key: 'opening/a' }] },
    });
    expect(await draft.change(five)).toEqual({ is: 'not-now' });
    await draft.settle(new Map());
    expect(at.schedule.draft.openings.map(({ seats }) => seats)).toEqual([4, 9]);
    expect(now().saving.is).toBe('saved');
  });

  test('lets somebody choose, and asks anew if it was changed meanwhile', async () => {
    const { at, draft, now } = await drafting();
    at.writeAs(putOpening(base, opening('a', { seats: 7 })));
    await draft.change(four);
    at.writeAs(putOpening(base, opening('a', { seats: 8 })));
    await draft.settle(new Map([['opening/a', 'mine']]));
    expect(now().saving).toMatchObject({
      is: 'stale',
      comparison: { clashes: [{ theirs: { after: { value: { seats: 8 } } } }] },
    });
    await draft.settle(new Map([['opening/a', 'mine']]));
    expect(at.schedule.draft).toEqual(four);
  });

  test('can be left as the other person made it', async () => {
    const { at, draft, now } = await drafting();
    const theirs = putOpening(base, opening('a', { seats: 7 }));
    at.writeAs(theirs);
    await draft.change(four);
    await draft.drop();
    expect(now()).toMatchObject({ value: theirs, saving: { is: 'saved' } });
  });

  test('waits for whoever signs in again, and is nobody else’s', async () => {
    const { at, draft, now } = await drafting();
    draft.adopt('a');
    at.next = { is: 'unreachable' };
    await draft.change(four);
    draft.adopt('a');
    await draft.load();
    expect(now().value).toEqual(four);
    draft.adopt('b');
    await draft.load();
    expect(now()).toMatchObject({ value: base, past: [], saving: { is: 'saved' } });
    await draft.change(four);
    draft.forget();
    expect(draft.snapshot()).toEqual({ is: 'loading' });
  });

  test('that cannot be read says why', async () => {
    const draft = createPlanDraft(
      {
        schedule: async () => ({ is: 'refused', code: 'forbidden', title: '' }),
      } as unknown as CoordinatorApi,
      clock,
    );
    await draft.load();
    expect(draft.snapshot()).toEqual({ is: 'failed', why: 'forbidden' });
  });
});
