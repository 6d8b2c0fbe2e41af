import { addDays, type IsoDate, isDate } from '../../calendar/dates';
import { readTime } from '../../calendar/times';
import type { BookingRow, Closure, ClosureScope, NewClosure, Schedule } from '../../generated/protocol';

/** A closure as it is being typed. */
export interface ClosureEntry {
  readonly scope: ClosureScope['is'];
  readonly site: string | null;
  readonly section: string | null;
  readonly fromDate: string;
  readonly fromTime: string;
  readonly untilDate: string;
  readonly untilTime: string;
  readonly reason: string;
  readonly instead: string;
}

export type ClosureProblem = 'required' | 'not-a-date' | 'not-a-time' | 'ends-before';
export type ClosureField = 'site' | 'section' | 'from' | 'until' | 'reason';

export type ReadClosure =
  | { readonly is: 'closure'; readonly closure: NewClosure }
  | { readonly is: 'flawed'; readonly problems: Partial<Record<ClosureField, ClosureProblem>> };

/** The end of a day; on the wire it is the next day's first moment. */
const DAY_END = '24:00';

/** A closure that begins now and lasts until the end of the day. */
export function newClosure(scope: ClosureScope['is'], today: IsoDate, now: string): ClosureEntry {
  return {
    scope,
    site: null,
    section: null,
    fromDate: today,
    fromTime: now,
    untilDate: today,
    untilTime: DAY_END,
    reason: '',
    instead: '',
  };
}

export function readClosure(entry: ClosureEntry): ReadClosure {
  const problems: Partial<Record<ClosureField, ClosureProblem>> = {};
  const [from, until] = [readTime(entry.fromTime), readTime(entry.untilTime)];
  if (entry.scope === 'site' && entry.site === null) problems.site = 'required';
  if (entry.scope === 'section' && entry.section === null) problems.section = 'required';
  if (!isDate(entry.fromDate)) problems.from = 'not-a-date';
  else if (from === null) problems.from = 'not-a-time';
  if (!isDate(entry.untilDate)) problems.until = 'not-a-date';
  else if (until === null) problems.until = 'not-a-time';
  else if (problems.from === undefined && `${entry.untilDate}T${until}` <= `${entry.fromDate}T${from}`) {
    problems.until = 'ends-before';
  }
  if (entry.reason.trim() === '') problems.reason = 'required';
  if (Object.keys(problems).length > 0) return { is: 'flawed', problems };
  return {
    is: 'closure',
    closure: {
      scope: scopeOf(entry),
      from: `${entry.fromDate}T${from}`,
      until: until === DAY_END ? `${addDays(entry.untilDate, 1)}T00:00` : `${entry.untilDate}T${until}`,
      reason: entry.reason.trim(),
      instead: entry.instead.trim(),
    },
  };
}

function scopeOf({ scope, site, section }: ClosureEntry): ClosureScope {
  if (scope === 'site' && site !== null) return { is: 'site', site };
  if (scope === 'section' && section !== null) return { is: 'section', section };
  return { is: 'all' };
}

/** The end of a closure as people say it: midnight belongs to the day before. */
export function endOf({ until }: Pick<NewClosure, 'until'>): {
  readonly date: IsoDate;
  readonly time: string;
} {
  const [date = '', time = ''] = until.split('T');
  return time === '00:00' ? { date: addDays(date, -1), time: DAY_END } : { date, time };
}

/** The bookings ahead that a closure would hit. */
export function hit(rows: readonly BookingRow[], { scope, from, until }: NewClosure): BookingRow[] {
  return rows.filter((row) => {
    const covered =
      scope.is === 'all' || (scope.is === 'site' ? row.site === scope.site : row.section === scope.section);
    const standing = row.state === 'booked' || row.state === 'arrived';
    const length = Math.round((row.ends - row.starts) / 60_000);
    const begins = `${row.date}T${row.time}`;
    return covered && standing && begins < until && later(begins, length) > from;
  });
}

/** A time on the wall some minutes later. Bookings do not cross a change of the clocks. */
function later(at: string, minutes: number): string {
  return new Date(Date.parse(`${at}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** How a closure stands at a moment on the wall. */
export type Standing = 'lifted' | 'over' | 'running' | 'ahead';

export function standingOf({ lifted, from, until }: Closure, now: string): Standing {
  if (lifted) return 'lifted';
  if (until <= now) return 'over';
  return from <= now ? 'running' : 'ahead';
}

/** Those that count first, each kind by when it begins. */
export function inOrder(closures: readonly Closure[], now: string): Closure[] {
  const rank: Record<Standing, number> = { running: 0, ahead: 1, over: 2, lifted: 3 };
  return [...closures].sort(
    (one, other) =>
      rank[standingOf(one, now)] - rank[standingOf(other, now)] || one.from.localeCompare(other.from),
  );
}

/** The name of what a closure covers. */
export function scopeName(scope: ClosureScope, schedule: Schedule, all: string): string {
  if (scope.is === 'site') {
    return schedule.sites.find(({ site }) => site === scope.site)?.name ?? scope.site;
  }
  if (scope.is === 'section') {
    return schedule.sections.find(({ section }) => section === scope.section)?.name ?? scope.section;
  }
  return all;
}
