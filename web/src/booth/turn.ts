// What follows from an event of a visit: no I/O, no clock.

import { goesOn } from '../features/screening/verdict';
import type { Walk } from '../features/screening/walk';
import * as walks from '../features/screening/walk';
import type {
  CallView,
  Code,
  Given,
  Guidance,
  Prospect,
  Subject,
  SubjectId,
  TurnAwayReason,
} from '../generated/protocol';
import * as arrivals from './arrival/arrival';
import { type Offer, offerAt } from './booking/offer';
import type { Planning } from './booking/planning';
import * as bookings from './booking/planning';
import { fact, hasTalked, nobody } from './facts';
import {
  type Effect,
  type Event,
  type FormProgress,
  isDiscreet,
  type Recheck,
  type Screened,
  start,
  type Turn,
  to,
  type Visit,
  type Wants,
} from './visit';

/** An event that does not fit where the visit stands changes nothing. */
export function turn(visit: Visit, event: Event): Turn {
  switch (event.type) {
    case 'begin':
      return visit.at === 'start' || visit.at === 'turned-away' || visit.at === 'elsewhere'
        ? to({ at: 'tiles', page: 'page' in visit ? visit.page : 0 })
        : to(visit);
    case 'practise':
      return visit.at === 'start' ? to({ at: 'practice', form: 'none' }) : to(visit);
    case 'test':
      return visit.at === 'start' ? to({ at: 'selftest' }) : to(visit);
    case 'again':
      return visit.at === 'erased' ? to(start) : to(visit);
    case 'page':
      return visit.at === 'tiles' ? to({ at: 'tiles', page: event.page }) : to(visit);
    case 'choose': {
      if (visit.at === 'tiles' || visit.at === 'discreet') return choose(event.subject, visit.page);
      // Too late for a booking: a ticket about the same.
      const late = visit.at === 'arrival' && visit.arrival.is === 'refused';
      return late ? choose(event.subject, 0) : to(visit);
    }
    case 'discreet':
      return visit.at === 'tiles' ? to({ at: 'discreet', page: visit.page }) : to(visit);
    case 'walk':
      return walked(visit, event.walk);
    case 'disagree':
      return disagree(visit);
    case 'guide':
      return visit.at === 'tiles' || visit.at === 'confirm'
        ? to({ at: 'guide', page: visit.page })
        : to(visit);
    case 'arrive':
      return visit.at === 'start' ? to({ at: 'arrival', arrival: arrivals.blank }) : to(visit);
    case 'arrival':
      return visit.at === 'arrival' ? to({ at: 'arrival', arrival: event.arrival }) : to(visit);
    case 'arrived': {
      if (visit.at !== 'arrival') return to(visit);
      const { subject, request, booked } = event;
      return to(
        { at: 'ringing', subject, request, booked, screened: null, call: null },
        { effect: 'ring', request, subject, booked, screened: null },
      );
    }
    case 'book':
      return book(visit, event.subject, event.offer);
    case 'book-at': {
      const guidance = visit.at === 'elsewhere' && visit.walk !== null ? walks.decided(visit.walk) : null;
      if (visit.at !== 'elsewhere' || guidance === null) return to(visit);
      const offer = offerAt(event.places, guidance);
      const planning = bookings.plan(visit.subject, offer, visit, guidance.given);
      const { time } = event;
      return to(
        { at: 'booking', planning },
        time === null ? { effect: 'ask-times' } : { effect: 'take', time },
      );
    }
    case 'unscreened': {
      if (visit.at !== 'booking') return to(visit);
      const { subject, offer, before, screened } = visit.planning;
      const wants = { is: 'book', offer, before } as const;
      return screen(subject, 'page' in before ? before.page : 0, wants, screened, 'unscreened');
    }
    case 'planning':
      return visit.at === 'booking' ? to({ at: 'booking', planning: event.planning }) : to(visit);
    case 'back':
      return back(visit);
    case 'prospect':
      return prospect(visit, event.subject, event.prospect);
    case 'ring':
      return ring(visit, event.request);
    case 'cancel':
      if (visit.at !== 'ringing' && visit.at !== 'callback') return to(visit);
      return to({ at: 'tiles', page: 0 }, ...ending(visit.call));
    case 'reply':
      return reply(visit, event.yes);
    case 'form':
      return form(visit, event.progress);
    case 'call':
      return fact(visit, event.call);
    case 'refused':
      return refused(visit, event.code);
    case 'cut-off':
      return cutOff(visit);
    case 'rate': {
      if (visit.at !== 'rating') return to(visit);
      const { call, submitted } = visit;
      return erased(submitted, { effect: 'rate', call, rating: event.rating });
    }
    case 'end':
      return end(visit);
    case 'gone':
      return visit.at === 'alone' ? erased(visit.form === 'submitted') : end(visit);
  }
}

