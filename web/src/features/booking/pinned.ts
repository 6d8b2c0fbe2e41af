// きょうの予約 of the sections that somebody answers, as they stand pinned above the queue.

import { wallOf } from '../../calendar/dates';
import type { BookingRow, SectionId } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import type { BookingApi } from './api';

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
export function todayIn(timeZone: string | null, now = Date.now()): string {
  return wallOf(now, timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone).date;
}

/** Asks for the bookings of today, where today is what it is at the counter. Its zone is asked for once. */
export function askToday(
  api: Pick<BookingApi, 'bookable' | 'day'>,
  clock: { readonly now: () => number },
): () => Promise<Answer<Heard>> {
  let timeZone: string | null = null;
  return async () => {
    if (timeZone === null) {
      const answer = await api.bookable();
      if (answer.is !== 'ok') return answer;
      timeZone = answer.value.time_zone;
    }
    const answer = await api.day(todayIn(timeZone, clock.now()));
    return answer.is === 'ok' ? { is: 'ok', value: { rows: answer.value, at: clock.now() } } : answer;
  };
}

/** How old what is shown is, in whole minutes. */
export function minutesOld({ at }: Heard, now: number): number {
  return Math.max(1, Math.floor((now - at) / 60_000));
}
