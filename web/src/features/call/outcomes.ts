import type { Outcome } from '../../generated/protocol';

/** What may come of a call, in the order of their keys: 1, 2, 3, 4. */
export const outcomes: readonly Outcome[] = ['solved', 'asked-to-visit', 'call-back', 'not-connected'];

/** The outcome of a key that was pressed; null for any other key. */
export function outcomeOf(key: string): Outcome | null {
  return outcomes[Number(key) - 1] ?? null;
}

/** How long a consultation took, in whole minutes and never none. */
export function minutesOf(ms: number): number {
  return Math.max(1, Math.round(ms / 60_000));
}
