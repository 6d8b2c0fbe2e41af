import type { Clock } from '../../clock/clock';
import type { AccountId, FieldProblem } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';
import type { Answer } from '../api';
import { same } from './same';

/** What is being changed, and how it is kept at the server. */
export interface Source<Kept, Value, Compared> {
  readonly load: () => Promise<Answer<Kept>>;
  /** `kept`: what the change was made on. */
  readonly save: (value: Value, kept: Kept) => Promise<Answer<Kept>>;
  readonly valueOf: (kept: Kept) => Value;
  /** What two people did to the same thing. */
  readonly compare: (base: Value, mine: Value, theirs: Value) => Compared;
  /** Both people's changes in one. A clash without a choice stays as the other person left it. */
  readonly merge: (base: Value, mine: Value, theirs: Value, choices: ReadonlyMap<string, Side>) => Value;
}

/** Whose version of a thing that both changed counts. */
export type Side = 'mine' | 'theirs';

/** What became of the last change. */
export type Saving<Compared> =
  | { readonly is: 'saved' }
  /** Somebody is typing; it goes by itself after a moment. */
  | { readonly is: 'typed' }
  | { readonly is: 'busy' }
  /** It is kept here, and not yet at the server. */
  | { readonly is: 'unsaved'; readonly why: 'unreachable' | 'refused'; readonly title: string }
  /** Somebody else changed the draft meanwhile. */
  | { readonly is: 'stale'; readonly comparison: Compared };

export interface OpenDraft<Kept, Value, Compared> {
  readonly is: 'open';
  /** As the server has it. */
  readonly kept: Kept;
  /** As this screen has it. */
  readonly value: Value;
  /** Earlier values, the last one first to come back. */
  readonly past: readonly Value[];
  readonly future: readonly Value[];
  readonly saving: Saving<Compared>;
}

export type DraftState<Kept, Value, Compared> =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly why: 'forbidden' | 'unreachable' }
  | OpenDraft<Kept, Value, Compared>;

/** What became of a change, for whoever made it. */
export type Outcome =
  | { readonly is: 'done' }
  /** It stays where it was typed; nothing was changed. */
  | { readonly is: 'flawed'; readonly title: string; readonly errors: readonly FieldProblem[] }
  /** It is kept in the draft, and the screen around tells how to go on. */
  | { readonly is: 'kept' }
  /** Another change is on its way, or waits for somebody. */
  | { readonly is: 'not-now' };

/** 下書き: something as it is being changed. Every change goes to the server, and can be taken back. */
export interface Draft<Kept, Value, Compared> extends Watchable<DraftState<Kept, Value, Compared>> {
  readonly load: () => Promise<void>;
  /** Sends a change at once. */
  readonly change: (value: Value) => Promise<Outcome>;
  /**
   * Takes a change that may be one of many, and sends it once nothing was typed for a moment. `step`: what goes on under
   * the same name is taken back as one; null stands alone.
   */
  readonly edit: (value: Value, step: string | null) => void;
  /** Sends at once what was typed. */
  readonly flush: () => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  /** Sends once more what could not be saved. */
  readonly retry: () => Promise<void>;
  /** Drops what could not be saved, or is older than somebody else's change. */
  readonly drop: () => Promise<void>;
  /** Saves both people's changes, with these choices where they touched the same thing. */
  readonly settle: (choices: ReadonlyMap<string, Side>) => Promise<void>;
  /** Tells who sits here. What waits to be saved is kept for whoever signs in again, and for nobody else. */
  readonly adopt: (account: AccountId) => void;
  /** Forgets everything: the person leaves. */
  readonly forget: () => void;
}

/** As many steps back as anybody remembers. */
const STEPS = 100;
/** How long nothing is typed before it is sent, in milliseconds. */
const REST = 800;

