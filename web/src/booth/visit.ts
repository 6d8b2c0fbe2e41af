// One resident's visit: start → tiles → confirm → ringing → call → erased. A plain value; events in, effects out. The
// form has its own machine (features/form); the visit knows only how far it is.

import type { CallId, CallView, Code, Handling, Language, RequestId, Subject } from '../generated/protocol';

/** Why nobody can help now. */
export type TurnedAway = 'unanswered' | 'nobody' | 'full' | 'lost' | 'failed';

/** How far the form is: nothing to lose, something typed, or submitted. */
export type FormProgress = 'none' | 'draft' | 'submitted';

export type Visit =
  | { readonly at: 'start' }
  | { readonly at: 'tiles'; readonly page: number }
  /** A subject that nobody answers by video: where to go instead. */
  | { readonly at: 'elsewhere'; readonly subject: Subject; readonly page: number }
  /** Nothing has rung yet. */
  | { readonly at: 'confirm'; readonly subject: Subject; readonly page: number }
  | {
      readonly at: 'ringing';
      readonly subject: Subject;
      readonly request: RequestId;
      /** Null until the server knows of it. */
      readonly call: CallView | null;
    }
  | { readonly at: 'turned-away'; readonly why: TurnedAway; readonly subject: Subject }
  | {
      readonly at: 'call';
      readonly subject: Subject;
      readonly call: CallView;
      readonly form: FormProgress;
    }
  /** The call is over, the form is not: the resident finishes alone, or reads the receipt. */
  | { readonly at: 'alone'; readonly call: CallView; readonly form: 'draft' | 'submitted' }
  /** Everything is gone but this: whether an application arrived. */
  | { readonly at: 'erased'; readonly submitted: boolean };

export type Event =
  | { readonly type: 'begin' }
  /** Back to the first screen, once the erased one was read. */
  | { readonly type: 'again' }
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'choose'; readonly subject: Subject }
  | { readonly type: 'back' }
  | { readonly type: 'ring'; readonly request: RequestId }
  | { readonly type: 'cancel' }
  | { readonly type: 'form'; readonly progress: FormProgress }
  /** The server's fact. */
  | { readonly type: 'call'; readonly call: CallView | null }
  | { readonly type: 'refused'; readonly code: Code }
  /** The server will say nothing any more: whoever waits or talks is told so. */
  | { readonly type: 'cut-off' }
  /** おわる, or nobody is there. */
  | { readonly type: 'end' };

export type Effect =
  | { readonly effect: 'ring'; readonly request: RequestId; readonly subject: Subject }
  /** Camera and microphone on, media joined. */
  | { readonly effect: 'join'; readonly call: CallView }
  | { readonly effect: 'leave' }
  | { readonly effect: 'end-call'; readonly call: CallId }
  /** A new document that remembers nothing but this. */
  | { readonly effect: 'erase'; readonly submitted: boolean };

export type Turn = { readonly visit: Visit; readonly effects: readonly Effect[] };

export const start: Visit = { at: 'start' };

/** Only these ring. */
export function rings(handling: Handling): boolean {
  return handling === 'remote' || handling === 'guide';
}

export function nameOf(subject: Subject, language: Language): string {
  if (language === 'en') return subject.name_en ?? subject.name;
  return (language === 'easy' && subject.name_easy) || subject.name;
}

/**
 * About how long a ticket waits, in minutes, to the next five: from half a consultation for each ticket before it to a
 * whole one. Null for the next ticket, which is called at once.
 */
export function waitOf(ahead: number, minutes: number): readonly [from: number, to: number] | null {
  if (ahead === 0) return null;
  const most = Math.max(10, Math.ceil((ahead * minutes) / 5) * 5);
  return [Math.max(5, Math.floor(most / 10) * 5), most];
}

/** An event that does not fit where the visit stands changes nothing. */
export function turn(visit: Visit, event: Event): Turn {
  switch (event.type) {
    case 'begin':
      return visit.at === 'start' || visit.at === 'turned-away' ? to({ at: 'tiles', page: 0 }) : to(visit);
    case 'again':
      return visit.at === 'erased' ? to(start) : to(visit);
    case 'page':
      return visit.at === 'tiles' ? to({ at: 'tiles', page: event.page }) : to(visit);
    case 'choose': {
      if (visit.at !== 'tiles') return to(visit);
      const { subject } = event;
      const { page } = visit;
      return to(
        rings(subject.handling) ? { at: 'confirm', subject, page } : { at: 'elsewhere', subject, page },
      );
    }
    case 'back':
      return back(visit);
    case 'ring': {
      if (visit.at !== 'confirm' && !(visit.at === 'turned-away' && visit.why !== 'lost')) return to(visit);
      const { subject } = visit;
      const { request } = event;
      return to({ at: 'ringing', subject, request, call: null }, { effect: 'ring', request, subject });
    }
    case 'cancel':
      return visit.at === 'ringing' ? to({ at: 'tiles', page: 0 }, ...ending(visit.call)) : to(visit);
    case 'form':
      return form(visit, event.progress);
    case 'call':
      return fact(visit, event.call);
    case 'refused':
      return refused(visit, event.code);
    case 'cut-off':
      return cutOff(visit);
    case 'end':
      return end(visit);
  }
}

