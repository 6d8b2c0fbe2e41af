import type { Clock } from '../clock/clock';
import { createStore, type Watchable } from '../store/store';
import type { Answer } from './ask';

/** What was heard last. */
export type Watched<T> =
  | { readonly is: 'loading' }
  /** It is there for others, or not there. */
  | { readonly is: 'forbidden' }
  | { readonly is: 'missing' }
  | {
      readonly is: 'loaded';
      readonly value: T;
      /** It is old: the server could not be asked again. */
      readonly stale: boolean;
    }
  | { readonly is: 'unreachable' };

/** Asks anew by itself for as long as it is open. */
export interface Watch<T> extends Watchable<Watched<T>> {
  readonly look: () => Promise<void>;
  readonly close: () => void;
}

/** What changed is on the screen after this long at most, in milliseconds. */
const AGAIN_MS = 5_000;

/** `again`: how long it rests between two questions, in milliseconds. */
export function watch<T>(ask: () => Promise<Answer<T>>, clock: Clock, again = AGAIN_MS): Watch<T> {
  const store = createStore<Watched<T>>({ is: 'loading' });
  let closed = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    cancel();
    const answer = await ask();
    if (closed) return;
    store.set(next(store.snapshot(), answer));
    cancel();
    cancel = clock.after(again, () => void look());
  }

  void look();
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    look,
    close: () => {
      closed = true;
      cancel();
    },
  };
}

function next<T>(before: Watched<T>, answer: Answer<T>): Watched<T> {
  if (answer.is === 'ok') return { is: 'loaded', value: answer.value, stale: false };
  if (answer.is === 'refused' && answer.code === 'forbidden') return { is: 'forbidden' };
  if (answer.is === 'refused' && answer.code === 'not-found') return { is: 'missing' };
  return before.is === 'loaded' ? { ...before, stale: true } : { is: 'unreachable' };
}