/** How long nothing may be touched here. Never in a call; nothing to erase at the start. */
export function allowance(visit: Visit): 'unlimited' | 'choosing' | 'typing' | 'rating' {
  switch (visit.at) {
    case 'start':
    case 'erased':
    case 'ringing':
    case 'dialling':
    case 'call':
      return 'unlimited';
    case 'alone':
      return visit.form === 'draft' ? 'typing' : 'choosing';
    case 'rating':
      return 'rating';
    case 'practice':
      return visit.form === 'draft' ? 'typing' : 'choosing';
    case 'arrival':
      return visit.arrival.typed === '' ? 'choosing' : 'typing';
    case 'booking':
      return visit.planning.step.is === 'times' ? 'choosing' : 'typing';
    case 'guide':
      return 'typing';
    default:
      return 'choosing';
  }
}

/** A matter that must stay quiet is neither asked about nor counted. */
function choose(subject: Subject, page: number): Turn {
  if (subject.handling === 'quiet-card')
    return to({ at: 'elsewhere', subject, page, walk: null, because: null });
  return screen(subject, page, { is: 'ring' });
}

/** Asks the office, with what was answered before. */
function screen(
  subject: Subject,
  page: number,
  wants: Wants,
  given: Given | null = null,
  because: Recheck | null = null,
): Turn {
  const walk = walks.begin(subject.id, null, given);
  return to({ at: 'screening', subject, page, walk, wants, because }, { effect: 'ask-screening' });
}

function walked(visit: Visit, walk: Walk): Turn {
  if (visit.at !== 'screening') return to(visit);
  const guidance = walks.decided(walk);
  return guidance === null ? to({ ...visit, walk }) : verdict({ ...visit, walk }, guidance);
}

function verdict(
  { subject, page, walk, wants, because }: Visit & { at: 'screening' },
  guidance: Guidance,
): Turn {
  const { decision, given } = guidance;
  if (!goesOn(decision.verdict)) {
    const reason = turnAwayReason(decision.verdict);
    const elsewhere = { at: 'elsewhere', subject, page, walk, because } as const;
    return reason === null ? to(elsewhere) : to(elsewhere, away(subject, reason));
  }
  if (wants.is === 'ring') return confirm({ subject, page, walk, disagrees: false });
  const planning = bookings.plan(subject, wants.offer, wants.before, given);
  return to({ at: 'booking', planning }, { effect: 'ask-times' });
}

/** By what somebody is counted whom a verdict led elsewhere: of a quiet card by nothing. */
function turnAwayReason(verdict: Guidance['decision']['verdict']): TurnAwayReason | null {
  return verdict === 'enclosed-booth' || verdict === 'in-person' || verdict === 'kiosk' ? verdict : null;
}

function confirm(of: Pick<Visit & { at: 'confirm' }, 'subject' | 'page' | 'walk' | 'disagrees'>): Turn {
  const effect = { effect: 'ask-prospect', subject: of.subject.id } as const;
  return to({ ...of, at: 'confirm', prospect: null, counted: false }, effect);
}

function disagree(visit: Visit): Turn {
  if (visit.at !== 'elsewhere' || visit.walk === null) return to(visit);
  const { subject, page, walk } = visit;
  return walks.decided(walk)?.may_disagree ? confirm({ subject, page, walk, disagrees: true }) : to(visit);
}

