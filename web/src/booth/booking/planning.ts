// 別の日に予約する: a time, a telephone number if wished, a look at it all, the code. A plain value; `plan.ts` asks the
// office. What was entered stays, whatever becomes of a time.

import { readTelephone } from '../../features/booking/contact';
import type {
  Booking,
  Code,
  FreeTime,
  FreeTimes,
  Given,
  Held,
  HoldAsked,
  Language,
  NewBooking,
  RequestId,
  Subject,
} from '../../generated/protocol';
import type { Refused } from '../../http/ask';
import type { Visit } from '../visit';
import type { Offer } from './offer';
import * as lists from './times';
import { type Loaded, loading, offering, type Times } from './times';

/** Where somebody decided to book: もどる leads there. */
export type Before = Extract<Visit, { readonly at: 'confirm' | 'turned-away' | 'arrival' | 'elsewhere' }>;

/** Why nothing came of what was asked. `cap`: as many bookings as one may have. */
export type Fault =
  | { readonly is: 'line' | 'server' | 'cap' }
  | { readonly is: 'too-many'; readonly seconds: number | null };

/** Why the times are shown once more. */
export type Missed = 'gone' | 'not-open' | 'over' | 'overlapping' | 'not-there';

export type Step =
  /** `taking`: the office is asked to hold it. `tried`: what it was asked last, with the key that a retry carries. */
  | {
      readonly is: 'times';
      readonly times: Times;
      readonly missed: Missed | null;
      readonly fault: Fault | null;
      readonly tried: HoldAsked | null;
      readonly taking: boolean;
    }
  | { readonly is: 'telephone'; readonly held: Held; readonly wrong: boolean }
  | {
      readonly is: 'check';
      readonly held: Held;
      readonly request: RequestId;
      readonly fault: Fault | null;
      readonly sending: boolean;
    }
  | { readonly is: 'done'; readonly booking: Booking };

export interface Planning {
  readonly subject: Subject;
  readonly offer: Offer;
  readonly before: Before;
  /** The answers to the screening, which a hold is decided by anew. */
  readonly screened: Given;
  /** As it was typed. */
  readonly telephone: string;
  readonly step: Step;
}

/** An answer of the office, as far as it matters here. */
export type No = Pick<Refused, 'code' | 'times' | 'retryAfter' | 'errors'>;

export function plan(subject: Subject, offer: Offer, before: Before, screened: Given): Planning {
  return { subject, offer, before, screened, telephone: '', step: choosing(loading()) };
}

/** The times, with nothing tried yet. */
function choosing(times: Times, missed: Missed | null = null): Step {
  return { is: 'times', times, missed, fault: null, tried: null, taking: false };
}

const sitesOf = ({ offer }: Planning) => offer.sites.map(({ site }) => site);
const at = (planning: Planning, step: Step): Planning => ({ ...planning, step });

// Times

/** The office told the free times, or nothing (`null`). */
export function listed(planning: Planning, answer: FreeTimes | null): Planning {
  const { step } = planning;
  if (step.is !== 'times') return planning;
  return at(planning, { ...step, times: lists.loaded(step.times, answer, sitesOf(planning)) });
}

/** Another page of them. */
export function turnTo(planning: Planning, move: (there: Loaded) => Times | null): Planning {
  const { step } = planning;
  if (step.is !== 'times' || step.times.is !== 'there' || step.taking) return planning;
  const times = move(step.times);
  return times === null ? planning : at(planning, { ...step, times, fault: null });
}

/** From the beginning, or once more what failed. */
export function reload(planning: Planning): Planning {
  const { step } = planning;
  if (step.is !== 'times' || step.times.is === 'loading') return planning;
  const { times } = step;
  const next = times.is === 'failed' ? loading(times.from, times.before) : loading();
  return at(planning, { ...step, times: next, fault: null });
}

/** A time is chosen: what the office is asked for it. The same time again is the same request. */
export function take(planning: Planning, time: FreeTime, newId: () => string): Planning {
  const { step, subject, screened } = planning;
  if (step.is !== 'times' || step.taking) return planning;
  const { tried } = step;
  const { site, starts } = time;
  const same = tried?.site === site && tried.starts === starts;
  const request = same ? tried.request : newId();
  const asked = { request, subject: subject.id, site, starts, screened };
  return at(planning, { ...step, taking: true, tried: asked, fault: null });
}

