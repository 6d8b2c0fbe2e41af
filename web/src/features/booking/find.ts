// 予約をさがす: by its code or in the list of a day; then moved, cancelled, and taken back.

import type { Bookable, BookingId, BookingRow, FreeTime, RequestId } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { createStore, type Watchable } from '../../store/store';
import type { BookingApi } from './api';
import { isUnknown, type Refusal } from './booking';
import { codeFault, readCode } from './code';
import { sitesNear } from './sites';
import { createTimes, type TimesClient } from './times';

export type Change =
  | { readonly is: 'move'; readonly to: FreeTime }
  | { readonly is: 'cancel' }
  | { readonly is: 'restore' };

/** What is done with the booking that was found. */
export type Doing =
  | { readonly is: 'looking' }
  /** Other times are shown. */
  | { readonly is: 'choosing' }
  /** Asked once, before it is done. */
  | { readonly is: 'asking'; readonly change: Change & { readonly is: 'move' | 'cancel' } }
  /** `failed`: nobody knows whether it arrived. The same key asks again. */
  | {
      readonly is: 'running';
      readonly change: Change;
      readonly request: RequestId;
      readonly failed: boolean;
    };

export type CodeFault = NonNullable<ReturnType<typeof codeFault>> | 'code-wrong';

export interface Finding {
  readonly date: string;
  readonly list: 'loading' | 'failed' | readonly BookingRow[];
  readonly code: string;
  readonly codeFault: CodeFault | null;
  readonly searching: boolean;
  readonly found: BookingRow | null;
  readonly doing: Doing;
  /** What was done last with it. */
  readonly done: 'moved' | 'cancelled' | 'restored' | null;
  readonly refusal: Refusal | 'unreachable' | null;
}

export interface FindingClient extends Watchable<Finding> {
  readonly times: TimesClient;
  readonly showDay: (date: string) => Promise<void>;
  readonly typeCode: (code: string) => void;
  readonly search: () => Promise<void>;
  readonly open: (row: BookingRow) => void;
  /** Back to the list. */
  readonly close: () => void;
  /** Shows the times that it could be moved to. */
  readonly otherTimes: (bookable: Bookable) => void;
  readonly ask: (change: Change & { readonly is: 'move' | 'cancel' }) => void;
  /** Nothing is done after all. */
  readonly leave: () => void;
  /** Does what was asked about; or takes the cancelling back. */
  readonly act: () => Promise<void>;
  readonly again: () => Promise<void>;
}

/** Whether a booking can still be moved or cancelled. */
export function isChangeable({ state, ends }: BookingRow, now: number): boolean {
  return (state === 'booked' || state === 'arrived') && now < ends;
}

export function isRestorable({ state, ends }: BookingRow, now: number): boolean {
  return state === 'cancelled' && now < ends;
}

const looking: Doing = { is: 'looking' };

export function createFinding(api: BookingApi, newKey: () => RequestId): FindingClient {
  const times = createTimes(api.times);
  const store = createStore<Finding>({
    // Before any day: the first one that is shown is today.
    date: '',
    list: 'loading',
    code: '',
    codeFault: null,
    searching: false,
    found: null,
    doing: looking,
    done: null,
    refusal: null,
  });
  const now = store.snapshot;
  const change = (news: Partial<Finding>) => store.set({ ...now(), ...news });

  async function showDay(date: string): Promise<void> {
    change({ date, ...(date !== now().date && { list: 'loading' }) });
    const answer = await api.day(date);
    if (now().date === date) change({ list: answer.is === 'ok' ? answer.value : 'failed' });
  }

  async function run(found: BookingRow, what: Change, request: RequestId): Promise<void> {
    const doing: Doing = { is: 'running', change: what, request, failed: false };
    change({ doing, refusal: null, done: null });
    const answer = await send(api, found.booking, what, request);
    if (now().doing !== doing) return;
    if (answer.is !== 'ok') {
      if (isUnknown(answer)) return change({ doing: { ...doing, failed: true } });
      return refused(what, answer, answer.times);
    }
    const done = ({ move: 'moved', cancel: 'cancelled', restore: 'restored' } as const)[what.is];
    change({ found: answer.value, doing: looking, done });
    await showDay(now().date);
  }

  function refused(what: Change, refusal: Refusal, offered: readonly FreeTime[] = []): void {
    const { asked } = times.snapshot();
    if (what.is === 'move' && asked !== null) {
      change({ doing: { is: 'choosing' }, refusal });
      void times.show(asked, offered);
    } else change({ doing: looking, refusal });
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    times,
    showDay,
    typeCode: (code) => change({ code, codeFault: null }),
    async search() {
      const { code, searching } = now();
      if (searching) return;
      const fault = codeFault(code);
      if (fault !== null) return change({ codeFault: fault });
      change({ searching: true, refusal: null });
      const answer = await api.search(readCode(code));
      change({ searching: false });
      if (answer.is === 'unreachable') return change({ refusal: 'unreachable' });
      const row = answer.is === 'ok' ? answer.value[0] : undefined;
      if (row !== undefined) return open(row);
      const missing = answer.is === 'ok' || answer.code === 'bad-code' || answer.code === 'not-found';
      change(missing ? { codeFault: 'code-wrong' } : { refusal: answer });
    },
    open,
    close() {
      times.clear();
      change({ found: null, doing: looking, done: null, refusal: null });
    },
    otherTimes(bookable) {
      const { found } = now();
      if (found === null) return;
      change({ doing: { is: 'choosing' }, done: null, refusal: null });
      const sites = sitesNear(bookable, found.site, found.subject);
      void times.show({ subject: found.subject, sites, from: null });
    },
    ask: (what) => change({ doing: { is: 'asking', change: what }, done: null, refusal: null }),
    leave() {
      const { doing } = now();
      const chosen = doing.is === 'asking' && doing.change.is === 'move';
      change({ doing: chosen ? { is: 'choosing' } : looking, refusal: null });
    },
    async act() {
      const { found, doing } = now();
      if (found === null || doing.is === 'running') return;
      const what: Change = doing.is === 'asking' ? doing.change : { is: 'restore' };
      await run(found, what, newKey());
    },
    async again() {
      const { found, doing } = now();
      if (found !== null && doing.is === 'running' && doing.failed) {
        await run(found, doing.change, doing.request);
      }
    },
  };

  function open(row: BookingRow): void {
    // A code is nobody's to read once it has done its work.
    change({ found: row, code: '', codeFault: null, doing: looking, done: null, refusal: null });
  }
}

function send(
  api: BookingApi,
  booking: BookingId,
  what: Change,
  request: RequestId,
): Promise<Answer<BookingRow>> {
  switch (what.is) {
    case 'move':
      return api.move(booking, { request, site: what.to.site, starts: what.to.starts });
    case 'cancel':
      return api.cancel(booking, request);
    case 'restore':
      return api.restore(booking, request);
  }
}
