import type { Clock } from '../../clock/clock';

/** Changes come in bursts; what is lost with the page is at most this old, in milliseconds. */
const BURST_MS = 300;
const AGAIN_MS = 2_000;

/** Says the latest of something that changes. */
export interface Latest {
  /** It may have changed. */
  readonly changed: () => void;
  /** Says it now, for a page that goes. */
  readonly atOnce: () => void;
}

/**
 * Tells what `look` finds a burst after the first change, and again where `tell` answered that it did not arrive. What was
 * told already is no news, `known` to begin with; undefined is never told.
 */
export function tellLatest<T>(
  look: () => T | undefined,
  tell: (latest: T) => Promise<boolean>,
  clock: Clock,
  known?: T,
): Latest {
  let told = JSON.stringify(known);
  let cancel: (() => void) | null = null;
  let busy = false;

  async function say(): Promise<void> {
    cancel?.();
    cancel = null;
    const latest = busy ? undefined : look();
    const text = JSON.stringify(latest);
    if (latest === undefined || text === told) return;
    busy = true;
    const arrived = await tell(latest);
    busy = false;
    if (arrived) told = text;
    soon(arrived ? BURST_MS : AGAIN_MS);
  }

  /** Whoever never pauses puts nothing off. */
  function soon(ms: number): void {
    cancel ??= clock.after(ms, () => void say());
  }

  return {
    changed: () => {
      if (!busy) soon(BURST_MS);
    },
    atOnce: () => void say(),
  };
}