export function createDraft<Kept, Value, Compared>(
  source: Source<Kept, Value, Compared>,
  clock: Clock,
): Draft<Kept, Value, Compared> {
  type Open = OpenDraft<Kept, Value, Compared>;
  const store = createStore<DraftState<Kept, Value, Compared>>({ is: 'loading' });
  let whose: AccountId | null = null;
  let typing: string | null = null;
  let stop = () => {};
  const open = (): Open | null => {
    const now = store.snapshot();
    return now.is === 'open' ? now : null;
  };

  async function load(): Promise<void> {
    const answer = await source.load();
    const before = open();
    if (answer.is === 'ok') {
      // What waits to be saved outlives a look at the server.
      const waits = before !== null && before.saving.is !== 'saved';
      store.set({
        is: 'open',
        kept: waits ? before.kept : answer.value,
        value: waits ? before.value : source.valueOf(answer.value),
        past: before?.past ?? [],
        future: before?.future ?? [],
        saving: before?.saving ?? { is: 'saved' },
      });
    } else if (before === null) {
      const forbidden = answer.is === 'refused' && answer.code === 'forbidden';
      store.set({ is: 'failed', why: forbidden ? 'forbidden' : 'unreachable' });
    }
  }

  /** Sends the state's value, and puts down what came of it. `before` is what a flawed one goes back to, if anything. */
  async function send(state: Open, before: Open | null): Promise<Outcome> {
    stop();
    typing = null;
    store.set({ ...state, saving: { is: 'busy' } });
    const answer = await source.save(state.value, state.kept);
    // The person has left, or typed on meanwhile.
    const now = open();
    if (now === null) return { is: 'kept' };
    if (answer.is === 'ok') {
      const kept = answer.value;
      if (!same(now.value, state.value)) {
        store.set({ ...now, kept, saving: { is: 'typed' } });
        rest();
      } else store.set({ ...now, kept, value: source.valueOf(kept), saving: { is: 'saved' } });
      return { is: 'done' };
    }
    if (answer.is === 'unreachable') {
      store.set({ ...now, saving: { is: 'unsaved', why: 'unreachable', title: '' } });
      return { is: 'kept' };
    }
    if (answer.code === 'stale-tag') return stale(now);
    const { title, errors = [] } = answer;
    if (errors.length > 0 && before !== null) {
      store.set(before);
      return { is: 'flawed', title, errors };
    }
    const words = [title, ...errors.map(({ message }) => message)].join(' ');
    store.set({ ...now, saving: { is: 'unsaved', why: 'refused', title: words } });
    return { is: 'kept' };
  }

  async function stale(state: Open): Promise<Outcome> {
    const latest = await source.load();
    const now = open() ?? state;
    if (latest.is !== 'ok') {
      store.set({ ...now, saving: { is: 'unsaved', why: 'unreachable', title: '' } });
      return { is: 'kept' };
    }
    const comparison = compare(now, latest.value);
    // Until it is settled, `kept` stays what both people began with; the newer one is asked for again then.
    store.set({ ...now, saving: { is: 'stale', comparison } });
    return { is: 'kept' };
  }

  const compare = (now: Open, latest: Kept) =>
    source.compare(source.valueOf(now.kept), now.value, source.valueOf(latest));

  function rest(): void {
    stop();
    stop = clock.after(REST, () => void flush());
  }

  async function flush(): Promise<void> {
    const now = open();
    if (now?.saving.is === 'typed') await send(now, null);
  }

  /** Goes back or forth only from where nothing is on its way. */
  const settled = (now: Open) => now.saving.is === 'saved' || now.saving.is === 'typed';

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    load,
    flush,
    adopt(account) {
      if (whose !== null && whose !== account) store.set({ is: 'loading' });
      whose = account;
    },
    forget() {
      stop();
      store.set({ is: 'loading' });
    },
    async change(value) {
      const now = open();
      if (now === null || now.saving.is === 'busy' || now.saving.is === 'stale') return { is: 'not-now' };
      if (same(value, now.value)) return { is: 'done' };
      return send({ ...now, value, past: [now.value, ...now.past].slice(0, STEPS), future: [] }, now);
    },
    edit(value, step) {
      const now = open();
      if (now === null || now.saving.is === 'stale' || same(value, now.value)) return;
      const goesOn = step !== null && step === typing;
      typing = step;
      const past = goesOn ? now.past : [now.value, ...now.past].slice(0, STEPS);
      const saving = now.saving.is === 'saved' ? { is: 'typed' as const } : now.saving;
      store.set({ ...now, value, past, future: [], saving });
      if (saving.is === 'typed') rest();
    },
    async undo() {
      const now = open();
      const [value, ...past] = now?.past ?? [];
      if (now === null || value === undefined || !settled(now)) return;
      await send({ ...now, value, past, future: [now.value, ...now.future] }, null);
    },
    async redo() {
      const now = open();
      const [value, ...future] = now?.future ?? [];
      if (now === null || value === undefined || !settled(now)) return;
      await send({ ...now, value, past: [now.value, ...now.past], future }, null);
    },
    async retry() {
      const now = open();
      if (now?.saving.is === 'unsaved') await send(now, null);
    },
    async drop() {
      const now = open();
      if (now === null || now.saving.is === 'busy') return;
      const answer = await source.load();
      const kept = answer.is === 'ok' ? answer.value : now.kept;
      store.set({ ...now, kept, value: source.valueOf(kept), saving: { is: 'saved' } });
    },
    async settle(choices) {
      const now = open();
      if (now?.saving.is !== 'stale') return;
      store.set({ ...now, saving: { is: 'busy' } });
      const latest = await source.load();
      if (latest.is !== 'ok') return store.set(now);
      const comparison = compare(now, latest.value);
      // It was changed once more while somebody chose: what was not seen is shown first.
      if (!same(comparison, now.saving.comparison)) {
        return store.set({ ...now, saving: { is: 'stale', comparison } });
      }
      const value = source.merge(source.valueOf(now.kept), now.value, source.valueOf(latest.value), choices);
      await send({ ...now, value, kept: latest.value }, null);
    },
  };
}
