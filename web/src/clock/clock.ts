/** Time as an argument, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Acts once after `ms`; returns how to call it off. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** The page's own timers. A browser slows them down to one a minute in a page that has been hidden for long. */
export const pageClock: Clock = {
  now: () => Date.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Timers that keep their pace in a hidden page: they run in a worker, which browsers do not slow down. */
export function workerClock(): Clock {
  const worker = new Worker(new URL('./timer.worker.ts', import.meta.url), { type: 'module' });
  const acts = new Map<number, () => void>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<number>) => {
    const act = acts.get(data);
    acts.delete(data);
    act?.();
  };
  return {
    now: () => Date.now(),
    after: (ms, act) => {
      last += 1;
      const timer = last;
      acts.set(timer, act);
      worker.postMessage({ timer, ms });
      return () => acts.delete(timer);
    },
  };
}
