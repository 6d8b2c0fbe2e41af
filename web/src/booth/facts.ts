// What follows from a fact of the server: how the booth's call stands.

import type { CallView } from '../generated/protocol';
import { type Effect, type Interruptible, type Turn, type TurnedAway, to, type Visit } from './visit';

export function fact(visit: Visit, call: CallView | null): Turn {
  switch (visit.at) {
    case 'ringing':
      return ringing(visit, call);
    case 'callback':
      return callback(visit, call);
    case 'dialling':
      return dialling(visit, call);
    case 'call':
      return inCall(visit, call);
    case 'rating':
      return call?.call === visit.call ? to(visit) : unasked(visit, call);
    case 'alone':
    case 'erased':
      return unasked(visit, call);
    default:
      return call?.state === 'dialling' ? rung(visit, call) : unasked(visit, call);
  }
}

/** A call that nobody at this booth waits for: given up before the server knew of it, of a lost document, or not now. */
function unasked(visit: Visit, call: CallView | null): Turn {
  const calls = call?.state === 'dialling' && visit.at !== 'alone';
  if (call === null || isOver(call) || call.state === 'callback' || calls) return to(visit);
  return to(visit, { effect: 'end-call', call: call.call });
}

function rung(before: Interruptible, call: CallView): Turn {
  return to({ at: 'dialling', call, before, reply: 'none' });
}

/** What a ticket comes to that somebody at this booth waits with; null while it waits on, and once it is over. */
function onward(call: CallView): Turn | null {
  switch (call.state) {
    case 'dialling':
      return rung({ at: 'callback', call }, call);
    case 'accepted':
    case 'connecting':
    case 'in-call':
    case 'reconnecting':
      return answered(call);
    case 'ringing':
    case 'callback':
    case 'wrap-up':
    case 'closed':
      return null;
  }
}

function ringing(visit: Visit & { at: 'ringing' }, call: CallView | null): Turn {
  if (call === null || (visit.call !== null && call.call !== visit.call.call)) return to(visit);
  if (isOver(call)) return unheard(call, call.closed === 'unanswered' ? 'unanswered' : 'failed', visit);
  return onward(call) ?? to(call.state === 'ringing' ? { ...visit, call } : { at: 'callback', call });
}

function callback(visit: Visit & { at: 'callback' }, call: CallView | null): Turn {
  if (call === null) return unheard(null, 'unanswered', null);
  if (call.call !== visit.call.call) return to(visit);
  if (isOver(call)) return unheard(call, 'unanswered', null);
  return onward(call) ?? to({ at: 'callback', call });
}

function dialling(visit: Visit & { at: 'dialling' }, call: CallView | null): Turn {
  if (call !== null && call.call !== visit.call.call) return to(visit);
  switch (call?.state) {
    case 'dialling':
      return to({ ...visit, call });
    case 'accepted':
    case 'connecting':
    case 'in-call':
    case 'reconnecting':
      return answered(call);
    default:
      return fact(visit.before, call);
  }
}

function inCall(visit: Visit & { at: 'call' }, call: CallView | null): Turn {
  if (call !== null && call.call !== visit.call.call) return to(visit);
  if (call !== null && !isOver(call) && call.state !== 'callback') return to({ ...visit, call });
  const last = call ?? visit.call;
  const leave: Effect = { effect: 'leave' };
  if (visit.form !== 'none') return to({ at: 'alone', call: last, form: visit.form }, leave);
  if (last.state === 'callback') return to({ at: 'callback', call: last }, leave);
  if (last.closed === 'lost' || last.closed === 'failed') {
    return to({ at: 'turned-away', why: 'lost', ...nobody }, leave);
  }
  return hasTalked(visit.call)
    ? to({ at: 'rating', call: last.call, submitted: false }, leave, { effect: 'clear' })
    : to({ at: 'erased', submitted: false }, leave, { effect: 'erase', submitted: false });
}

/** Whether there is anything to say of how it was. */
export function hasTalked({ state }: CallView): boolean {
  return state === 'in-call' || state === 'reconnecting';
}

function answered(call: CallView): Turn {
  return to({ at: 'call', call, form: 'none' }, { effect: 'join', call });
}

/** Who is turned away, where only the beginning helps. */
export const nobody = { subject: null, booked: null, screened: null } as const;

/** A ticket that ends before anybody talked; given up, it needs no words. */
function unheard(
  call: CallView | null,
  why: TurnedAway,
  ringing: Pick<Visit & { at: 'ringing' }, 'subject' | 'screened'> | null,
): Turn {
  if (call?.closed === 'abandoned') return to({ at: 'tiles', page: 0 });
  // A booking that a call has served does not ring twice.
  const { subject, screened } = ringing ?? nobody;
  return to({ at: 'turned-away', why, subject, booked: null, screened });
}

function isOver({ state }: CallView): boolean {
  return state === 'closed' || state === 'wrap-up';
}