/** How long nothing may be touched here. Never in a call; nothing to erase at the start. */
export function allowance(visit: Visit): 'unlimited' | 'choosing' | 'typing' {
  switch (visit.at) {
    case 'start':
    case 'erased':
    case 'ringing':
    case 'call':
      return 'unlimited';
    case 'alone':
      return visit.form === 'draft' ? 'typing' : 'choosing';
    default:
      return 'choosing';
  }
}

function back(visit: Visit): Turn {
  if (visit.at === 'confirm' || visit.at === 'elsewhere') return to({ at: 'tiles', page: visit.page });
  if (visit.at === 'tiles') return to(start);
  return to(visit);
}

function form(visit: Visit, progress: FormProgress): Turn {
  if (visit.at === 'call') return to({ ...visit, form: progress });
  if (visit.at === 'alone') return progress === 'none' ? end(visit) : to({ ...visit, form: progress });
  return to(visit);
}

function fact(visit: Visit, call: CallView | null): Turn {
  if (visit.at === 'ringing') return ringing(visit, call);
  if (visit.at === 'call') return inCall(visit, call);
  // A call that nobody at this booth waits for any more: given up before the server knew of it, or of a lost document.
  return call === null || over(call) ? to(visit) : to(visit, { effect: 'end-call', call: call.call });
}

function over(call: CallView): boolean {
  return call.state === 'closed' || call.state === 'wrap-up';
}

function ringing(visit: Visit & { at: 'ringing' }, call: CallView | null): Turn {
  if (call === null || (visit.call !== null && call.call !== visit.call.call)) return to(visit);
  switch (call.state) {
    case 'ringing':
      return to({ ...visit, call });
    case 'accepted':
    case 'connecting':
    case 'in-call':
    case 'reconnecting':
      return to({ at: 'call', subject: visit.subject, call, form: 'none' }, { effect: 'join', call });
    case 'wrap-up':
    case 'closed': {
      if (call.closed === 'abandoned') return to({ at: 'tiles', page: 0 });
      const why = call.closed === 'unanswered' ? 'unanswered' : 'failed';
      return to({ at: 'turned-away', why, subject: visit.subject });
    }
  }
}

function inCall(visit: Visit & { at: 'call' }, call: CallView | null): Turn {
  if (call !== null && call.call !== visit.call.call) return to(visit);
  if (call !== null && !over(call)) return to({ ...visit, call });
  const last = call ?? visit.call;
  if (visit.form !== 'none') return to({ at: 'alone', call: last, form: visit.form }, { effect: 'leave' });
  if (last.closed === 'lost' || last.closed === 'failed') {
    return to({ at: 'turned-away', why: 'lost', subject: visit.subject }, { effect: 'leave' });
  }
  return to({ at: 'erased', submitted: false }, { effect: 'leave' }, { effect: 'erase', submitted: false });
}

function refused(visit: Visit, code: Code): Turn {
  if (visit.at !== 'ringing' || visit.call !== null) return to(visit);
  const why = code === 'nobody-available' ? 'nobody' : code === 'full' ? 'full' : 'failed';
  return to({ at: 'turned-away', why, subject: visit.subject });
}

function cutOff(visit: Visit): Turn {
  if (visit.at === 'ringing') return to({ at: 'turned-away', why: 'lost', subject: visit.subject });
  return visit.at === 'call' ? inCall(visit, { ...visit.call, state: 'closed', closed: 'lost' }) : to(visit);
}

function end(visit: Visit): Turn {
  const submitted = (visit.at === 'call' || visit.at === 'alone') && visit.form === 'submitted';
  const erase: Effect = { effect: 'erase', submitted };
  const erased: Visit = { at: 'erased', submitted };
  switch (visit.at) {
    case 'erased':
      return to(visit);
    case 'ringing':
      return to(erased, ...ending(visit.call), erase);
    case 'call':
      return to(erased, { effect: 'leave' }, ...ending(visit.call), erase);
    default:
      return to(erased, erase);
  }
}

function ending(call: CallView | null): readonly Effect[] {
  return call === null ? [] : [{ effect: 'end-call', call: call.call }];
}

function to(visit: Visit, ...effects: Effect[]): Turn {
  return { visit, effects };
}
