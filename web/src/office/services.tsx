import { createContext, useContext } from 'react';
import { wallOf } from '../calendar/dates';
import { useDates } from '../calendar/era';
import { shortTime } from '../calendar/times';
import type { Clock } from '../clock/clock';
import type { OfficeApi } from './api';

/** What the back office's pages stand on. */
export interface Services {
  readonly api: OfficeApi;
  readonly clock: Clock;
  /** The day at the ward office: `2026-12-01`. */
  readonly today: () => string;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices needs its context above it');
  return services;
}

/** A moment in milliseconds since 1970 as the wall at the ward office shows it: 令和8年12月1日（火） 9:05. */
export function useMoment(): (ms: number) => string {
  const dates = useDates();
  return (ms) => {
    const { date, time } = wallOf(ms, 'Asia/Tokyo');
    return `${dates.long(date)} ${shortTime(time)}`;
  };
}
