import { setTimeout } from 'node:timers/promises';

/** Waits, for a limited time, until something holds; says what did not. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  timeout = 60_000,
): Promise<void> {
  const end = performance.now() + timeout;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`after ${timeout} ms still not: ${what}`);
    await setTimeout(50);
  }
}
