// The free times as every face lists them: asked of many sites at once, the earliest first, whole days.

import type { FreeTime, FreeTimes, NotOpen, SiteId, SubjectId } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { createStore, type Watchable } from '../../store/store';

export interface TimesAsked {
  readonly subject: SubjectId;
  readonly sites: readonly SiteId[];
  /** The day on which the list begins; `null` is the earliest. */
  readonly from: string | null;
}

export interface TimesList {
  readonly is: 'idle' | 'loading' | 'loaded' | 'failed';
  readonly asked: TimesAsked | null;
  /** What is there stays in sight while the next days are asked for. */
  readonly times: readonly FreeTime[];
  /** The day on which the next part begins; `null` where there is no more. */
  readonly next: string | null;
  /** Why there is none at all. */
  readonly none: NotOpen | null;
  /** Near the time that went to somebody else. */
  readonly offered: readonly FreeTime[];
}

export interface Day {
  readonly date: string;
  readonly times: readonly FreeTime[];
}

export type AskTimes = (asked: TimesAsked) => Promise<Answer<FreeTimes>>;

export interface TimesClient extends Watchable<TimesList> {
  /** Begins a list anew; `offered` stand before it. */
  readonly show: (asked: TimesAsked, offered?: readonly FreeTime[]) => Promise<void>;
  /** The next days, or the same ones where they could not be had. */
  readonly more: () => Promise<void>;
  readonly clear: () => void;
}

/** The server takes no more sites at once. */
const SITES_AT_ONCE = 12;

const nothing: TimesList = { is: 'idle', asked: null, times: [], next: null, none: null, offered: [] };

export function createTimes(ask: AskTimes): TimesClient {
  const store = createStore<TimesList>(nothing);

  async function part(now: TimesList, from: string | null): Promise<void> {
    const { asked } = now;
    if (asked === null) return;
    const loading: TimesList = { ...now, is: 'loading' };
    store.set(loading);
    const answer = await askTogether(ask, { ...asked, from });
    // Meanwhile another list was asked for.
    if (store.snapshot() !== loading) return;
    if (answer.is !== 'ok') return store.set({ ...loading, is: 'failed' });
    const { times, next, none } = answer.value;
    store.set({ ...loading, is: 'loaded', times: [...now.times, ...times], next, none });
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    show: (asked, offered = []) => part({ ...nothing, asked, offered }, asked.from),
    async more() {
      const now = store.snapshot();
      if (now.is === 'failed') return part(now, now.next ?? now.asked?.from ?? null);
      if (now.is === 'loaded' && now.next !== null) return part(now, now.next);
    },
    clear: () => store.set(nothing),
  };
}

/** Where the free times are asked for. */
export function timesPath({ subject, sites, from }: TimesAsked): string {
  const query = new URLSearchParams({ subject });
  for (const site of sites) query.append('site', site);
  if (from !== null) query.append('from', from);
  return `/api/book/times?${query}`;
}

/** As few questions as it takes, answered as one list. */
export async function askTogether(ask: AskTimes, asked: TimesAsked): Promise<Answer<FreeTimes>> {
  const count = Math.ceil(asked.sites.length / SITES_AT_ONCE);
  const parts = Array.from({ length: count }, (_, i) =>
    ask({ ...asked, sites: asked.sites.slice(i * SITES_AT_ONCE, (i + 1) * SITES_AT_ONCE) }),
  );
  return together(await Promise.all(parts));
}

/** Several lists as one, as far as every one of them is known. */
function together(answers: readonly Answer<FreeTimes>[]): Answer<FreeTimes> {
  const lists: FreeTimes[] = [];
  for (const answer of answers) {
    if (answer.is !== 'ok') return answer;
    lists.push(answer.value);
  }
  const next = lists.flatMap((list) => list.next ?? []).sort()[0] ?? null;
  const times = lists
    .flatMap((list) => list.times)
    .filter(({ date }) => next === null || date < next)
    .sort((a, b) => a.starts - b.starts);
  const none = times.length > 0 || next !== null ? null : (lists.find((list) => list.none)?.none ?? null);
  return { is: 'ok', value: { times, next, none } };
}

/** Day by day. */
export function byDay(times: readonly FreeTime[]): Day[] {
  const days = new Map<string, FreeTime[]>();
  for (const time of times) days.set(time.date, [...(days.get(time.date) ?? []), time]);
  return [...days].map(([date, times]) => ({ date, times }));
}
