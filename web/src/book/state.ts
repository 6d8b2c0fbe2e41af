// What a resident's phone knows. Plain values: nothing in here asks, waits or draws.

import type { TimesAsked } from '../features/booking/times';
import type { ListLink } from '../features/guide/link';
import type { Walk } from '../features/screening/walk';
import type {
  Bookable,
  Booking,
  FreeTime,
  Held,
  HoldAsked,
  HoldToken,
  Language,
  MoveByCode,
  NewBooking,
  NotOpen,
  RequestId,
  SiteId,
  SubjectId,
  WardId,
} from '../generated/protocol';

/** One question a page. */
export type Page =
  | 'language'
  | 'start'
  | 'subject'
  | 'place'
  /** 事前確認 */
  | 'questions'
  /** Its verdict, where that is not to look for a time here. */
  | 'verdict'
  | 'time'
  /** 別の日を見る */
  | 'dates'
  | 'contact'
  | 'check'
  /** The code of the booking that was just made. */
  | 'done'
  /** For whoever has a code. */
  | 'code'
  /** きょう来た: the same, and the code is checked in. */
  | 'arrive'
  | 'booking'
  | 'move'
  | 'move-dates'
  | 'move-check'
  | 'cancel'
  /** 申請の状態を見る・直す */
  | 'application'
  /** 手続きガイド */
  | 'guide'
  /** A list of schemes that came with the address. */
  | 'schemes';

/** Where: a site (and those nearby), or any site of a ward. */
export type Place =
  | { readonly is: 'site'; readonly site: SiteId }
  | { readonly is: 'ward'; readonly ward: WardId };

/** What the resident entered. It stays whatever becomes of a request. */
export interface Entries {
  readonly subject: SubjectId | null;
  readonly place: Place | null;
  /** Without the sites nearby. */
  readonly only: boolean;
  /** The day on which the list begins; `null` is the earliest. */
  readonly from: string | null;
  readonly telephone: string;
  readonly email: string;
  readonly code: string;
}

export type Facts =
  | { readonly is: 'loading' }
  | { readonly is: 'failed' }
  | { readonly is: 'loaded'; readonly bookable: Bookable };

/** The free times. */
export interface List {
  readonly query: TimesAsked;
  /** `more`: what is there stays in sight while the next days are asked for. */
  readonly state: 'loading' | 'more' | 'loaded' | 'failed';
  readonly times: readonly FreeTime[];
  readonly next: string | null;
  readonly none: NotOpen | null;
  /** How many of them are in sight. */
  readonly shown: number;
  /** Near the time that went to somebody else. */
  readonly offered: readonly FreeTime[];
}

/** 仮押さえ */
export interface Hold {
  readonly held: Held;
  readonly subject: SubjectId;
}

/** A confirmation of which nobody knows whether it arrived. Its key stays until that is known. */
export interface Unsure {
  readonly key: RequestId;
  /** What went out under the key, the first try first. */
  readonly tried: readonly NewBooking[];
}

export type Act =
  | {
      readonly is: 'hold';
      readonly ask: HoldAsked;
      /** `book`: an earlier hold of the same time ran out while it was confirmed. */
      readonly purpose: 'contact' | 'book';
    }
  | { readonly is: 'confirm'; readonly ask: NewBooking; readonly renewed: boolean }
  /** Gives up a hold whose confirmation got no answer: it says whether that arrived. */
  | { readonly is: 'settle'; readonly hold: HoldToken }
  | { readonly is: 'look'; readonly code: string; readonly purpose: 'booking' | 'arrive' }
  | { readonly is: 'arrive'; readonly code: string }
  | { readonly is: 'move'; readonly ask: MoveByCode }
  | { readonly is: 'cancel'; readonly request: RequestId; readonly code: string }
  | { readonly is: 'calendar'; readonly code: string };

/** The act that is under way, or waits to be tried again under its own key. */
export interface Doing {
  readonly act: Act;
  readonly how:
    | { readonly is: 'running' }
    | { readonly is: 'unreachable' }
    | { readonly is: 'failed' }
    | { readonly is: 'busy'; readonly seconds: number | null };
}

/** What happened, said on the page where one can do something about it. */
export type Notice =
  | 'slot-gone'
  | 'unscreened'
  | 'not-remote'
  | 'not-open'
  | 'hold-over'
  | 'overlapping'
  | 'too-many-bookings'
  | 'earlier'
  | 'moved'
  | 'too-early'
  | 'too-late'
  | 'wrong-state';

export type Field = 'subject' | 'place' | 'telephone' | 'email' | 'code';

export type FaultWord =
  | 'subject-empty'
  | 'place-empty'
  | 'telephone-bad'
  | 'email-bad'
  | 'code-empty'
  | 'code-length'
  | 'code-letters'
  | 'code-wrong';

export interface FieldFault {
  readonly field: Field;
  readonly fault: FaultWord;
}

export interface Book {
  readonly language: Language;
  readonly page: Page;
  /** Where one was when the language was asked for. */
  readonly before: Page | null;
  readonly facts: Facts;
  readonly entries: Entries;
  /** Of the page `schemes`. */
  readonly schemes: ListLink | null;
  readonly list: List | null;
  /** What was asked and answered about the subject and the place; of another place it is asked anew. */
  readonly walk: Walk | null;
  readonly hold: Hold | null;
  readonly unsure: Unsure | null;
  /** The booking that was made, or found by its code. */
  readonly booking: Booking | null;
  /** The time that it would be moved to. */
  readonly target: FreeTime | null;
  readonly doing: Doing | null;
  readonly notice: Notice | null;
  readonly faults: readonly FieldFault[];
  /** Counts how often a page was refused as it is: the summary takes the focus each time. */
  readonly refusals: number;
}

export type Effect =
  | { readonly effect: 'load' }
  /** `from`: the day on which this part of the list begins. */
  | { readonly effect: 'list'; readonly list: List; readonly from: string | null }
  /** Asks what the walk waits for. */
  | { readonly effect: 'screen'; readonly walk: Walk }
  | { readonly effect: 'act'; readonly act: Act }
  | { readonly effect: 'release'; readonly hold: string }
  /** Keeps a calendar file. */
  | { readonly effect: 'save'; readonly calendar: string };

export type Turn = { readonly book: Book; readonly effects: readonly Effect[] };

export const noEntries: Entries = {
  subject: null,
  place: null,
  only: false,
  from: null,
  telephone: '',
  email: '',
  code: '',
};

export const begin: Book = {
  language: 'ja',
  page: 'language',
  before: null,
  facts: { is: 'loading' },
  entries: noEntries,
  schemes: null,
  list: null,
  walk: null,
  hold: null,
  unsure: null,
  booking: null,
  target: null,
  doing: null,
  notice: null,
  faults: [],
  refusals: 0,
};

/** How a turn is written down. */
export function to(book: Book, ...effects: Effect[]): Turn {
  return { book, effects };
}
