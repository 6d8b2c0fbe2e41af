import type { Language, Weekday } from '../generated/protocol';

/** A date as the protocol writes it: `2026-06-04`. */
export type IsoDate = string;

/** 和暦 or 西暦 */
export type Era = 'wareki' | 'seireki';

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const DAY_MS = 86_400_000;
const ERAS = [
  { from: '2019-05-01', name: '令和', latin: 'Reiwa', before: 2018 },
  { from: '1989-01-08', name: '平成', latin: 'Heisei', before: 1988 },
  { from: '1926-12-25', name: '昭和', latin: 'Shōwa', before: 1925 },
] as const;
const JAPANESE_DAYS: Readonly<Record<Weekday, string>> = {
  mon: '月',
  tue: '火',
  wed: '水',
  thu: '木',
  fri: '金',
  sat: '土',
  sun: '日',
};
const ENGLISH_DAYS: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};
const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function utc(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function iso(ms: number): IsoDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Whether the text is a date that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = utc(text);
  return !Number.isNaN(ms) && iso(ms) === text;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return iso(utc(date) + days * DAY_MS);
}

export function weekdayOf(date: IsoDate): Weekday {
  // Day 0 of 1970 was a Thursday.
  return WEEKDAYS[(((utc(date) / DAY_MS + 3) % 7) + 7) % 7] as Weekday;
}

/** The Monday of the date's week. */
export function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, -WEEKDAYS.indexOf(weekdayOf(date)));
}

/** `2026-06` */
export function monthOf(date: IsoDate): string {
  return date.slice(0, 7);
}

export function addMonths(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export function datesFrom(date: IsoDate, count: number): IsoDate[] {
  return Array.from({ length: count }, (_, day) => addDays(date, day));
}

/** Every date of a month. */
export function datesOf(month: string): IsoDate[] {
  return datesFrom(`${month}-01`, 31).filter((date) => monthOf(date) === month);
}

/** The dates as whoever reads this language and counts years so wants them. */
export interface DateWords {
  /** 令和8年6月4日（木） */
  readonly long: (date: IsoDate) => string;
  /** 6月4日（木） */
  readonly short: (date: IsoDate) => string;
  /** 令和8年6月 */
  readonly month: (month: string) => string;
  /** 木 */
  readonly weekday: (day: Weekday) => string;
  /** 令和8年 */
  readonly year: (date: IsoDate) => string;
}

export function dateWords(language: Language, era: Era): DateWords {
  const english = language === 'en';
  const weekday = (day: Weekday) => (english ? ENGLISH_DAYS[day] : JAPANESE_DAYS[day]);
  const parts = (date: IsoDate) => {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    return { year, month, day, monthName: ENGLISH_MONTHS[month - 1] ?? '' };
  };
  const year = (date: IsoDate) => yearWords(date, era, english);
  return {
    weekday,
    year,
    long(date) {
      const { month, day, monthName } = parts(date);
      if (english) return `${weekday(weekdayOf(date))} ${day} ${monthName} ${year(date)}`;
      return `${year(date)}${month}月${day}日（${weekday(weekdayOf(date))}）`;
    },
    short(date) {
      const { month, day, monthName } = parts(date);
      if (english) return `${weekday(weekdayOf(date))} ${day} ${monthName.slice(0, 3)}`;
      return `${month}月${day}日（${weekday(weekdayOf(date))}）`;
    },
    month(of) {
      const first = `${of}-01`;
      const { month, monthName } = parts(first);
      // A month is named by the era of its last day: May 2019 is 令和.
      const last = datesOf(of).at(-1) ?? first;
      return english ? `${monthName} ${year(last)}` : `${year(last)}${month}月`;
    },
  };
}

/** Dates by the years that the readers of a language count by. */
export function usualDates(language: Language): DateWords {
  return dateWords(language, language === 'ja' ? 'wareki' : 'seireki');
}

function yearWords(date: IsoDate, era: Era, english: boolean): string {
  const year = Number(date.slice(0, 4));
  const found = ERAS.find(({ from }) => date >= from);
  if (era === 'seireki' || found === undefined) return english ? String(year) : `${year}年`;
  const count = year - found.before;
  if (english) return `${found.latin} ${count}`;
  return `${found.name}${count === 1 ? '元' : count}年`;
}

/** Days of the week in few words: 月〜金, 火・木. */
export function daysWords(
  days: readonly Weekday[],
  name: (day: Weekday) => string,
  { between, to }: { readonly between: string; readonly to: string },
): string {
  const sorted = WEEKDAYS.filter((day) => days.includes(day));
  const runs: Weekday[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(last) + 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${name(run[0] as Weekday)}${to}${name(run.at(-1) as Weekday)}`] : run.map(name),
    )
    .join(between);
}

/** Date and time on the wall of a zone, of a moment in milliseconds since 1970. */
export function wallOf(ms: number, zone: string): { readonly date: IsoDate; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(ms);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}
