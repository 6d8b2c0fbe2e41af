// What follows from an event of a visit: no I/O, no clock.

import type { CallView, Code, Prospect, Subject, SubjectId, TurnAwayReason } from '../generated/protocol';
import * as arrivals from './arrival/arrival';
import type { Planning } from './booking/planning';
import * as bookings from './booking/planning';
import { fact, hasTalked } from './facts';
import { type Effect, type Event, type FormProgress, rings, start, type Turn, to, type Visit } from './visit';

/** An event that does not fit where the visit stands changes nothing. */
export function turn(visit: Visit, event: Event): Turn {
  switch (event.type) {
    case 'begin':
      return visit.at === 'start' || visit.at === 'turned-away' ? to({ at: 'tiles', page: 0 }) : to(visit);
    case 'practise':
      return visit.at === 'start' ? to({ at: 'practice', form: 'none' }) : to(visit);
    case 'test':
      return visit.at === 'start' ? to({ at: 'selftest' }) : to(visit);
    case 'again':
      return visit.at === 'erased' ? to(start) : to(visit);
    case 'page':
      return visit.at === 'tiles' ? to({ at: 'tiles', page: event.page }) : to(visit);
    case 'choose': {
      if (visit.at === 'tiles') return choose(event.subject, visit.page);
      // Too late for a booking: a ticket about the same.
      const late = visit.at === 'arrival' && visit.arrival.is === 'refused';
      return late ? choose(event.subject, 0) : to(visit);
    }
    case 'guide':
      return visit.at === 'tiles' ? to({ at: 'guide', page: visit.page }) : to(visit);
    case 'arrive':
      return visit.at === 'start' ? to({ at: 'arrival', arrival: arrivals.blank }) : to(visit);
    case 'arrival':
      return visit.at === 'arrival' ? to({ at: 'arrival', arrival: event.arrival }) : to(visit);
    case 'arrived': {
      if (visit.at !== 'arrival') return to(visit);
      const { subject, request, booked } = event;
      return to(
        { at: 'ringing', subject, request, booked, call: null },
        { effect: 'ring', request, subject, booked },
      );
    }
    case 'book': {
      if (visit.at !== 'confirm' && visit.at !== 'turned-away' && visit.at !== 'arrival') return to(visit);
      const planning = bookings.plan(event.subject, event.offer, visit);
      return to({ at: 'booking', planning }, { effect: 'ask-times' });
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

function choose(subject: Subject, page: number): Turn {
  if (rings(subject.handling)) {
    const effect = { effect: 'ask-prospect', subject: subject.id } as const;
    return to({ at: 'confirm', subject, page, prospect: null, counted: false }, effect);
  }
  const elsewhere = { at: 'elsewhere', subject, page } as const;
  // A matter that must stay quiet is not even counted.
  return subject.handling === 'quiet-card' ? to(elsewhere) : to(elsewhere, away(subject, 'not-remote'));
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
  if (visit.at === 'confirm' || visit.at === 'elsewhere' || visit.at === 'guide')
    return to({ at: 'tiles', page: visit.page });
  if (visit.at === 'tiles' || visit.at === 'practice' || visit.at === 'selftest') return to(start);
  return to(visit);
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
  return to(
    { at: 'ringing', subject, request, booked, call: null },
    { effect: 'ring', request, subject, booked },
  );
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
  const { subject, booked } = visit;
  switch (code) {
    case 'nobody-available':
      return to({ at: 'turned-away', why: 'nobody', subject, booked }, away(subject, 'nobody'));
    case 'full':
      return to({ at: 'turned-away', why: 'full', subject, booked }, away(subject, 'full'));
    case 'closing':
      return to({ at: 'turned-away', why: 'closing', subject, booked }, away(subject, 'closed'));
    default:
      return to({ at: 'turned-away', why: 'failed', subject, booked });
  }
}

function cutOff(visit: Visit): Turn {
  if (visit.at === 'ringing') return to({ at: 'turned-away', why: 'lost', subject: null, booked: null });
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
