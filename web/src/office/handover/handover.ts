// 引渡し: which applications can be put into one, and which of those are chosen. Plain values.

import type { ApplicationId, ApplicationRow, Batch } from '../../generated/protocol';

/** What the protocol takes at most into one hand-over. */
export const BATCH_MAX = 200;

/** Complete applications that wait in no hand-over yet. */
export function waiting(rows: readonly ApplicationRow[], batches: readonly Batch[]): ApplicationRow[] {
  const prepared = new Set(
    batches
      .filter(({ released_at }) => released_at === null)
      .flatMap(({ lines }) => lines.map(({ id }) => id)),
  );
  return rows.filter(({ id }) => !prepared.has(id));
}

/** Those of the chosen that can still be put in, in the order of the list, at most as many as one hand-over takes. */
export function chosenOf(
  rows: readonly ApplicationRow[],
  chosen: ReadonlySet<ApplicationId>,
): ApplicationId[] {
  return rows
    .map(({ id }) => id)
    .filter((id) => chosen.has(id))
    .slice(0, BATCH_MAX);
}

export function toggled(chosen: ReadonlySet<ApplicationId>, id: ApplicationId): ReadonlySet<ApplicationId> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** SHA-256 in groups of eight, to be compared by eye or over the telephone. */
export function inGroups(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(' ') ?? '';
}
