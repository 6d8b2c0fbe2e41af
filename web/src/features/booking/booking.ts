// 予約をとる: a booking for somebody who called. What was entered stays, whatever becomes of a request.

import type {
  Bookable,
  Booking,
  Code,
  FreeTime,
  Held,
  HoldAsked,
  Language,
  NewBooking,
  RequestId,
  SiteId,
  SubjectId,
} from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { createStore, type Watchable } from '../../store/store';
import { type Asking, createAsking } from '../screening/asking';
import { goesOn } from '../screening/verdict';
import type { Walk } from '../screening/walk';
import * as walks from '../screening/walk';
import type { BookingApi } from './api';
import { readEmail, readTelephone } from './contact';
import { hasSubject, isCounter, siteOf, sitesNear } from './sites';
import { createTimes, type TimesClient } from './times';

export interface Entries {
  readonly subject: SubjectId | null;
  readonly site: SiteId | null;
  /** The times of nearby sites as well. */
  readonly near: boolean;
  readonly from: string | null;
  readonly telephone: string;
  readonly email: string;
  readonly language: Language;
}

export type Step =
  | { readonly is: 'choosing' }
  /** `failed`: nobody knows whether it arrived. The same key asks again. */
  | { readonly is: 'holding'; readonly ask: HoldAsked; readonly failed: boolean }
  | { readonly is: 'held'; readonly held: Held }
  | { readonly is: 'confirming'; readonly held: Held; readonly ask: NewBooking; readonly failed: boolean }
  | { readonly is: 'done'; readonly booking: Booking };

/** What was refused, and the server's own sentence about it. */
export interface Refusal {
  readonly code: Code;
  readonly title: string;
}

export type ContactField = 'telephone' | 'email';

export interface Taking {
  readonly facts: 'loading' | 'failed' | Bookable;
  readonly entries: Entries;
  /** 事前確認 of what is entered; none before a subject and a site are. */
  readonly walk: Walk | null;
  /** The officer books in spite of its verdict. */
  readonly overrules: boolean;
  readonly step: Step;
  readonly refusal: Refusal | null;
  readonly wrong: readonly ContactField[];
  /** The booking that was made last, to be read out again. */
  readonly last: Booking | null;
}

export interface TakingClient extends Watchable<Taking> {
  readonly times: TimesClient;
  readonly screening: Asking;
  /** Takes the last answer of the screening back. */
  readonly correct: () => void;
  /** Books in spite of the verdict. */
  readonly overrule: () => void;
  readonly load: () => Promise<void>;
  readonly enter: (news: Partial<Entries>) => void;
  /** Holds the next time at a place that the verdict names, instead of the chosen one. */
  readonly chooseAt: (time: FreeTime) => Promise<void>;
  /** Holds a time. */
  readonly choose: (time: FreeTime) => Promise<void>;
  /** Sends again what nobody answered. */
  readonly again: () => Promise<void>;
  /** Gives the held time up for another one. */
  readonly back: () => void;
  readonly confirm: () => Promise<void>;
  /** The booking that was made last. */
  readonly readAgain: () => void;
  /** Forgets what was entered; what was held is free again. */
  readonly reset: () => void;
}

const noEntries: Entries = {
  subject: null,
  site: null,
  near: true,
  from: null,
  telephone: '',
  email: '',
  language: 'ja',
};

/** Whether something was begun that is worth coming back to. */
export function isUnfinished({ step, entries }: Taking): boolean {
  return step.is !== 'done' && (step.is !== 'choosing' || entries.subject !== null);
}

/** Whether times are to be listed: the verdict leads to a call, an officer overrules it, or they come to the counter. */
export function mayList({ facts, walk, overrules }: Taking): boolean {
  const guidance = walk === null ? null : walks.decided(walk);
  if (walk === null || guidance === null || typeof facts === 'string') return false;
  const { verdict } = guidance.decision;
  const comes = isCounter(facts, walk.site) && verdict !== 'quiet-card';
  return overrules || goesOn(verdict) || comes;
}