export function held(planning: Planning, hold: Held): Planning {
  return at(planning, { is: 'telephone', held: hold, wrong: false });
}

/** The time was not to be had; null: nothing was heard. */
export function notHeld(planning: Planning, no: No | null): Planning {
  const { step } = planning;
  if (step.is !== 'times') return planning;
  const missed = no === null ? null : missedBy(no.code);
  if (no !== null && missed !== null)
    return at(planning, choosing(offering(no.times ?? [], sitesOf(planning)), missed));
  return at(planning, { ...step, taking: false, fault: faultOf(no) });
}

// Telephone

export function type(planning: Planning, telephone: string): Planning {
  const { step } = planning;
  if (step.is !== 'telephone') return planning;
  return { ...planning, telephone, step: { ...step, wrong: false } };
}

/** On to the check, under a key of its own; a number that is none stays to be put right. */
export function toCheck(planning: Planning, newId: () => string): Planning {
  const { step, telephone } = planning;
  if (step.is !== 'telephone') return planning;
  const { held } = step;
  if (telephone.trim() !== '' && readTelephone(telephone) === null)
    return at(planning, { ...step, wrong: true });
  return at(planning, { is: 'check', held, request: newId(), fault: null, sending: false });
}

// Check

/** 予約する: what is sent; null where nothing is to be sent now. */
export function send(
  planning: Planning,
  language: Language,
): { planning: Planning; send: NewBooking | null } {
  const { step, telephone } = planning;
  if (step.is !== 'check' || step.sending) return { planning, send: null };
  const { held, request } = step;
  return {
    planning: at(planning, { ...step, sending: true, fault: null }),
    send: { request, hold: held.hold, language, telephone: readTelephone(telephone), email: null },
  };
}

export function booked(planning: Planning, booking: Booking): Planning {
  return { ...planning, telephone: '', step: { is: 'done', booking } };
}

/** It was not booked; null: nothing was heard. */
export function notBooked(planning: Planning, no: No | null): Planning {
  const { step } = planning;
  if (step.is !== 'check') return planning;
  const missed = no === null ? null : missedBy(no.code);
  if (no !== null && missed !== null)
    return at(planning, choosing(offering(no.times ?? [], sitesOf(planning)), missed));
  if (no?.errors?.some(({ path }) => path === 'telephone'))
    return at(planning, { is: 'telephone', held: step.held, wrong: true });
  return at(planning, { ...step, sending: false, fault: faultOf(no) });
}

// Ways out

/**
 * もどる. Null where it leads out of the booking. While nobody knows whether it was booked there is no way back: sending
 * it again finds out.
 */
export function back(planning: Planning): Planning | null {
  const { step } = planning;
  switch (step.is) {
    case 'times':
      return null;
    case 'telephone':
      return at(planning, choosing(loading()));
    case 'check':
      return canGoBack(step) ? at(planning, { is: 'telephone', held: step.held, wrong: false }) : planning;
    case 'done':
      return planning;
  }
}

export function canGoBack(step: Step & { readonly is: 'check' }): boolean {
  return !step.sending && step.fault?.is !== 'line';
}

/** What is held and not booked yet. */
export function holdOf({ step }: Planning): Held | null {
  return step.is === 'telephone' || step.is === 'check' ? step.held : null;
}

/** Of a page that was lost: what it was asking is asked again, or can be. */
export function resumed(planning: Planning): Planning {
  const { step } = planning;
  if (step.is === 'times') return at(planning, { ...step, times: loading(), taking: false });
  if (step.is === 'check' && step.sending)
    return at(planning, { ...step, sending: false, fault: { is: 'line' } });
  return planning;
}

function missedBy(code: Code): Missed | null {
  switch (code) {
    case 'slot-gone':
      return 'gone';
    case 'not-open':
    case 'not-found':
      return 'not-open';
    case 'hold-over':
      return 'over';
    case 'overlapping':
      return 'overlapping';
    case 'not-remote':
      return 'not-there';
    default:
      return null;
  }
}

function faultOf(no: No | null): Fault {
  if (no === null) return { is: 'line' };
  if (no.code === 'too-many-bookings') return { is: 'cap' };
  if (no.code === 'too-many') return { is: 'too-many', seconds: no.retryAfter ?? null };
  return { is: 'server' };
}
