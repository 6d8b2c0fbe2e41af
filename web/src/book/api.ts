import { askTogether, type TimesAsked, timesPath } from '../features/booking/times';
import type {
  Bookable,
  Booking,
  FreeTimes,
  Held,
  HoldAsked,
  HoldToken,
  MoveByCode,
  NewBooking,
  RequestId,
  ScreeningAsked,
  ScreeningStep,
} from '../generated/protocol';
import { type Answer, createAsk } from '../http/ask';

/** The phone's requests: PROTOCOL.md §2. None of them rejects: a line that fails is an answer of its own. */
export interface Api {
  readonly bookable: () => Promise<Answer<Bookable>>;
  readonly screening: (asked: ScreeningAsked) => Promise<Answer<ScreeningStep>>;
  readonly times: (asked: TimesAsked) => Promise<Answer<FreeTimes>>;
  readonly hold: (ask: HoldAsked) => Promise<Answer<Held>>;
  readonly release: (hold: HoldToken) => Promise<Answer<null>>;
  readonly confirm: (ask: NewBooking) => Promise<Answer<Booking>>;
  readonly look: (code: string) => Promise<Answer<Booking>>;
  readonly move: (ask: MoveByCode) => Promise<Answer<Booking>>;
  readonly cancel: (request: RequestId, code: string) => Promise<Answer<Booking>>;
  readonly arrive: (code: string) => Promise<Answer<Booking>>;
  /** The booking as `text/calendar`. */
  readonly calendar: (code: string) => Promise<Answer<string>>;
}

/** A line that says nothing for so long is a line that failed: the same request may be sent again. */
export const PATIENCE_MS = 20_000;

export function createApi(fetcher: typeof fetch): Api {
  const ask = createAsk(fetcher, PATIENCE_MS);
  return {
    bookable: () => ask('GET', '/api/book'),
    screening: (asked) => ask('POST', '/api/book/screening', asked),
    times: (asked) => askTogether((part) => ask('GET', timesPath(part)), asked),
    hold: (body) => ask('POST', '/api/book/holds', body),
    release: (hold) => ask('POST', '/api/book/holds/release', { hold }),
    confirm: (body) => ask('POST', '/api/book/bookings', body),
    look: (code) => ask('POST', '/api/book/look', { code }),
    move: (body) => ask('POST', '/api/book/move', body),
    cancel: (request, code) => ask('POST', '/api/book/cancel', { request, code }),
    arrive: (code) => ask('POST', '/api/book/arrive', { code }),
    calendar: (code) => ask('POST', '/api/book/calendar', { code }),
  };
}
