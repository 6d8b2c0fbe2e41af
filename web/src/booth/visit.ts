// One resident's visit: start → tiles → screening → confirm → ringing → call → rating → erased; with a booking start →
// arrival → ringing, and from most of them to a booking. A plain value; `turn.ts` says what follows from an event. The form has its
// own machine (features/form); the visit knows only how far it is.

import type { Walk } from '../features/screening/walk';
import type {
  CallId,
  CallView,
  Code,
  FreeTime,
  Given,
  Handling,
  HoldToken,
  Language,
  PlaceToBook,
  Prospect,
  Rating,
  RequestId,
  Subject,
  SubjectId,
  TurnAway,
} from '../generated/protocol';
import type { Arrival, Booked } from './arrival/arrival';
import type { Offer } from './booking/offer';
import type { Before, Planning } from './booking/planning';

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
  /** くらしの困りごと: what a tile does not name, since others are close by. */
  | { readonly at: 'discreet'; readonly page: number }
  /** 事前確認: what is asked before it is known whether somebody can be rung here. */
  | {
      readonly at: 'screening';
      readonly subject: Subject;
      readonly page: number;
      readonly walk: Walk;
      /** Where its verdict leads if it goes on: to a call, or to a booking. */
      readonly wants: Wants;
      /** The office let nothing ring: why it is asked once more. */
      readonly because: Recheck | null;
    }
  /** The verdict leads elsewhere: where, why, and what else. A quiet card has no walk: it was never asked about. */
  | {
      readonly at: 'elsewhere';
      readonly subject: Subject;
      readonly page: number;
      readonly walk: Walk | null;
      readonly because: Recheck | null;
    }
  /** 手続きガイド: its answers stand beside the visit. `page`: of the tiles that it was opened from. */
  | { readonly at: 'guide'; readonly page: number }
  /** Nothing has rung yet. `prospect`: how a ticket would stand; null until the office has said so. */
  | {
      readonly at: 'confirm';
      readonly subject: Subject;
      readonly page: number;
      /** The walk with its verdict. */
      readonly walk: Walk;
      /** The resident finds the verdict wrong, and wants to talk to somebody all the same. */
      readonly disagrees: boolean;
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
      /** Null with a booking, which was screened when it was made. */
      readonly screened: Screened | null;
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
      readonly screened: Screened | null;
    }
  | { readonly at: 'call'; readonly call: CallView; readonly form: FormProgress }
  /** The call is over, the form is not: the resident finishes alone, or reads the receipt. */
  | { readonly at: 'alone'; readonly call: CallView; readonly form: 'draft' | 'submitted' }
  /** How was it? Nothing of the visit is left but this. */
  | { readonly at: 'rating'; readonly call: CallId; readonly submitted: boolean }
  /** Everything is gone but this: whether an application arrived. */
  | { readonly at: 'erased'; readonly submitted: boolean };

/** What a ring says of the screening. */
export interface Screened {
  readonly given: Given;
  readonly disagrees: boolean;
}

/** `before`: もどる leads there. */
export type Wants =
  | { readonly is: 'ring' }
  | { readonly is: 'book'; readonly offer: Offer; readonly before: Before };

/** Why the office let nothing ring or be held: questions are open, or the verdict leads elsewhere. */
export type Recheck = Extract<Code, 'unscreened' | 'not-remote'>;

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
  /** Places that a verdict names, and the time there that is wanted; none: all their times are looked at. */
  | {
      readonly type: 'book-at';
      readonly places: readonly PlaceToBook[];
      readonly time: FreeTime | null;
    }
  /** Questions are open, so that no time was held. */
  | { readonly type: 'unscreened' }
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
  /** くらしの困りごと */
  | { readonly type: 'discreet' }
  /** How far the screening is. */
  | { readonly type: 'walk'; readonly walk: Walk }
  /** この案内とちがうと思うとき: to the last page before somebody is rung all the same. */
  | { readonly type: 'disagree' }
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
      readonly screened: Screened | null;
    }
  /** What the screening waits for. */
  | { readonly effect: 'ask-screening' }
  /** The free times that the booking waits for. */
  | { readonly effect: 'ask-times' }
  /** The time that a booking begins with. */
  | { readonly effect: 'take'; readonly time: FreeTime }
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

/** Those that a tile sends elsewhere say so, unless a screening finds otherwise. */
export function rings(handling: Handling): boolean {
  return handling === 'remote' || handling === 'guide';
}

/** What nobody is to read from three metres. */
export function isDiscreet({ discreet }: Subject): boolean {
  return discreet === true;
}

export function nameOf(subject: Subject, language: Language): string {
  if (language === 'en') return subject.name_en ?? subject.name;
  return (language === 'easy' && subject.name_easy) || subject.name;
}

/** How a turn is written down. */
export function to(visit: Visit, ...effects: Effect[]): Turn {
  return { visit, effects };
}
