import type { FreeTime } from '../generated/protocol';
import { isMorning } from './day';

export interface Half {
  readonly morning: boolean;
  readonly times: readonly FreeTime[];
}

export interface Day {
  readonly date: string;
  readonly halves: readonly Half[];
}

/** Free times by day, and by the half of the day. */
export function daysOf(times: readonly FreeTime[]): Day[] {
  const dates = [...new Set(times.map(({ date }) => date))];
  return dates.map((date) => ({
    date,
    halves: [true, false]
      .map((morning) => ({
        morning,
        times: times.filter((time) => time.date === date && isMorning(time.time) === morning),
      }))
      .filter((half) => half.times.length > 0),
  }));
}
