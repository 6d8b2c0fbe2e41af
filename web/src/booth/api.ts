// The booth's HTTP requests. None of them rejects: a line that fails is an answer of its own.

import { type TimesAsked, timesPath } from '../features/booking/times';
import type { Send } from '../features/form/machine';
import { type GuideApi, guideApi } from '../features/guide/api';
import type { Definition } from '../generated/forms';
import type {
  Bookable,
  Booking,
  BoothInfo,
  CallId,
  CheckedIn,
  FormId,
  FreeTimes,
  Held,
  HoldAsked,
  HoldToken,
  Lamp,
  NewBooking,
  ScreeningAsked,
  ScreeningStep,
  Towns,
  TurnAway,
} from '../generated/protocol';
import { type Answer, createAsk } from '../http/ask';

/** The answer to an application; an office that does not review them gives no code and names nobody. */
export interface Submitted {
  readonly receipt: string;
  readonly code?: string;
  readonly helped?: readonly string[];
}

export interface Api extends GuideApi {
  readonly booth: () => Promise<Answer<BoothInfo>>;
  /** Pairs this browser with a one-time code. */
  readonly pair: (code: string) => Promise<Answer<BoothInfo>>;
  readonly form: (form: FormId) => Promise<Answer<Definition>>;
  /** The places whose postcode begins with these three digits. */
  readonly towns: (area: string) => Promise<Answer<Towns>>;
  readonly submit: (call: CallId, send: Send) => Promise<Answer<Submitted>>;
  /** Checks a booking in by its code. */
  readonly checkIn: (code: string) => Promise<Answer<CheckedIn>>;
  /** What a code is a booking of. */
  readonly look: (code: string) => Promise<Answer<Booking>>;
  /** 事前確認, of this booth's own place. */
  readonly screening: (asked: ScreeningAsked) => Promise<Answer<ScreeningStep>>;
  readonly bookable: () => Promise<Answer<Bookable>>;
  readonly times: (asked: TimesAsked) => Promise<Answer<FreeTimes>>;
  readonly hold: (asked: HoldAsked) => Promise<Answer<Held>>;
  readonly release: (hold: HoldToken) => Promise<Answer<null>>;
  readonly book: (booking: NewBooking) => Promise<Answer<Booking>>;
  readonly turnAway: (turnAway: TurnAway) => Promise<Answer<null>>;
}

/** What a tablet's page asks as well, where no program does it. */
export interface TabletApi extends Api {
  /** Tells how a person found the parts of this tablet. */
  readonly selftest: (lamps: readonly Lamp[]) => Promise<Answer<null>>;
}

export function createApi(fetcher: typeof fetch): TabletApi {
  const ask = createAsk(fetcher);
  return {
    booth: () => ask('GET', '/api/booth'),
    pair: (code) => ask('POST', '/api/devices/pair', { code }),
    selftest: (lamps) => ask('POST', '/api/booth/selftest', { lamps }),
    form: (form) => ask('GET', `/api/forms/${form}`),
    towns: (area) => ask('GET', `/api/postcodes/${area}`),
    submit: (call, { key, ...application }) =>
      ask('POST', `/api/calls/${call}/application`, application, { headers: { 'idempotency-key': key } }),
    checkIn: (code) => ask('POST', '/api/booth/check-in', { code }),
    look: (code) => ask('POST', '/api/book/look', { code }),
    screening: (asked) => ask('POST', '/api/booth/screening', asked),
    bookable: () => ask('GET', '/api/book'),
    times: (asked) => ask('GET', timesPath(asked)),
    hold: (asked) => ask('POST', '/api/booth/holds', asked),
    // Said on the way out, too, when the page goes.
    release: (hold) => ask('POST', '/api/book/holds/release', { hold }, { keepalive: true }),
    book: (booking) => ask('POST', '/api/booth/bookings', booking),
    ...guideApi(ask),
    turnAway: (turnAway) => ask('POST', '/api/booth/turn-aways', turnAway),
  };
}
