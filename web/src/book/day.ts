import type { Language } from '../generated/protocol';

/** Days that are not read with にち. */
const READINGS: Readonly<Record<number, string>> = {
  1: 'ついたち',
  2: 'ふつか',
  3: 'みっか',
  4: 'よっか',
  5: 'いつか',
  6: 'むいか',
  7: 'なのか',
  8: 'ようか',
  9: 'ここのか',
  10: 'とおか',
  14: 'じゅうよっか',
  20: 'はつか',
  24: 'にじゅうよっか',
};
const WEEKDAYS = ['日', '月', '火', '水', '木', '金', '土'];
const WEEKDAY_READINGS = ['にち', 'げつ', 'か', 'すい', 'もく', 'きん', 'ど'];

const utc = { timeZone: 'UTC' } as const;
const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', ...utc });
const english = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  ...utc,
});

/** A date on the wall, `2026-06-04`, as the day it names. */
function dayOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** 令和8年6月4日（木）; 2026年6月4日（木） with its readings; Thu 4 June 2026. */
export function dayInWords(date: string, language: Language): string {
  const day = dayOf(date);
  if (language === 'en') return english.format(day).replace(',', '');
  if (language === 'easy') return `${day.getUTCFullYear()}{年|ねん}${shortDay(date, language)}`;
  return `${era.format(day)}${shortDay(date, language)}`;
}

/** 6月4日（木）; Thu 4 June. */
export function shortDay(date: string, language: Language): string {
  const day = dayOf(date);
  const [month, of, weekday] = [day.getUTCMonth() + 1, day.getUTCDate(), day.getUTCDay()];
  if (language === 'en') return english.format(day).replace(',', '').replace(/ \d+$/, '');
  if (language === 'ja') return `${month}月${of}日（${WEEKDAYS[weekday]}）`;
  const reading = READINGS[of];
  const read = reading === undefined ? `${of}{日|にち}` : `{${of}日|${reading}}`;
  return `${month}{月|がつ}${read}（{${WEEKDAYS[weekday]}|${WEEKDAY_READINGS[weekday]}}）`;
}

/** 令和8年6月; June 2026. */
export function monthInWords(date: string, language: Language): string {
  const day = dayOf(date);
  if (language === 'en') return english.format(day).replace(/^\D+\d+ /, '');
  const month = day.getUTCMonth() + 1;
  return language === 'easy'
    ? `${day.getUTCFullYear()}{年|ねん}${month}{月|がつ}`
    : `${era.format(day)}${month}月`;
}

/** The day and the time of day on the wall of a zone. */
export function wall(moment: number, timeZone: string): { readonly date: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** So many days in a row, the first of them first. */
export function daysFrom(date: string, count: number): string[] {
  const first = dayOf(date).getTime();
  return Array.from({ length: count }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10));
}

function dayBefore(date: string): string {
  return new Date(dayOf(date).getTime() - 86_400_000).toISOString().slice(0, 10);
}

/** 9:00, without the zero that a clock on a wall does not have. */
export function clockTime(time: string): string {
  return time.replace(/^0(?=\d:)/, '');
}

/** From when until when, on the wall: one day is told once, and midnight is the end of the day before. */
export function spanInWords(from: string, until: string, language: Language): readonly [string, string] {
  const [first = '', begins = ''] = from.split('T');
  const [next = '', ends = ''] = until.split('T');
  const [last, end] = ends === '00:00' ? [dayBefore(next), '24:00'] : [next, ends];
  const day = (date: string) => shortDay(date, language);
  return [
    `${day(first)} ${clockTime(begins)}`,
    last === first ? clockTime(end) : `${day(last)} ${clockTime(end)}`,
  ];
}

/** Whether a time of day lies before noon. */
export function isMorning(time: string): boolean {
  return time < '12:00';
}
