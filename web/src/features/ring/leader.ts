import { createStore, type Watchable } from '../../store/store';

/** What of the browser's Web Locks is used. */
export type Locks = Pick<LockManager, 'request'>;

/**
 * Whether this tab is the one that rings. Every tab that can ring stands in line for the same lock; the first holds it
 * for as long as it lives, and the next takes over by itself when that tab is closed or crashes.
 */
export interface Leader extends Watchable<boolean> {
  /** Stands in line, once the tab may make a sound. */
  readonly stand: () => void;
  readonly close: () => void;
}

/** `locks` is undefined where the browser has none: then every tab rings, which is better than none. */
export function createLeader(locks: Locks | undefined, name = 'desk-ring'): Leader {
  const leads = createStore(false);
  const end = new AbortController();
  let release = () => {};
  let standing = false;
  return {
    snapshot: leads.snapshot,
    subscribe: leads.subscribe,
    stand: () => {
      if (standing) return;
      standing = true;
      if (locks === undefined) {
        leads.set(true);
        return;
      }
      const held = () => {
        leads.set(true);
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      };
      // Rejects only when `close` calls it off.
      locks.request(name, { signal: end.signal }, held).catch(() => {});
    },
    close: () => {
      end.abort();
      leads.set(false);
      release();
    },
  };
}
