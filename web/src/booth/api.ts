// The booth's HTTP requests. None of them rejects: a line that fails is an answer of its own.

import type { Send } from '../features/form/machine';
import type { Definition } from '../generated/forms';
import type {
  Bookable,
  Booking,
  BoothInfo,
  CallId,
  CheckedIn,
  Code,
  FieldProblem,
  FormId,
  FreeTime,
  FreeTimes,
  Held,
  HoldAsked,
  HoldToken,
  Lamp,
  NewBooking,
  Problem,
  SiteId,
  SubjectId,
  TurnAway,
} from '../generated/protocol';

export type Answer<T> = { readonly is: 'ok'; readonly value: T } | Refused | { readonly is: 'unreachable' };

export interface Refused {
  readonly is: 'refused';
  readonly code: Code;
  readonly errors: readonly FieldProblem[];
  /** Other times, where the one that was asked for is not to be had. */
  readonly times?: readonly FreeTime[];
  /** In how many seconds it may be tried again. */
  readonly retryAfter?: number | null;
}

/** Which free times; `from`: the day to begin with, null for the earliest. */
export interface Wanted {
  readonly subject: SubjectId;
  readonly sites: readonly SiteId[];
  readonly from: string | null;
}

export interface Api {
  readonly booth: () => Promise<Answer<BoothInfo>>;
  /** Pairs this browser with a one-time code. */
  readonly pair: (code: string) => Promise<Answer<BoothInfo>>;
  readonly form: (form: FormId) => Promise<Answer<Definition>>;
  readonly submit: (call: CallId, send: Send) => Promise<Answer<{ readonly receipt: string }>>;
  /** Checks a booking in by its code. */
  readonly checkIn: (code: string) => Promise<Answer<CheckedIn>>;
  /** What a code is a booking of. */
  readonly look: (code: string) => Promise<Answer<Booking>>;
  readonly bookable: () => Promise<Answer<Bookable>>;
  readonly times: (wanted: Wanted) => Promise<Answer<FreeTimes>>;
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
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
    try {
      const response = await fetcher(path, { cache: 'no-store', ...init });
      if (response.status === 204) return { is: 'ok', value: null as T };
      if (response.ok) return { is: 'ok', value: (await response.json()) as T };
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      // The booth's own program answers, and has found no server behind it.
      if (problem.code === 'unreachable') return { is: 'unreachable' };
      const { code = 'internal', errors = [], times = [], retry_after: retryAfter = null } = problem;
      return { is: 'refused', code, errors, times, retryAfter };
    } catch {
      return { is: 'unreachable' };
    }
  };
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return {
    booth: () => ask('/api/booth'),
    pair: (code) => ask('/api/devices/pair', post({ code })),
    selftest: (lamps) => ask('/api/booth/selftest', post({ lamps })),
    form: (form) => ask(`/api/forms/${form}`),
    submit: (call, { key, ...application }) =>
      ask(`/api/calls/${call}/application`, post(application, { 'idempotency-key': key })),
    checkIn: (code) => ask('/api/booth/check-in', post({ code })),
    look: (code) => ask('/api/book/look', post({ code })),
    bookable: () => ask('/api/book'),
    times: ({ subject, sites, from }) => {
      const wanted = new URLSearchParams({ subject });
      for (const site of sites) wanted.append('site', site);
      if (from !== null) wanted.set('from', from);
      return ask(`/api/book/times?${wanted}`);
    },
    hold: (asked) => ask('/api/booth/holds', post(asked)),
    // Said on the way out, too, when the page goes.
    release: (hold) => ask('/api/book/holds/release', { ...post({ hold }), keepalive: true }),
    book: (booking) => ask('/api/booth/bookings', post(booking)),
    turnAway: (turnAway) => ask('/api/booth/turn-aways', post(turnAway)),
  };
}
