import { byDay } from '../features/booking/times';
import type { FreeTime } from '../generated/protocol';

export interface Half {
  readonly morning: boolean;
  readonly times: readonly FreeTime[];
}

export interface DayHalves {
  readonly date: string;
  readonly halves: readonly Half[];
}

/** Free times by day, and by the half of the day. */
export function daysOf(times: readonly FreeTime[]): DayHalves[] {
  return byDay(times).map(({ date, times }) => ({
    date,
    halves: [true, false]
      .map((morning) => ({ morning, times: times.filter(({ time }) => time < '12:00' === morning) }))
      .filter((half) => half.times.length > 0),
  }));
}
