// The pages of the work list, and one application by its 受付番号. Nothing in here draws.

import type { ApplicationId, ApplicationRow, StatusCounts, Worklist } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { half, withoutHyphens } from '../../i18n/widths';
import type { OfficeApi } from '../api';

/** The last lines of the pages before this one, the first page's first. */
export type Trail = readonly ApplicationId[];

/** What the shown page follows; null for the first one. */
export function afterOf(trail: Trail): ApplicationId | null {
  return trail.at(-1) ?? null;
}

/** The page after the one that is shown; the same one where no more follow. */
export function forward(trail: Trail, { rows, more }: Worklist): Trail {
  const last = rows.at(-1);
  return more && last !== undefined ? [...trail, last.id] : trail;
}

export function back(trail: Trail): Trail {
  return trail.slice(0, -1);
}

/** Whether its day is over and nothing was put right. `today`: `2026-12-01`. */
export function isOverdue({ status, correct_by }: ApplicationRow, today: string): boolean {
  return status === 'correction' && correct_by !== null && correct_by < today;
}

export function countOf(counts: StatusCounts, status: ApplicationRow['status']): number {
  return status === 'handed-over' ? counts.handed_over : counts[status];
}

/** `12345-67890` out of what was typed, in any width, with or without its hyphen; null where it is none. */
export function readReceipt(typed: string): string | null {
  const digits = withoutHyphens(half(typed).replace(/\s/g, ''));
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 5)}-${digits.slice(5)}` : null;
}

/** Looks through the whole list; null where it holds no such 受付番号. */
export async function findByReceipt(
  api: Pick<OfficeApi, 'worklist'>,
  receipt: string,
): Promise<Answer<ApplicationRow | null>> {
  let after: ApplicationId | null = null;
  for (;;) {
    const answer: Answer<Worklist> = await api.worklist({ status: null, after });
    if (answer.is !== 'ok') return answer;
    const { rows, more } = answer.value;
    const found = rows.find((row) => row.receipt === receipt);
    const last = rows.at(-1);
    if (found !== undefined || !more || last === undefined) return { is: 'ok', value: found ?? null };
    after = last.id;
  }
}