export function createTaking(api: BookingApi, ward: string, newKey: () => RequestId): TakingClient {
  const times = createTimes(api.times);
  const store = createStore<Taking>({
    facts: 'loading',
    entries: noEntries,
    walk: null,
    overrules: false,
    step: { is: 'choosing' },
    refusal: null,
    wrong: [],
    last: null,
  });
  const now = store.snapshot;
  const change = (news: Partial<Taking>) => store.set({ ...now(), ...news });

  const screening = createAsking(api.screening, {
    walk: () => now().walk,
    learn: (walk) => {
      change({ walk, overrules: false });
      list();
    },
  });

  /** Asks about what is entered now, with what was answered about the subject before. */
  function screen(): void {
    const { entries, walk } = now();
    const { subject, site } = entries;
    const given = walk?.subject === subject ? (walks.decided(walk)?.given ?? walk.given) : null;
    const next = subject === null || site === null ? null : walks.begin(subject, site, given);
    change({ walk: next, overrules: false });
    screening.go();
  }

  function list(offered: readonly FreeTime[] = []): void {
    const { facts, entries } = now();
    const { subject, site, near, from } = entries;
    if (typeof facts === 'string' || subject === null || site === null || !mayList(now())) times.clear();
    else {
      const sites = near ? sitesNear(facts, site, subject) : [site];
      void times.show({ subject, sites, from }, offered);
    }
  }

  /** Back to the times, which may have changed since. */
  function choosing(refusal: Refusal | null, offered: readonly FreeTime[] = []): void {
    change({ step: { is: 'choosing' }, refusal });
    list(offered);
  }

  async function hold(ask: HoldAsked): Promise<void> {
    const step: Step = { is: 'holding', ask, failed: false };
    change({ step, refusal: null });
    const answer = await api.hold(ask);
    if (now().step !== step) {
      // Whoever has left it meanwhile wants this time no more.
      if (answer.is === 'ok') void api.release(answer.value.hold);
      return;
    }
    if (answer.is === 'ok') return change({ step: { is: 'held', held: answer.value } });
    if (isUnknown(answer)) return change({ step: { ...step, failed: true } });
    choosing(answer, answer.times);
    if (answer.code === 'unscreened') screen();
  }

  async function send(held: Held, ask: NewBooking): Promise<void> {
    const step: Step = { is: 'confirming', held, ask, failed: false };
    change({ step, refusal: null, wrong: [] });
    const answer = await api.confirm(ask);
    if (answer.is === 'ok') change({ last: answer.value });
    if (now().step !== step) return;
    if (answer.is === 'ok')
      return change({ step: { is: 'done', booking: answer.value }, entries: noEntries, walk: null });
    if (isUnknown(answer)) return change({ step: { ...step, failed: true } });
    if (answer.code === 'hold-over' || answer.code === 'slot-gone' || answer.code === 'not-open') {
      return choosing(answer, answer.times);
    }
    const wrong = (answer.errors ?? []).flatMap(({ path }): ContactField[] =>
      path === 'telephone' || path === 'email' ? [path] : [],
    );
    change({ step: { is: 'held', held }, wrong, refusal: wrong.length > 0 ? null : answer });
  }

  function enter(news: Partial<Entries>): void {
    const { entries, facts, wrong } = now();
    const wanted = { ...entries, ...news };
    const offered =
      typeof facts === 'string' ||
      wanted.subject === null ||
      wanted.site === null ||
      (siteOf(facts, wanted.site)?.ward === ward && hasSubject(facts, wanted.site, wanted.subject));
    const next = offered ? wanted : { ...wanted, site: null };
    change({ entries: next, wrong: wrong.filter((field) => !(field in news)) });
    if (!asksAnew(entries, next)) return;
    change({ refusal: null });
    if (next.subject !== entries.subject || next.site !== entries.site) screen();
    list();
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    times,
    screening,
    correct() {
      const { walk } = now();
      const before = walk === null ? null : walks.back(walk);
      if (before === null) return;
      change({ walk: before, overrules: false });
      list();
      screening.go();
    },
    overrule() {
      change({ overrules: true });
      list();
    },
    async load() {
      if (typeof now().facts !== 'string') return;
      change({ facts: 'loading' });
      const answer = await api.bookable();
      change({ facts: answer.is === 'ok' ? answer.value : 'failed' });
    },
    enter,
    async chooseAt({ site, starts }) {
      const { entries, step, walk } = now();
      const guidance = walk === null ? null : walks.decided(walk);
      if (step.is !== 'choosing' || entries.subject === null || guidance === null) return;
      enter({ site });
      await hold({
        request: newKey(),
        subject: entries.subject,
        site,
        starts,
        screened: guidance.given,
      });
    },
    async choose({ site, starts }) {
      const { entries, step, walk, overrules } = now();
      const guidance = walk === null ? null : walks.decided(walk);
      if (step.is !== 'choosing' || entries.subject === null || guidance === null || !mayList(now())) return;
      const said = { screened: guidance.given, ...(overrules && { overrules }) };
      await hold({ request: newKey(), subject: entries.subject, site, starts, ...said });
    },
    async again() {
      const { step } = now();
      if (step.is === 'holding' && step.failed) await hold(step.ask);
      if (step.is === 'confirming' && step.failed) await send(step.held, step.ask);
    },
    back() {
      const { step } = now();
      if (step.is !== 'held' && step.is !== 'holding') return;
      change({ step: { is: 'choosing' }, refusal: null });
      // What was held is among the free times again.
      if (step.is === 'held') void api.release(step.held.hold).then(() => list());
    },
    async confirm() {
      const { step, entries } = now();
      if (step.is !== 'held') return;
      const telephone = readTelephone(entries.telephone);
      const email = readEmail(entries.email);
      const wrong: ContactField[] = [];
      if (telephone === null && entries.telephone.trim() !== '') wrong.push('telephone');
      if (email === null && entries.email.trim() !== '') wrong.push('email');
      if (wrong.length > 0) return change({ wrong, refusal: null });
      const { hold } = step.held;
      await send(step.held, { request: newKey(), hold, language: entries.language, telephone, email });
    },
    readAgain() {
      const { last } = now();
      if (last !== null) change({ step: { is: 'done', booking: last }, refusal: null });
    },
    reset() {
      const { step } = now();
      if (step.is === 'held') void api.release(step.held.hold);
      change({
        step: { is: 'choosing' },
        entries: noEntries,
        walk: null,
        overrules: false,
        refusal: null,
        wrong: [],
      });
      times.clear();
    },
  };
}

function asksAnew(before: Entries, after: Entries): boolean {
  return (['subject', 'site', 'near', 'from'] as const).some((name) => before[name] !== after[name]);
}

/** Whether nobody knows what the server did: half an answer may come from whatever stands before it. */
export function isUnknown<T>(
  answer: Exclude<Answer<T>, { readonly is: 'ok' }>,
): answer is { readonly is: 'unreachable' } {
  return answer.is === 'unreachable' || answer.code === 'internal';
}
