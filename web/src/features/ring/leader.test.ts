import { describe, expect, it } from 'vitest';
import { createLeader, type Locks } from './leader';

/** One lock for every tab, granted in line, as the browser does. */
function sharedLocks(): Locks {
  let tail: Promise<unknown> = Promise.resolve();
  const request = (_name: string, options: LockOptions, held: (lock: Lock | null) => Promise<unknown>) => {
    const mine = tail.then(() => (options.signal?.aborted ? undefined : held(null)));
    tail = mine;
    return mine;
  };
  return { request } as unknown as Locks;
}

const turn = async () => {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
};

describe('the tab that rings', () => {
  it('is one of several, and the next when it goes', async () => {
    const locks = sharedLocks();
    const [first, second, third] = [createLeader(locks), createLeader(locks), createLeader(locks)];
    for (const tab of [first, second, third]) tab.stand();
    await turn();
    expect([first, second, third].map((tab) => tab.snapshot())).toEqual([true, false, false]);
    second.close();
    first.close();
    await turn();
    expect([first, second, third].map((tab) => tab.snapshot())).toEqual([false, false, true]);
  });

  it('is none that cannot make a sound yet', async () => {
    const tab = createLeader(sharedLocks());
    await turn();
    expect(tab.snapshot()).toBe(false);
  });

  it('is every tab where the browser has no locks', () => {
    const tab = createLeader(undefined);
    tab.stand();
    expect(tab.snapshot()).toBe(true);
  });
});
