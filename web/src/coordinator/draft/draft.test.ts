import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual';
import type { Answer } from '../api';
import { createDraft } from './draft';

interface Kept {
  readonly value: string;
  readonly revision: number;
}

/** A draft of one word, at a server that answers when it is told to. */
function desk() {
  const clock = new VirtualClock();
  const at = {
    kept: { value: 'a', revision: 1 } as Kept,
    sent: [] as string[],
    next: null as Answer<Kept> | null,
    waits: [] as (() => void)[],
    slow: false,
  };
  const draft = createDraft<Kept, string, readonly [string, string]>(
    {
      load: async () => ({ is: 'ok', value: at.kept }),
      async save(value, { revision }) {
        at.sent.push(value);
        if (at.slow) await new Promise<void>((go) => at.waits.push(go));
        const { next } = at;
        at.next = null;
        if (next !== null) return next;
        if (revision !== at.kept.revision) return { is: 'refused', code: 'stale-tag', title: '' };
        at.kept = { value, revision: revision + 1 };
        return { is: 'ok', value: at.kept };
      },
      valueOf: ({ value }) => value,
      compare: (_, mine, theirs) => [mine, theirs],
      merge: (_, mine, theirs) => `${theirs}+${mine}`,
    },
    clock,
  );
  const now = () => {
    const state = draft.snapshot();
    if (state.is !== 'open') throw new Error(`the draft is ${state.is}`);
    return state;
  };
  const settled = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { at, clock, draft, now, settled };
}

async function open() {
  const it = desk();
  await it.draft.load();
  return it;
}

describe('what is typed', () => {
  test('shows at once, and is sent when nobody types any more', async () => {
    const { at, clock, draft, now, settled } = await open();
    draft.edit('ab', 'field');
    clock.pass(700);
    draft.edit('abc', 'field');
    clock.pass(700);
    expect([now().value, now().saving.is, at.sent]).toEqual(['abc', 'typed', []]);
    clock.pass(100);
    await settled();
    expect([at.sent, now().saving.is, at.kept.value]).toEqual([['abc'], 'saved', 'abc']);
  });

  test('is one step back for one field, and another for the next', async () => {
    const { draft, now } = await open();
    draft.edit('ab', 'one');
    draft.edit('abc', 'one');
    draft.edit('abcd', 'two');
    draft.edit('abcde', null);
    draft.edit('abcdef', null);
    expect(now().past).toEqual(['abcde', 'abcd', 'abc', 'a']);
    await draft.undo();
    await draft.undo();
    await draft.undo();
    expect([now().value, now().future]).toEqual(['abc', ['abcd', 'abcde', 'abcdef']]);
    await draft.redo();
    expect(now().value).toBe('abcd');
  });

  test('goes on while the line is busy, and follows', async () => {
    const { at, clock, draft, now, settled } = await open();
    at.slow = true;
    draft.edit('ab', 'field');
    const first = draft.flush();
    draft.edit('abc', 'field');
    expect(now().saving.is).toBe('busy');
    at.slow = false;
    at.waits.shift()?.();
    await first;
    expect([now().value, now().saving.is, now().kept.value]).toEqual(['abc', 'typed', 'ab']);
    clock.pass(800);
    await settled();
    expect([at.sent, now().saving.is]).toEqual([['ab', 'abc'], 'saved']);
  });

  test('is kept while the server is away, with what is typed after it', async () => {
    const { at, draft, now } = await open();
    at.next = { is: 'unreachable' };
    draft.edit('ab', 'field');
    await draft.flush();
    draft.edit('abc', 'field');
    expect([now().value, now().saving]).toEqual(['abc', { is: 'unsaved', why: 'unreachable', title: '' }]);
    await draft.retry();
    expect([at.kept.value, now().saving.is]).toEqual(['abc', 'saved']);
  });

  test('is kept beside what somebody else did, and both can be put together', async () => {
    const { at, draft, now } = await open();
    at.kept = { value: 'b', revision: 2 };
    draft.edit('ab', 'field');
    await draft.flush();
    expect(now().saving).toEqual({ is: 'stale', comparison: ['ab', 'b'] });
    draft.edit('lost?', 'field');
    expect(now().value).toBe('ab');
    await draft.settle(new Map());
    expect([at.kept.value, now().saving.is]).toEqual(['b+ab', 'saved']);
  });

  test('that the server refuses stays, with why', async () => {
    const { at, draft, now } = await open();
    at.next = { is: 'refused', code: 'too-large', title: '大きすぎます。' };
    draft.edit('ab', 'field');
    await draft.flush();
    expect([now().value, now().saving]).toEqual([
      'ab',
      { is: 'unsaved', why: 'refused', title: '大きすぎます。' },
    ]);
  });

  test('is forgotten by whoever leaves, also while it is on its way', async () => {
    const { at, clock, draft, settled } = await open();
    at.slow = true;
    draft.edit('ab', 'field');
    const first = draft.flush();
    draft.forget();
    at.waits.shift()?.();
    await first;
    expect(draft.snapshot()).toEqual({ is: 'loading' });
    draft.edit('abc', 'field');
    clock.pass(1_000);
    await settled();
    expect(at.sent).toEqual(['ab']);
  });

  test('that changes nothing is no step', async () => {
    const { draft, now } = await open();
    draft.edit('a', 'field');
    expect([now().past, now().saving.is]).toEqual([[], 'saved']);
  });
});
