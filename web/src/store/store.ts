/** A value that can be watched. Made for `useSyncExternalStore`, but knows no framework. */
export interface Watchable<T> {
  readonly snapshot: () => T;
  /** Calls `listener` after every change; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A watchable value and the one way to change it. */
export interface Store<T> extends Watchable<T> {
  readonly set: (next: T) => void;
  readonly update: (change: (now: T) => T) => void;
}

/** Makes a store. Setting the very same value tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    snapshot: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
    update: (change) => set(change(value)),
  };
}
