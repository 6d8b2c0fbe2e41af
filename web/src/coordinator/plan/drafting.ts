import type { AccountId, FieldProblem, Plan, Schedule } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';
import type { CoordinatorApi } from '../api';
import { type Comparison, compare, merge, type Side } from './parts';
import { same } from './same';

/** What became of the last change. */
export type Saving =
  | { readonly is: 'saved' }
  | { readonly is: 'busy' }
  /** It is kept here, and not yet at the server. */
  | { readonly is: 'unsaved'; readonly why: 'unreachable' | 'refused'; readonly title: string }
  /** Somebody else changed the draft meanwhile. */
  | { readonly is: 'stale'; readonly comparison: Comparison };

export type Drafting =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly why: 'forbidden' | 'unreachable' }
  | {
      readonly is: 'open';
      /** As the server has it. */
      readonly schedule: Schedule;
      /** As this screen has it. */
      readonly plan: Plan;
      /** Earlier plans, the last one first to come back. */
      readonly past: readonly Plan[];
      readonly future: readonly Plan[];
      readonly saving: Saving;
    };

/** What became of a change, for whoever made it. */
export type Outcome =
  | { readonly is: 'done' }
  /** It stays where it was typed; nothing was changed. */
  | { readonly is: 'flawed'; readonly title: string; readonly errors: readonly FieldProblem[] }
  /** It is kept in the plan, and the screen around tells how to go on. */
  | { readonly is: 'kept' }
  /** Another change is on its way, or waits for somebody. */
  | { readonly is: 'not-now' };

/** 下書き: the plan as it is being changed. Every change goes to the server at once, and can be taken back. */
export interface Draft extends Watchable<Drafting> {
  readonly load: () => Promise<void>;
  readonly change: (plan: Plan) => Promise<Outcome>;
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

type Open = Extract<Drafting, { is: 'open' }>;

/** As many steps back as anybody remembers. */
const STEPS = 100;

export function createDraft(api: CoordinatorApi): Draft {
  const store = createStore<Drafting>({ is: 'loading' });
  let whose: AccountId | null = null;
  const open = (): Open | null => {
    const now = store.snapshot();
    return now.is === 'open' ? now : null;
  };

  async function load(): Promise<void> {
    const answer = await api.schedule();
    const before = open();
    if (answer.is === 'ok') {
      const schedule = answer.value;
      // What waits to be saved outlives a look at the server.
      const waits = before !== null && before.saving.is !== 'saved';
      store.set({
        is: 'open',
        schedule: waits ? before.schedule : schedule,
        plan: waits ? before.plan : schedule.draft,
        past: before?.past ?? [],
        future: before?.future ?? [],
        saving: before?.saving ?? { is: 'saved' },
      });
    } else if (before === null) {
      const forbidden = answer.is === 'refused' && answer.code === 'forbidden';
      store.set({ is: 'failed', why: forbidden ? 'forbidden' : 'unreachable' });
    }
  }

  /** Sends the state's plan, and puts down what came of it. `before` is what a flawed one goes back to, if anything. */
  async function send(state: Open, before: Open | null): Promise<Outcome> {
    store.set({ ...state, saving: { is: 'busy' } });
    const answer = await api.save(state.plan, state.schedule.revision);
    if (answer.is === 'ok') {
      store.set({ ...state, schedule: answer.value, plan: answer.value.draft, saving: { is: 'saved' } });
      return { is: 'done' };
    }
    if (answer.is === 'unreachable') {
      store.set({ ...state, saving: { is: 'unsaved', why: 'unreachable', title: '' } });
      return { is: 'kept' };
    }
    if (answer.code === 'stale-tag') return stale(state);
    const { title, errors = [] } = answer;
    if (errors.length > 0 && before !== null) {
      store.set(before);
      return { is: 'flawed', title, errors };
    }
    const words = [title, ...errors.map(({ message }) => message)].join(' ');
    store.set({ ...state, saving: { is: 'unsaved', why: 'refused', title: words } });
    return { is: 'kept' };
  }

  async function stale(state: Open): Promise<Outcome> {
    const latest = await api.schedule();
    if (latest.is !== 'ok') {
      store.set({ ...state, saving: { is: 'unsaved', why: 'unreachable', title: '' } });
      return { is: 'kept' };
    }
    const comparison = compare(state.schedule.draft, state.plan, latest.value.draft);
    // Until it is settled, `schedule` stays what both people began with; the newer one is asked for again then.
    store.set({ ...state, saving: { is: 'stale', comparison } });
    return { is: 'kept' };
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    load,
    adopt(account) {
      if (whose !== null && whose !== account) store.set({ is: 'loading' });
      whose = account;
    },
    forget: () => store.set({ is: 'loading' }),
    async change(plan) {
      const now = open();
      if (now === null || now.saving.is === 'busy' || now.saving.is === 'stale') return { is: 'not-now' };
      if (same(plan, now.plan)) return { is: 'done' };
      return send({ ...now, plan, past: [now.plan, ...now.past].slice(0, STEPS), future: [] }, now);
    },
    async undo() {
      const now = open();
      const [plan, ...past] = now?.past ?? [];
      if (now === null || plan === undefined || now.saving.is !== 'saved') return;
      await send({ ...now, plan, past, future: [now.plan, ...now.future] }, null);
    },
    async redo() {
      const now = open();
      const [plan, ...future] = now?.future ?? [];
      if (now === null || plan === undefined || now.saving.is !== 'saved') return;
      await send({ ...now, plan, past: [now.plan, ...now.past], future }, null);
    },
    async retry() {
      const now = open();
      if (now?.saving.is === 'unsaved') await send(now, null);
    },
    async drop() {
      const now = open();
      if (now === null || now.saving.is === 'busy') return;
      const answer = await api.schedule();
      const schedule = answer.is === 'ok' ? answer.value : now.schedule;
      store.set({ ...now, schedule, plan: schedule.draft, saving: { is: 'saved' } });
    },
    async settle(choices) {
      const now = open();
      if (now?.saving.is !== 'stale') return;
      store.set({ ...now, saving: { is: 'busy' } });
      const latest = await api.schedule();
      if (latest.is !== 'ok') return store.set(now);
      const comparison = compare(now.schedule.draft, now.plan, latest.value.draft);
      // It was changed once more while somebody chose: what was not seen is shown first.
      if (!same(comparison, now.saving.comparison)) {
        return store.set({ ...now, saving: { is: 'stale', comparison } });
      }
      const plan = merge(now.schedule.draft, now.plan, latest.value.draft, choices);
      await send({ ...now, plan, schedule: latest.value }, null);
    },
  };
}

/** Whether the draft is something else than what counts. */
export function isChanged({ schedule, plan }: Pick<Open, 'schedule' | 'plan'>): boolean {
  return !same(schedule.published, plan);
}