/** What was screened for a call is screened for a booking, too; of what was not, it is asked first. */
function book(visit: Visit, subject: Subject, offer: Offer): Turn {
  if (visit.at !== 'confirm' && visit.at !== 'turned-away' && visit.at !== 'arrival') return to(visit);
  const given =
    visit.at === 'confirm'
      ? walks.decided(visit.walk)?.given
      : visit.at === 'turned-away'
        ? visit.screened?.given
        : null;
  if (given == null) return screen(subject, 0, { is: 'book', offer, before: visit });
  const planning = bookings.plan(subject, offer, visit, given);
  return to({ at: 'booking', planning }, { effect: 'ask-times' });
}

/** A screen that says that a ticket would lead nowhere is counted once. */
function prospect(visit: Visit, subject: SubjectId, prospect: Prospect): Turn {
  if (visit.at !== 'confirm' || visit.subject.id !== subject) return to(visit);
  if (visit.counted || prospect.is === 'open') return to({ ...visit, prospect });
  const reason = prospect.is === 'closing' ? 'closed' : prospect.is;
  return to({ ...visit, prospect, counted: true }, away(visit.subject, reason));
}

function away({ id: subject }: Subject, reason: TurnAwayReason): Effect {
  return { effect: 'turn-away', subject, reason };
}

function back(visit: Visit): Turn {
  if (visit.at === 'arrival')
    return visit.arrival.is === 'refused'
      ? to({ at: 'arrival', arrival: arrivals.again(visit.arrival) })
      : to(start);
  if (visit.at === 'booking') return backFrom(visit.planning);
  if (visit.at === 'screening') return backFromQuestion(visit);
  if (visit.at === 'confirm' || visit.at === 'elsewhere') return backFromVerdict(visit);
  if (visit.at === 'discreet' || visit.at === 'guide') return to({ at: 'tiles', page: visit.page });
  if (visit.at === 'tiles' || visit.at === 'practice' || visit.at === 'selftest') return to(start);
  return to(visit);
}

function backFromQuestion(visit: Visit & { at: 'screening' }): Turn {
  const walk = walks.back(visit.walk);
  const { wants } = visit;
  if (walk === null) return wants.is === 'book' ? to(wants.before) : list(visit);
  return walks.isWaiting(walk) ? to({ ...visit, walk }, { effect: 'ask-screening' }) : to({ ...visit, walk });
}

/** Where the subject was chosen. */
function list({ subject, page }: { readonly subject: Subject; readonly page: number }): Turn {
  return to({ at: isDiscreet(subject) ? 'discreet' : 'tiles', page });
}

/** From what is said about it to the last question; from a call in spite of it to what was said. */
function backFromVerdict(visit: Visit & { at: 'confirm' | 'elsewhere' }): Turn {
  const { subject, page, walk } = visit;
  if (walk === null) return list(visit);
  if (visit.at === 'confirm' && visit.disagrees)
    return to({ at: 'elsewhere', subject, page, walk, because: null });
  return backFromQuestion({ at: 'screening', subject, page, walk, wants: { is: 'ring' }, because: null });
}

/** A page back, or to where it was decided to book. A hold goes with the page that made it. */
function backFrom(planning: Planning): Turn {
  const before = bookings.back(planning);
  if (before !== null) {
    const gone = bookings.holdOf(before) === null ? release(planning) : [];
    const asks = before !== planning && before.step.is === 'times';
    return to(
      { at: 'booking', planning: before },
      ...gone,
      ...(asks ? [{ effect: 'ask-times' } as const] : []),
    );
  }
  const visit = planning.before;
  return visit.at === 'confirm'
    ? to(visit, { effect: 'ask-prospect', subject: visit.subject.id })
    : to(visit);
}

function release(planning: Planning): readonly Effect[] {
  const held = bookings.holdOf(planning);
  return held === null ? [] : [{ effect: 'release', hold: held.hold }];
}

