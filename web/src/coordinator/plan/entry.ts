import { type IsoDate, isDate, WEEKDAYS, weekdayOf } from '../../calendar/dates';
import { minutesOf, readNumber, readTime, shortTime } from '../../calendar/times';
import type {
  CalendarId,
  Opening,
  OpeningKind,
  SectionId,
  SiteId,
  SubjectId,
  Weekday,
} from '../../generated/protocol';

/** An opening as it is being typed. */
export interface OpeningEntry {
  readonly id: Opening['id'];
  readonly kind: OpeningKind;
  readonly title: string;
  readonly section: SectionId | null;
  readonly sites: readonly SiteId[];
  /** None is everything that the section answers there. */
  readonly subjects: readonly SubjectId[];
  readonly repeat: 'weekly' | 'dates';
  readonly weekdays: readonly Weekday[];
  readonly from: string;
  /** Empty is until further notice. */
  readonly until: string;
  readonly dates: readonly string[];
  readonly except: readonly string[];
  readonly opens: string;
  readonly closes: string;
  readonly unit: string;
  readonly seats: string;
  readonly interpreter: CalendarId | null;
  readonly onHolidays: boolean;
}

/** What is wrong with an entry, by the path that the server uses as well. */
export type EntryProblem =
  | 'required'
  | 'not-a-date'
  | 'not-a-time'
  | 'not-a-number'
  | 'ends-before'
  | 'unit-too-long';
export type EntryProblems = Readonly<Record<string, EntryProblem>>;

export type Read =
  | { readonly is: 'opening'; readonly opening: Opening }
  | { readonly is: 'flawed'; readonly problems: EntryProblems };

/** What a new opening begins with: workdays, or the day off that was pointed at. */
export function newEntry(
  id: Opening['id'],
  at: { readonly date: IsoDate; readonly site: SiteId | null; readonly section: SectionId | null },
): OpeningEntry {
  const weekday = weekdayOf(at.date);
  const workday = WEEKDAYS.indexOf(weekday) < 5;
  return {
    id,
    kind: 'counter',
    title: '',
    section: at.section,
    sites: at.site === null ? [] : [at.site],
    subjects: [],
    repeat: 'weekly',
    weekdays: workday ? WEEKDAYS.slice(0, 5) : [weekday],
    from: at.date,
    until: '',
    dates: [at.date],
    except: [],
    opens: '9:00',
    closes: '16:30',
    unit: '30',
    seats: '1',
    interpreter: null,
    onHolidays: false,
  };
}

export function entryOf(opening: Opening, at: IsoDate): OpeningEntry {
  const { days } = opening;
  const weekly = days.is === 'weekly';
  return {
    id: opening.id,
    kind: opening.kind,
    title: opening.title ?? '',
    section: opening.section,
    sites: opening.sites,
    subjects: opening.subjects,
    repeat: days.is,
    weekdays: weekly ? days.days : [],
    from: weekly ? days.from : at,
    until: weekly ? (days.until ?? '') : '',
    dates: weekly ? [at] : days.dates,
    except: opening.except,
    opens: shortTime(opening.hours.opens),
    closes: shortTime(opening.hours.closes),
    unit: String(opening.unit_minutes),
    seats: String(opening.seats),
    interpreter: opening.interpreter,
    onHolidays: opening.on_holidays,
  };
}

/** The entry as an opening, or everything that keeps it from being one. The server judges what only it can know. */
export function read(entry: OpeningEntry): Read {
  const problems: Record<string, EntryProblem> = {};
  const dates = entry.dates.filter((date) => date !== '');
  const except = entry.except.filter((date) => date !== '');
  if (entry.section === null) problems.section = 'required';
  if (entry.sites.length === 0) problems.sites = 'required';
  if (entry.kind !== 'counter' && entry.title.trim() === '') problems.title = 'required';
  if (entry.repeat === 'weekly') {
    if (entry.weekdays.length === 0) problems['days/days'] = 'required';
    if (!isDate(entry.from)) problems['days/from'] = entry.from === '' ? 'required' : 'not-a-date';
    if (entry.until !== '' && !isDate(entry.until)) problems['days/until'] = 'not-a-date';
    else if (entry.until !== '' && entry.until < entry.from) problems['days/until'] = 'ends-before';
  } else if (dates.length === 0) problems['days/dates'] = 'required';
  else if (!dates.every(isDate)) problems['days/dates'] = 'not-a-date';
  if (entry.repeat === 'weekly' && !except.every(isDate)) problems.except = 'not-a-date';
  const [opens, closes] = [readTime(entry.opens), readTime(entry.closes)];
  if (opens === null) problems['hours/opens'] = entry.opens.trim() === '' ? 'required' : 'not-a-time';
  if (closes === null) problems['hours/closes'] = entry.closes.trim() === '' ? 'required' : 'not-a-time';
  const [unit, seats] = [readNumber(entry.unit), readNumber(entry.seats)];
  if (unit === null) problems.unit_minutes = 'not-a-number';
  if (seats === null) problems.seats = 'not-a-number';
  if (opens !== null && closes !== null) {
    const length = minutesOf(closes) - minutesOf(opens);
    if (length <= 0) problems['hours/closes'] = 'ends-before';
    else if (entry.kind !== 'lecture' && unit !== null && unit > length)
      problems.unit_minutes = 'unit-too-long';
  }
  const flawed = Object.keys(problems).length > 0;
  if (
    flawed ||
    entry.section === null ||
    opens === null ||
    closes === null ||
    unit === null ||
    seats === null
  ) {
    return { is: 'flawed', problems };
  }
  const weekly = entry.repeat === 'weekly';
  return {
    is: 'opening',
    opening: {
      id: entry.id,
      section: entry.section,
      sites: [...entry.sites],
      subjects: [...entry.subjects],
      kind: entry.kind,
      title: entry.title.trim() === '' ? null : entry.title.trim(),
      days: weekly
        ? {
            is: 'weekly',
            days: WEEKDAYS.filter((day) => entry.weekdays.includes(day)),
            from: entry.from,
            until: entry.until === '' ? null : entry.until,
          }
        : { is: 'dates', dates: [...new Set(dates)].sort() },
      except: weekly ? [...new Set(except)].sort() : [],
      hours: { opens, closes },
      // The whole of a 講座 is one unit.
      unit_minutes: entry.kind === 'lecture' ? minutesOf(closes) - minutesOf(opens) : unit,
      seats,
      interpreter: entry.interpreter,
      on_holidays: entry.onHolidays,
    },
  };
}
