import type { Language, Weekday } from '../generated/protocol';
import { addDays, type IsoDate, usualDates, weekdayOf } from './dates';
import { shortTime } from './times';

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
const WEEKDAY_READINGS: Readonly<Record<Weekday, string>> = {
  mon: 'げつ',
  tue: 'か',
  wed: 'すい',
  thu: 'もく',
  fri: 'きん',
  sat: 'ど',
  sun: 'にち',
};

/** For residents: 令和8年6月4日（木）; 2026年6月4日（木） with its readings; Thu 4 June 2026. */
export function dayInWords(date: IsoDate, language: Language): string {
  if (language !== 'easy') return usualDates(language).long(date);
  return `${date.slice(0, 4)}{年|ねん}${shortDay(date, language)}`;
}

/** 6月4日（木）; Thu 4 June. */
export function shortDay(date: IsoDate, language: Language): string {
  const dates = usualDates(language);
  if (language === 'ja') return dates.short(date);
  if (language === 'en') return dates.long(date).replace(/ \d+$/, '');
  const [, month, day = 1] = date.split('-').map(Number);
  const weekday = weekdayOf(date);
  const reading = READINGS[day];
  const read = reading === undefined ? `${day}{日|にち}` : `{${day}日|${reading}}`;
  return `${month}{月|がつ}${read}（{${dates.weekday(weekday)}|${WEEKDAY_READINGS[weekday]}}）`;
}

/** `2026-06` as 令和8年6月; June 2026. */
export function monthInWords(month: string, language: Language): string {
  if (language !== 'easy') return usualDates(language).month(month);
  return `${month.slice(0, 4)}{年|ねん}${Number(month.slice(5))}{月|がつ}`;
}

/** From when until when, on the wall: one day is told once, and midnight is the end of the day before. */
export function spanInWords(from: string, until: string, language: Language): readonly [string, string] {
  const [first = '', begins = ''] = from.split('T');
  const [next = '', ends = ''] = until.split('T');
  const [last, end] = ends === '00:00' ? [addDays(next, -1), '24:00'] : [next, ends];
  const day = (date: IsoDate) => shortDay(date, language);
  return [
    `${day(first)} ${shortTime(begins)}`,
    last === first ? shortTime(end) : `${day(last)} ${shortTime(end)}`,
  ];
}
