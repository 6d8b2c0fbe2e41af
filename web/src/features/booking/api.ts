import type {
  Bookable,
  Booking,
  BookingId,
  BookingRow,
  Feed,
  FreeTimes,
  Held,
  HoldAsked,
  HoldToken,
  MoveBooking,
  NewBooking,
  RequestId,
  ScreeningAsked,
  ScreeningStep,
} from '../../generated/protocol';
import { type Answer, createAsk } from '../../http/ask';
import { type TimesAsked, timesPath } from './times';

/** What staff ask of bookings: PROTOCOL.md §2. Nothing of it rejects. */
export interface BookingApi {
  readonly bookable: () => Promise<Answer<Bookable>>;
  readonly screening: (asked: ScreeningAsked) => Promise<Answer<ScreeningStep>>;
  readonly times: (asked: TimesAsked) => Promise<Answer<FreeTimes>>;
  /** Those of one's sections on one day. */
  readonly day: (date: string) => Promise<Answer<BookingRow[]>>;
  /** The code goes in the body: no path or log ever holds one. */
  readonly search: (code: string) => Promise<Answer<BookingRow[]>>;
  readonly hold: (ask: HoldAsked) => Promise<Answer<Held>>;
  readonly release: (hold: HoldToken) => Promise<Answer<null>>;
  readonly confirm: (ask: NewBooking) => Promise<Answer<Booking>>;
  readonly move: (booking: BookingId, to: MoveBooking) => Promise<Answer<BookingRow>>;
  readonly cancel: (booking: BookingId, request: RequestId) => Promise<Answer<BookingRow>>;
  /** Takes a cancelling back, if the time is still free. */
  readonly restore: (booking: BookingId, request: RequestId) => Promise<Answer<BookingRow>>;
  /** A new secret address; the one before ends. */
  readonly feed: () => Promise<Answer<Feed>>;
  /** Ends the address, if there is one. */
  readonly endFeed: () => Promise<Answer<null>>;
}

export function createBookingApi(fetcher: typeof fetch): BookingApi {
  const ask = createAsk(fetcher);
  const at = (booking: BookingId, act: string) => `/api/bookings/${encodeURIComponent(booking)}/${act}`;
  return {
    bookable: () => ask('GET', '/api/book'),
    screening: (asked) => ask('POST', '/api/bookings/screening', asked),
    times: (asked) => ask('GET', timesPath(asked)),
    day: (date) => ask('GET', `/api/bookings?${new URLSearchParams({ from: date, until: date })}`),
    search: (code) => ask('POST', '/api/bookings/search', { code }),
    hold: (body) => ask('POST', '/api/bookings/holds', body),
    release: (hold) => ask('POST', '/api/book/holds/release', { hold }),
    confirm: (body) => ask('POST', '/api/bookings', body),
    move: (booking, to) => ask('POST', at(booking, 'move'), to),
    cancel: (booking, request) => ask('POST', at(booking, 'cancel'), { request }),
    restore: (booking, request) => ask('POST', at(booking, 'restore'), { request }),
    feed: () => ask('POST', '/api/feed'),
    endFeed: () => ask('DELETE', '/api/feed'),
  };
}
