// きょうの予約 of the sections that somebody answers, as they stand pinned above the queue.

import { wallOf } from '../../coordinator/calendar/dates';
import type { BookingRow, SectionId } from '../../generated/protocol';

export interface PinnedRow {
  readonly row: BookingRow;
  /** `late`: 未確認, its time to check in has passed and nobody came. */
  readonly stands: 'awaited' | 'arrived' | 'late';
}

export interface Pinned {
  /** Whom to expect, the next one first. */
  readonly ahead: readonly PinnedRow[];
  /** 未確認 */
  readonly late: readonly PinnedRow[];
}

/** What was heard of the bookings of a day, and when. */
export interface Heard {
  readonly rows: readonly BookingRow[];
  /** In milliseconds since 1970. */
  readonly at: number;
}

export function pinnedOf(rows: readonly BookingRow[], sections: readonly SectionId[]): Pinned {
  const ours = rows
    .filter(({ section, state }) => sections.includes(section) && (state === 'booked' || state === 'arrived'))
    .toSorted((a, b) => a.starts - b.starts)
    .map((row) => ({ row, stands: standsOf(row) }));
  return {
    ahead: ours.filter(({ stands }) => stands !== 'late'),
    late: ours.filter(({ stands }) => stands === 'late'),
  };
}

function standsOf({ unconfirmed, state }: BookingRow): PinnedRow['stands'] {
  if (unconfirmed) return 'late';
  return state === 'arrived' ? 'arrived' : 'awaited';
}

/** What changes when somebody rings, is answered or goes: then the bookings are asked for anew. */
export function queueMark(
  rows: readonly { readonly call: string; readonly kind: { readonly is: string } }[],
): string {
  return rows.map(({ call, kind }) => `${call} ${kind.is}`).join();
}

/** What of bookings is open on a desk. */
export type BookingPlace = 'take' | 'find' | 'feed';

/** Which day it is on the wall there; on this machine's until the zone is known. */
export function todayIn(timeZone: string | null): string {
  return wallOf(Date.now(), timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone).date;
}

/** How old what is shown is, in whole minutes. */
export function minutesOld({ at }: Heard, now: number): number {
  return Math.max(1, Math.floor((now - at) / 60_000));
}
