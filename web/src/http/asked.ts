import { createStore, type Watchable } from '../store/store';
import type { Answer } from './ask';

/** What was asked for; a value stays in sight while a newer one is on its way. */
export type Asked<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly forbidden: boolean; readonly title: string }
  | {
      readonly is: 'loaded';
      readonly value: T;
      /** It is old: the server could not be asked again. */
      readonly stale: boolean;
    };

/** One place on the screen that asks for something, and for something else later. */
export interface Question<T> extends Watchable<Asked<T>> {
  readonly ask: (ask: () => Promise<Answer<T>>) => Promise<void>;
}

/** An answer to an older question is dropped, however late it comes. */
export function createQuestion<T>(): Question<T> {
  const store = createStore<Asked<T>>({ is: 'loading' });
  let turn = 0;
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    async ask(ask) {
      turn += 1;
      const mine = turn;
      const answer = await ask();
      if (mine === turn) store.update((before) => next(before, answer));
    },
  };
}

function next<T>(before: Asked<T>, answer: Answer<T>): Asked<T> {
  if (answer.is === 'ok') return { is: 'loaded', value: answer.value, stale: false };
  if (before.is === 'loaded') return { ...before, stale: true };
  if (answer.is === 'unreachable') return { is: 'failed', forbidden: false, title: '' };
  return { is: 'failed', forbidden: answer.code === 'forbidden', title: answer.title };
}
