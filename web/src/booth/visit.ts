// One resident's visit: start → tiles → confirm → ringing → call → rating → erased; with a booking start → arrival →
// ringing, and from most of them to a booking. A plain value; `turn.ts` says what follows from an event. The form has its
// own machine (features/form); the visit knows only how far it is.

import type {
  CallId,
  CallView,
  Code,
  Handling,
  HoldToken,
  Language,
  Prospect,
  Rating,
  RequestId,
  Subject,
  SubjectId,
  TurnAway,
} from '../generated/protocol';
import type { Arrival, Booked } from './arrival/arrival';
import type { Offer } from './booking/offer';
import type { Planning } from './booking/planning';

/** Why nobody can help now. */
export type TurnedAway = 'unanswered' | 'nobody' | 'full' | 'closing' | 'lost' | 'failed';

/** How far the form is: nothing to lose, something typed, or submitted. */
export type FormProgress = 'none' | 'draft' | 'submitted';

export type Visit =
  | { readonly at: 'start' }
  /** れんしゅう: a visit of its own inside this one, with nobody at the other end. */
  | { readonly at: 'practice'; readonly form: FormProgress }
  /** 点検: somebody of the place tries camera, microphone and loudspeaker. */
  | { readonly at: 'selftest' }
  | { readonly at: 'tiles'; readonly page: number }
  /** 手続きガイド: its answers stand beside the visit. `page`: of the tiles that it was opened from. */
  | { readonly at: 'guide'; readonly page: number }
  /** A subject that nobody answers by video: where to go instead. */
  | { readonly at: 'elsewhere'; readonly subject: Subject; readonly page: number }
  /** Nothing has rung yet. `prospect`: how a ticket would stand; null until the office has said so. */
  | {
      readonly at: 'confirm';
      readonly subject: Subject;
      readonly page: number;
      readonly prospect: Prospect | null;
      /** Whether it was told that this screen turned somebody away. */
      readonly counted: boolean;
    }
  /** 予約した方: the code, until the booth rings with it. */
  | { readonly at: 'arrival'; readonly arrival: Arrival }
  /** 別の日に予約する */
  | { readonly at: 'booking'; readonly planning: Planning }
  | {
      readonly at: 'ringing';
      readonly subject: Subject;
      readonly request: RequestId;
      /** Null for a walk-in. */
      readonly booked: Booked | null;
      /** Null until the server knows of it. */
      readonly call: CallView | null;
    }
  /** 折り返し待ち: the ticket waits for an officer to call this booth, also when nobody stands at it any more. */
  | { readonly at: 'callback'; readonly call: CallView }
  /** 折り返し中: an officer calls. `before`: whoever was here is back there where nobody answers. */
  | {
      readonly at: 'dialling';
      readonly call: CallView;
      readonly before: Interruptible;
      readonly reply: 'none' | 'yes' | 'no';
    }
  /** `subject`: it may be rung again; null where only the beginning helps. */
  | {
      readonly at: 'turned-away';
      readonly why: TurnedAway;
      readonly subject: Subject | null;
      /** The booking to ring with again. */
      readonly booked: Booked | null;
    }
  | { readonly at: 'call'; readonly call: CallView; readonly form: FormProgress }
  /** The call is over, the form is not: the resident finishes alone, or reads the receipt. */
  | { readonly at: 'alone'; readonly call: CallView; readonly form: 'draft' | 'submitted' }
  /** How was it? Nothing of the visit is left but this. */
  | { readonly at: 'rating'; readonly call: CallId; readonly submitted: boolean }
  /** Everything is gone but this: whether an application arrived. */
  | { readonly at: 'erased'; readonly submitted: boolean };

/** Where nothing of anybody's is on screen, so that an officer may call. */
export type Interruptible = Exclude<
  Visit,
  { readonly at: 'ringing' | 'dialling' | 'call' | 'alone' | 'rating' | 'erased' }
>;

export type Event =
  | { readonly type: 'begin' }
  /** 予約した方 */
  | { readonly type: 'arrive' }
  /** How far the arrival is. */
  | { readonly type: 'arrival'; readonly arrival: Arrival }
  /** 受付しました: the booth rings with the booking. */
  | {
      readonly type: 'arrived';
      readonly request: RequestId;
      readonly subject: Subject;
      readonly booked: Booked;
    }
  /** 別の日に予約する */
  | { readonly type: 'book'; readonly subject: Subject; readonly offer: Offer }
  /** How far the booking is. */
  | { readonly type: 'planning'; readonly planning: Planning }
  /** 使える制度をしらべる */
  | { readonly type: 'guide' }
  | { readonly type: 'practise' }
  | { readonly type: 'test' }
  /** Back to the first screen, once the erased one was read. */
  | { readonly type: 'again' }
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'choose'; readonly subject: Subject }
  | { readonly type: 'back' }
  | { readonly type: 'prospect'; readonly subject: SubjectId; readonly prospect: Prospect }
  | { readonly type: 'ring'; readonly request: RequestId }
  /** The ticket is given up. */
  | { readonly type: 'cancel' }
  /** はい、話します, or not now, to an officer who calls. */
  | { readonly type: 'reply'; readonly yes: boolean }
  | { readonly type: 'rate'; readonly rating: Rating }
  | { readonly type: 'form'; readonly progress: FormProgress }
  /** The server's fact. */
  | { readonly type: 'call'; readonly call: CallView | null }
  | { readonly type: 'refused'; readonly code: Code }
  /** The server will say nothing any more: whoever waits or talks is told so. */
  | { readonly type: 'cut-off' }
  /** おわる */
  | { readonly type: 'end' }
  /** Nobody is there. */
  | { readonly type: 'gone' };

export type Effect =
  | { readonly effect: 'ask-prospect'; readonly subject: SubjectId }
  | {
      readonly effect: 'ring';
      readonly request: RequestId;
      readonly subject: Subject;
      readonly booked: Booked | null;
    }
  /** The free times that the booking waits for. */
  | { readonly effect: 'ask-times' }
  /** A hold that nobody needs any more. */
  | { readonly effect: 'release'; readonly hold: HoldToken }
  /** Counts that somebody was turned away. */
  | ({ readonly effect: 'turn-away' } & TurnAway)
  /** Camera and microphone on, media joined. */
  | { readonly effect: 'join'; readonly call: CallView }
  | { readonly effect: 'leave' }
  | { readonly effect: 'end-call'; readonly call: CallId }
  | { readonly effect: 'answer'; readonly call: CallId }
  | { readonly effect: 'rate'; readonly call: CallId; readonly rating: Rating }
  /** What was typed and written goes at once; the page stays. */
  | { readonly effect: 'clear' }
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

/** How a turn is written down. */
export function to(visit: Visit, ...effects: Effect[]): Turn {
  return { visit, effects };
}
