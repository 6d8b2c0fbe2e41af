import { wallOf } from '../../calendar/dates';
import { dayInWords, shortDay } from '../../calendar/day';
import type { FreeTime, Language } from '../../generated/protocol';

/** The office's own zone, as everywhere on the booth. */
const ZONE = 'Asia/Tokyo';

/** 6月4日（木）10:30 */
export function dayAndTime({ date, time }: FreeTime, language: Language): string {
  return `${shortDay(date, language)} ${time}`;
}

/** The time alone of what is booked for today. */
export function whenBooked(time: FreeTime, today: string, language: Language): string {
  return time.date === today ? time.time : dayAndTime(time, language);
}

/** 令和8年6月4日（木）10:30 */
export function fullDayAndTime({ date, time }: FreeTime, language: Language): string {
  return `${dayInWords(date, language)} ${time}`;
}

/** The time of day of a moment; with its day where it is another than today. */
export function momentInWords(moment: number, today: string, language: Language): string {
  const { date, time } = wallOf(moment, ZONE);
  return date === today ? time : `${shortDay(date, language)} ${time}`;
}

export function timeOf(moment: number): string {
  return wallOf(moment, ZONE).time;
}
