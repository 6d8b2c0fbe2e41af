import { isDate, WEEKDAYS } from '../../calendar/dates';
import { minutesOf, readTime, shortTime } from '../../calendar/times';
import type { Calendar, Weekday } from '../../generated/protocol';

/** A calendar as it is being typed. */
export interface CalendarEntry {
  readonly week: readonly WeekEntry[];
  readonly dates: readonly DateEntry[];
}

export interface WeekEntry {
  readonly days: readonly Weekday[];
  readonly opens: string;
  readonly closes: string;
}

export interface DateEntry {
  readonly date: string;
  readonly closed: boolean;
  readonly opens: string;
  readonly closes: string;
  /** Further hours of the same date, which the screen does not change. */
  readonly more: Calendar['dates'][number]['hours'];
}

export type CalendarProblem = 'days' | 'date' | 'twice' | 'time' | 'ends-before';
export type CalendarProblems = Readonly<Record<string, CalendarProblem>>;

export type ReadCalendar =
  | { readonly is: 'calendar'; readonly calendar: Calendar }
  | { readonly is: 'flawed'; readonly problems: CalendarProblems };

export const newWeek: WeekEntry = { days: WEEKDAYS.slice(0, 5), opens: '8:30', closes: '17:15' };
export const newDate: DateEntry = { date: '', closed: true, opens: '8:30', closes: '17:15', more: [] };

export function calendarEntryOf({ week, dates }: Calendar): CalendarEntry {
  return {
    week: week.map(({ days, hours }) => ({
      days,
      opens: shortTime(hours.opens),
      closes: shortTime(hours.closes),
    })),
    dates: dates.map(({ date, hours: [first, ...more] }) => ({
      date,
      closed: first === undefined,
      opens: first === undefined ? newDate.opens : shortTime(first.opens),
      closes: first === undefined ? newDate.closes : shortTime(first.closes),
      more,
    })),
  };
}

/** The entry as a calendar, or everything that keeps it from being one, by the server's paths. */
export function readCalendar({ week, dates }: CalendarEntry): ReadCalendar {
  const problems: Record<string, CalendarProblem> = {};
  const hours = (path: string, { opens, closes }: { readonly opens: string; readonly closes: string }) => {
    const [from, until] = [readTime(opens), readTime(closes)];
    if (from === null || until === null) problems[path] = 'time';
    else if (minutesOf(until) <= minutesOf(from)) problems[path] = 'ends-before';
    return { opens: from ?? '', closes: until ?? '' };
  };
  const seen = new Set<string>();
  const calendar: Calendar = {
    week: week.map((entry, at) => {
      if (entry.days.length === 0) problems[`week/${at}/days`] = 'days';
      return {
        days: WEEKDAYS.filter((day) => entry.days.includes(day)),
        hours: hours(`week/${at}/hours`, entry),
      };
    }),
    dates: dates
      .map((entry, at) => {
        if (!isDate(entry.date)) problems[`dates/${at}/date`] = 'date';
        else if (seen.has(entry.date)) problems[`dates/${at}/date`] = 'twice';
        seen.add(entry.date);
        return {
          date: entry.date,
          hours: entry.closed ? [] : [hours(`dates/${at}/hours`, entry), ...entry.more],
        };
      })
      .sort((one, other) => one.date.localeCompare(other.date)),
  };
  return Object.keys(problems).length > 0 ? { is: 'flawed', problems } : { is: 'calendar', calendar };
}
