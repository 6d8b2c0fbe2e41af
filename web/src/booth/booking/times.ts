// The free times as rows, a page of them at once: the earliest first.

import { datesFrom } from '../../calendar/dates';
import type { FreeTime, FreeTimes, NotOpen, SiteId } from '../../generated/protocol';

/** Big rows on one screen. */
export const ROWS = 6;
const WEEK = 7;

export type Times =
  | { readonly is: 'loading'; readonly from: string | null; readonly before: Loaded | null }
  | { readonly is: 'failed'; readonly from: string | null; readonly before: Loaded | null }
  | Loaded;

export interface Loaded {
  readonly is: 'there';
  /** The day it begins with, where it does not begin with the earliest time. */
  readonly from: string | null;
  readonly rows: readonly FreeTime[];
  /** The day on which more begin; null where there are no more. */
  readonly next: string | null;
  /** Why there are none. */
  readonly none: NotOpen | null;
  /** The first row in sight. */
  readonly first: number;
  /** They are what the office offers in place of a time that has gone. */
  readonly offered: boolean;
}

/** What to look at: null is the earliest. */
export const loading = (from: string | null = null, before: Loaded | null = null): Times => ({
  is: 'loading',
  from,
  before,
});

/** Times that the office offers; the earliest where it offers none. */
export function offering(times: readonly FreeTime[], sites: readonly SiteId[]): Times {
  if (times.length === 0) return loading();
  const rows = rowsOf(times, sites);
  return { is: 'there', from: null, rows, next: null, none: null, first: 0, offered: true };
}

/** An answer to what is loading; null is none. */
export function loaded(times: Times, answer: FreeTimes | null, sites: readonly SiteId[]): Times {
  if (times.is !== 'loading') return times;
  const { from, before } = times;
  if (answer === null) return { is: 'failed', from, before };
  const rows = rowsOf([...(before?.rows ?? []), ...answer.times], sites);
  const { next, none } = answer;
  const first = before === null ? 0 : Math.min(before.first + ROWS, Math.max(0, rows.length - 1));
  return {
    is: 'there',
    from: before === null ? from : before.from,
    rows,
    next,
    none: rows.length === 0 ? none : null,
    first,
    offered: false,
  };
}

export function inSight({ rows, first }: Loaded): readonly FreeTime[] {
  return rows.slice(first, first + ROWS);
}

/** 次へ: what follows from it; null where nothing does. */
export function further(there: Loaded): Times | null {
  const first = there.first + ROWS;
  if (first < there.rows.length) return { ...there, first };
  if (there.offered) return null;
  return there.next === null ? null : loading(there.next, there);
}

/** 前へ: a page back, and from a later day to the earliest times. */
export function earlier(there: Loaded): Times | null {
  if (there.first > 0) return { ...there, first: Math.max(0, there.first - ROWS) };
  return there.from === null ? null : loading();
}

/** The day after the one in sight, or the same day of the week after. */
export function later(there: Loaded, by: 'day' | 'week'): Times | null {
  const date = there.rows[there.first]?.date;
  if (date === undefined) return null;
  const from = datesFrom(date, WEEK + 1)[by === 'day' ? 1 : WEEK] ?? date;
  const first = there.rows.findIndex((row) => row.date >= from);
  if (first >= 0) return { ...there, first };
  return there.next === null ? null : loading(from);
}

/** One row for each time, at the first of the sites that has it. */
function rowsOf(times: readonly FreeTime[], sites: readonly SiteId[]): FreeTime[] {
  const place = ({ site }: FreeTime) => (sites.indexOf(site) + sites.length + 1) % (sites.length + 1);
  const sorted = times.toSorted((a, b) => a.starts - b.starts || place(a) - place(b));
  return sorted.filter(
    (time, at) =>
      sorted.findIndex((other) => other.starts === time.starts && other.title === time.title) === at,
  );
}
