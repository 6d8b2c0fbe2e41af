// What follows from an event of a visit: no I/O, no clock.

import type { CallView, Code } from '../generated/protocol';
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
      if (visit.at !== 'tiles') return to(visit);
      const { subject } = event;
      const { page } = visit;
      if (!rings(subject.handling)) return to({ at: 'elsewhere', subject, page });
      return to(
        { at: 'confirm', subject, page, prospect: null },
        { effect: 'ask-prospect', subject: subject.id },
      );
    }
    case 'back':
      return back(visit);
    case 'prospect': {
      const { subject, prospect } = event;
      return visit.at === 'confirm' && visit.subject.id === subject ? to({ ...visit, prospect }) : to(visit);
    }
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
    default:
      return 'choosing';
  }
}

function back(visit: Visit): Turn {
  if (visit.at === 'confirm' || visit.at === 'elsewhere') return to({ at: 'tiles', page: visit.page });
  if (visit.at === 'tiles' || visit.at === 'practice' || visit.at === 'selftest') return to(start);
  return to(visit);
}

/** Nothing rings where the office has said that nobody could answer. */
function ring(visit: Visit, request: string): Turn {
  const again = visit.at === 'turned-away';
  const first = visit.at === 'confirm' && (visit.prospect === null || visit.prospect.is === 'open');
  if (!(again || first) || visit.subject === null) return to(visit);
  const { subject } = visit;
  return to({ at: 'ringing', subject, request, call: null }, { effect: 'ring', request, subject });
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
  const { subject } = visit;
  switch (code) {
    case 'nobody-available':
      return to({ at: 'turned-away', why: 'nobody', subject });
    case 'full':
    case 'closing':
      return to({ at: 'turned-away', why: code, subject });
    default:
      return to({ at: 'turned-away', why: 'failed', subject });
  }
}

function cutOff(visit: Visit): Turn {
  if (visit.at === 'ringing') return to({ at: 'turned-away', why: 'lost', subject: null });
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
