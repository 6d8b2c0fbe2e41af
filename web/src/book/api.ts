// The phone's requests. None of them rejects: a line that fails is an answer of its own.

import type {
  Bookable,
  Booking,
  Code,
  FieldProblem,
  FreeTime,
  FreeTimes,
  Held,
  HoldAsked,
  HoldToken,
  MoveByCode,
  NewBooking,
  Problem,
  RequestId,
} from '../generated/protocol';
import type { Query } from './state';

export type Refused = {
  readonly is: 'refused';
  readonly code: Code;
  /** Other times, where the one that was asked for is gone. */
  readonly times: readonly FreeTime[];
  readonly errors: readonly FieldProblem[];
  /** In how many seconds it may be tried again. */
  readonly retryAfter: number | null;
};

export type Answer<T> = { readonly is: 'ok'; readonly value: T } | Refused | { readonly is: 'unreachable' };

export interface Api {
  readonly bookable: () => Promise<Answer<Bookable>>;
  readonly times: (query: Query) => Promise<Answer<FreeTimes>>;
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

/** The server takes no more sites at once. */
const SITES_AT_ONCE = 12;
/** A line that says nothing for so long is a line that failed: the same request may be sent again. */
const PATIENCE_MS = 20_000;

export function createApi(fetcher: typeof fetch): Api {
  const ask = async <T>(
    path: string,
    body: unknown,
    read: (response: Response) => Promise<T>,
  ): Promise<Answer<T>> => {
    const posted = body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    try {
      const patience = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetcher(path, { cache: 'no-store', signal: patience, ...posted });
      if (response.ok) return { is: 'ok', value: await read(response) };
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      return {
        is: 'refused',
        code: problem.code ?? 'internal',
        times: problem.times ?? [],
        errors: problem.errors ?? [],
        retryAfter: problem.retry_after ?? null,
      };
    } catch {
      return { is: 'unreachable' };
    }
  };
  const json = async <T>(response: Response): Promise<T> =>
    (response.status === 204 ? null : await response.json()) as T;
  const look = <T>(path: string) => ask<T>(path, undefined, json);
  const send = <T>(path: string, body: unknown) => ask<T>(path, body, json);
  const some = ({ subject, from }: Query, sites: readonly string[]) => {
    const asked = new URLSearchParams({ subject });
    for (const site of sites) asked.append('site', site);
    if (from !== null) asked.append('from', from);
    return look<FreeTimes>(`/api/book/times?${asked}`);
  };
  return {
    bookable: () => look('/api/book'),
    times: async (query) => merged(await Promise.all(chunks(query.sites).map((sites) => some(query, sites)))),
    hold: (body) => send('/api/book/holds', body),
    release: (hold) => send('/api/book/holds/release', { hold }),
    confirm: (body) => send('/api/book/bookings', body),
    look: (code) => send('/api/book/look', { code }),
    move: (body) => send('/api/book/move', body),
    cancel: (request, code) => send('/api/book/cancel', { request, code }),
    arrive: (code) => send('/api/book/arrive', { code }),
    calendar: (code) => ask('/api/book/calendar', { code }, (response) => response.text()),
  };
}

function chunks(sites: readonly string[]): string[][] {
  const count = Math.ceil(sites.length / SITES_AT_ONCE);
  return Array.from({ length: count }, (_, i) => sites.slice(i * SITES_AT_ONCE, (i + 1) * SITES_AT_ONCE));
}

/** Several lists as one, the earliest first, as far as every one of them is known. */
function merged(answers: readonly Answer<FreeTimes>[]): Answer<FreeTimes> {
  const lists: FreeTimes[] = [];
  for (const answer of answers) {
    if (answer.is !== 'ok') return answer;
    lists.push(answer.value);
  }
  const next =
    lists
      .flatMap((list) => list.next ?? [])
      .sort()
      .at(0) ?? null;
  const times = lists
    .flatMap((list) => list.times)
    .filter((time) => next === null || time.date < next)
    .sort((a, b) => a.starts - b.starts);
  const none = times.length > 0 || next !== null ? null : (lists.find((list) => list.none)?.none ?? null);
  return { is: 'ok', value: { times, next, none } };
}
