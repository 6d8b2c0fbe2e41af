import { useCallback, useEffect, useMemo, useState } from 'react';
import { pageClock } from '../clock/clock';
import type { BookingApi } from '../features/booking/api';
import { askToday, type BookingPlace, type Heard } from '../features/booking/pinned';
import { BOOKING_KEY, isBareKey } from '../features/ring/plan';
import { type Watch, watch } from '../http/watch';

/** Bookings as they stand on a desk: those of today, and what of them is open. */
export interface Bookings {
  readonly api: BookingApi;
  readonly today: Watch<Heard>;
  /** Null while they are closed. */
  readonly place: BookingPlace | null;
  readonly go: (place: BookingPlace) => void;
  readonly close: () => void;
}

/** How often the bookings of today are asked for, in milliseconds; whenever the queue changes as well. */
const AGAIN_MS = 30_000;

/** Null for whoever has nothing to do with bookings. `ready`: the key opens them. */
export function useBookings(api: BookingApi, may: boolean, ready: boolean): Bookings | null {
  const [today, setToday] = useState<Watch<Heard> | null>(null);
  const [place, setPlace] = useState<BookingPlace | null>(null);
  // Where one was last is where the key leads.
  const [last, setLast] = useState<BookingPlace>('take');
  useEffect(() => {
    if (!may) return;
    const watched = watch(askToday(api, pageClock), pageClock, AGAIN_MS);
    setToday(watched);
    return watched.close;
  }, [api, may]);
  const go = useCallback((wanted: BookingPlace) => {
    setPlace(wanted);
    setLast(wanted);
  }, []);
  const close = useCallback(() => setPlace(null), []);
  useEffect(() => {
    if (!may || !ready) return;
    const press = (event: KeyboardEvent) => {
      if (!isBareKey(event, BOOKING_KEY)) return;
      event.preventDefault();
      setPlace((now) => (now === null ? last : null));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [may, ready, last]);
  return useMemo(
    () => (today === null ? null : { api, today, place, go, close }),
    [api, today, place, go, close],
  );
}
