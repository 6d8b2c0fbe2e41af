import { useSyncExternalStore } from 'react';
import type { Watchable } from './store';

/** The store's value; the component is drawn again after every change. */
export function useStore<T>(store: Watchable<T>): T {
  return useSyncExternalStore(store.subscribe, store.snapshot);
}