/** Nothing rings where the office has said that nobody could answer. */
function ring(visit: Visit, request: string): Turn {
  const again = visit.at === 'turned-away';
  const first = visit.at === 'confirm' && (visit.prospect === null || visit.prospect.is === 'open');
  if (!(again || first) || visit.subject === null) return to(visit);
  const { subject } = visit;
  const booked = visit.at === 'turned-away' ? visit.booked : null;
  const screened = visit.at === 'turned-away' ? visit.screened : screenedOf(visit);
  return to(
    { at: 'ringing', subject, request, booked, screened, call: null },
    { effect: 'ring', request, subject, booked, screened },
  );
}

function screenedOf({ walk, disagrees }: Visit & { at: 'confirm' }): Screened | null {
  const guidance = walks.decided(walk);
  return guidance === null ? null : { given: guidance.given, disagrees };
}

/** The screen stays until the office has heard the answer. */
function reply(visit: Visit, yes: boolean): Turn {
  if (visit.at !== 'dialling' || visit.reply !== 'none') return to(visit);
  const { call } = visit.call;
  return to({ ...visit, reply: yes ? 'yes' : 'no' }, { effect: yes ? 'answer' : 'end-call', call });
}

function form(visit: Visit, progress: FormProgress): Turn {
  if (visit.at === 'call') return to({ ...visit, form: progress });
  if (visit.at === 'practice') return visit.form === progress ? to(visit) : to({ ...visit, form: progress });
  if (visit.at === 'alone') return progress === 'none' ? end(visit) : to({ ...visit, form: progress });
  return to(visit);
}

function refused(visit: Visit, code: Code): Turn {
  if (visit.at !== 'ringing' || visit.call !== null) return to(visit);
  const { subject, booked, screened } = visit;
  const again = { subject, booked, screened };
  switch (code) {
    case 'nobody-available':
      return to({ at: 'turned-away', why: 'nobody', ...again }, away(subject, 'nobody'));
    case 'full':
      return to({ at: 'turned-away', why: 'full', ...again }, away(subject, 'full'));
    case 'closing':
      return to({ at: 'turned-away', why: 'closing', ...again }, away(subject, 'closed'));
    case 'unscreened':
    case 'not-remote':
      // The rules were changed meanwhile: what was answered is asked about again.
      if (booked === null) return screen(subject, 0, { is: 'ring' }, screened?.given ?? null, code);
      return to({ at: 'turned-away', why: 'failed', ...again });
    default:
      return to({ at: 'turned-away', why: 'failed', ...again });
  }
}

function cutOff(visit: Visit): Turn {
  if (visit.at === 'ringing') return to({ at: 'turned-away', why: 'lost', ...nobody });
  if (visit.at === 'dialling') return to(visit.before);
  return visit.at === 'call' ? fact(visit, { ...visit.call, state: 'closed', closed: 'lost' }) : to(visit);
}

/** A ticket that waits for a call back stays where it is, without the visit. */
function end(visit: Visit): Turn {
  switch (visit.at) {
    case 'erased':
      return to(visit);
    case 'ringing':
    case 'dialling':
      return erased(false, ...ending(visit.call));
    case 'call': {
      const submitted = visit.form === 'submitted';
      const { call } = visit.call;
      const effects = [{ effect: 'leave' }, ...ending(visit.call)] as const;
      if (!hasTalked(visit.call)) return erased(submitted, ...effects);
      return to({ at: 'rating', call, submitted }, ...effects, { effect: 'clear' });
    }
    case 'alone':
      return to(
        { at: 'rating', call: visit.call.call, submitted: visit.form === 'submitted' },
        { effect: 'clear' },
      );
    case 'rating':
      return erased(visit.submitted);
    case 'booking':
      return erased(false, ...release(visit.planning));
    default:
      return erased(false);
  }
}

function erased(submitted: boolean, ...before: Effect[]): Turn {
  return to({ at: 'erased', submitted }, ...before, { effect: 'erase', submitted });
}

function ending(call: CallView | null): readonly Effect[] {
  return call === null ? [] : [{ effect: 'end-call', call: call.call }];
}
