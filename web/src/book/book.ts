// Booking a time, one question a page. A plain value: what the resident does and what the server answered go in, the
// next value and what is to be asked come out. Entries are never dropped on the way.

import { codeFault, readCode } from '../features/booking/code';
import { readEmail, readTelephone } from '../features/booking/contact';
import type { Walk } from '../features/screening/walk';
import type {
  Bookable,
  ChoiceId,
  FreeTime,
  FreeTimes,
  Language,
  RequestId,
  ScreeningStep,
  SiteId,
} from '../generated/protocol';
import type { Answer } from '../http/ask';
import { confirmed, holdOf, run } from './acts';
import { answered } from './answers';
import { type Address, listed, open, parentOf, SHOWN } from './pages';
import { offers, subjectsOf } from './places';
import * as screened from './screened';
import {
  type Act,
  type Book,
  type Entries,
  type FieldFault,
  type List,
  type Page,
  type Turn,
  to,
} from './state';

export type Event =
  /** The browser shows a page anew, or went back or forward to it. */
  | { readonly type: 'came'; readonly address: Address }
  | { readonly type: 'go'; readonly page: Page }
  | { readonly type: 'back' }
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'enter'; readonly entries: Partial<Entries> }
  /** 次へ: leaves a question. */
  | { readonly type: 'next' }
  | { readonly type: 'load' }
  | { readonly type: 'loaded'; readonly answer: Answer<Bookable> }
  | { readonly type: 'listed'; readonly list: List; readonly answer: Answer<FreeTimes> }
  /** もっと見る */
  | { readonly type: 'more' }
  /** Asks for the list once more. */
  | { readonly type: 'list' }
  | { readonly type: 'from'; readonly date: string | null }
  | { readonly type: 'only'; readonly only: boolean }
  /** Answers the question in sight. */
  | { readonly type: 'answer'; readonly choice: ChoiceId }
  /** Asks once more what the office did not answer. */
  | { readonly type: 'screen-again' }
  | { readonly type: 'screened'; readonly walk: Walk; readonly answer: Answer<ScreeningStep> }
  /** A place that a verdict names, instead of the chosen one, at a time; none: all its times are looked at. */
  | {
      readonly type: 'instead';
      readonly site: SiteId;
      readonly time: FreeTime | null;
      readonly key: RequestId;
    }
  | { readonly type: 'choose'; readonly time: FreeTime; readonly key: RequestId }
  /** 予約する */
  | { readonly type: 'book'; readonly key: RequestId }
  | { readonly type: 'arrive' }
  | { readonly type: 'move'; readonly key: RequestId }
  | { readonly type: 'cancel'; readonly key: RequestId }
  | { readonly type: 'calendar' }
  /** もう一度予約 */
  | { readonly type: 'again' }
  /** もう一度送る: the same act under its own key. */
  | { readonly type: 'retry' }
  /** `key`: a fresh one, for what may follow. */
  | {
      readonly type: 'answered';
      readonly act: Act;
      readonly answer: Answer<unknown>;
      readonly key: RequestId;
    };

export function next(book: Book, event: Event): Turn {
  switch (event.type) {
    case 'came':
      return came(book, event.address);
    case 'go':
      return open(book, event.page);
    case 'back': {
      if (book.page === 'questions') return screened.back(book);
      const parent = parentOf(book);
      return parent === null ? to(book) : open(book, parent);
    }
    case 'language': {
      const chosen = { ...book, language: event.language };
      return open(chosen, book.before ?? 'start');
    }
    case 'enter':
      return entered(book, event.entries);
    case 'next':
      return passed(book);
    case 'load':
      return to({ ...book, facts: { is: 'loading' } }, { effect: 'load' });
    case 'loaded':
      return loaded(book, event.answer);
    case 'listed':
      return heard(book, event.list, event.answer);
    case 'more':
      return more(book);
    case 'list':
      return listed(book);
    case 'from': {
      const dated = { ...book, entries: { ...book.entries, from: event.date } };
      return open(dated, book.page === 'move' || book.page === 'move-dates' ? 'move' : 'time');
    }
    case 'only':
      return listed({ ...book, entries: { ...book.entries, only: event.only } });
    case 'answer':
      return screened.choose(book, event.choice);
    case 'screen-again':
      return screened.again(book);
    case 'screened':
      return screened.heard(book, event.walk, event.answer);
    case 'retry':
      return book.doing === null || book.doing.how.is === 'running' ? to(book) : run(book, book.doing.act);
    case 'answered':
      return answered(book, event.act, event.answer, event.key);
    case 'again':
      return again(book);
    default:
      // One act at a time: a second press of a button while the first is under way is the same press.
      return book.doing?.how.is === 'running' ? to(book) : asked(book, event);
  }
}

function asked(
  book: Book,
  event: Extract<Event, { type: 'choose' | 'instead' | 'book' | 'arrive' | 'move' | 'cancel' | 'calendar' }>,
): Turn {
  const { booking, target } = book;
  switch (event.type) {
    case 'choose':
      return chosen(book, event.time, event.key);
    case 'instead':
      return instead(book, event);
    case 'book':
      return confirmed(book, event.key);
    case 'arrive':
      return booking === null ? to(book) : run(book, { is: 'arrive', code: booking.code });
    case 'move': {
      if (booking === null || target === null) return to(book);
      const { site, starts } = target;
      return run(book, { is: 'move', ask: { request: event.key, code: booking.code, site, starts } });
    }
    case 'cancel':
      return booking === null
        ? to(book)
        : run(book, { is: 'cancel', request: event.key, code: booking.code });
    case 'calendar':
      return booking === null ? to(book) : run(book, { is: 'calendar', code: booking.code });
  }
}

function came(book: Book, address: Address): Turn {
  const { language, page, subject, place } = address;
  const entries = {
    ...book.entries,
    subject: subject ?? book.entries.subject,
    place: place ?? book.entries.place,
  };
  const schemes = address.schemes ?? book.schemes;
  const before = address.wanted ?? book.before;
  const there = { ...book, before, language: language ?? book.language, entries, schemes };
  return open(book.facts.is === 'loaded' ? known(there, book.facts.bookable) : there, page);
}

/** Drops a choice that cannot be booked (any more): only an address can hold one. */
function known(book: Book, bookable: Bookable): Book {
  const { subject, place } = book.entries;
  const offered = subjectsOf(bookable).some((one) => one.subject === subject);
  if (subject === null || !offered) {
    return { ...book, entries: { ...book.entries, subject: null, place: null } };
  }
  if (place === null || offers(bookable, place, subject)) return book;
  return { ...book, entries: { ...book.entries, place: null } };
}

function loaded(book: Book, answer: Answer<Bookable>): Turn {
  if (answer.is !== 'ok') return to({ ...book, facts: { is: 'failed' } });
  const there = known({ ...book, facts: { is: 'loaded', bookable: answer.value } }, answer.value);
  return open(there, there.page);
}

function entered(book: Book, changed: Partial<Entries>): Turn {
  const entries = { ...book.entries, ...changed };
  // Another place, or another subject, has other days.
  const elsewhere = 'subject' in changed || 'place' in changed;
  const dated = elsewhere ? { ...entries, from: null, only: false } : entries;
  return to({ ...book, entries: dated });
}

function passed(book: Book): Turn {
  const faults = faultsOf(book);
  if (faults.length > 0) return to({ ...book, faults, notice: null, refusals: book.refusals + 1 });
  switch (book.page) {
    case 'subject':
      return open(book.facts.is === 'loaded' ? known(book, book.facts.bookable) : book, 'place');
    case 'place':
      return open(book, 'time');
    case 'contact':
      return open(book, 'check');
    case 'code':
    case 'arrive': {
      if (book.doing?.how.is === 'running') return to(book);
      const purpose = book.page === 'code' ? 'booking' : 'arrive';
      return run(book, { is: 'look', code: readCode(book.entries.code), purpose });
    }
    default:
      return to(book);
  }
}

function faultsOf({ page, entries }: Book): FieldFault[] {
  switch (page) {
    case 'subject':
      return entries.subject === null ? [{ field: 'subject', fault: 'subject-empty' }] : [];
    case 'place':
      return entries.place === null ? [{ field: 'place', fault: 'place-empty' }] : [];
    case 'contact': {
      const faults: FieldFault[] = [];
      const { telephone, email } = entries;
      if (telephone.trim() !== '' && readTelephone(telephone) === null)
        faults.push({ field: 'telephone', fault: 'telephone-bad' });
      if (email.trim() !== '' && readEmail(email) === null)
        faults.push({ field: 'email', fault: 'email-bad' });
      return faults;
    }
    case 'code':
    case 'arrive': {
      const fault = codeFault(entries.code);
      return fault === null ? [] : [{ field: 'code', fault }];
    }
    default:
      return [];
  }
}

function heard(book: Book, asked: List, answer: Answer<FreeTimes>): Turn {
  // The page asks for something else by now.
  if (book.list !== asked) return to(book);
  if (answer.is !== 'ok') return to({ ...book, list: { ...asked, state: 'failed' } });
  const { times, next: following, none } = answer.value;
  const list: List = {
    ...asked,
    state: 'loaded',
    times: [...asked.times, ...times],
    next: following,
    none: asked.times.length > 0 ? null : none,
  };
  return to({ ...book, list });
}

function more(book: Book): Turn {
  const { list } = book;
  if (list === null || list.state === 'loading' || list.state === 'more') return to(book);
  const shown = list.shown + SHOWN;
  if (shown <= list.times.length || list.next === null) return to({ ...book, list: { ...list, shown } });
  const longer: List = { ...list, state: 'more', shown };
  return to({ ...book, list: longer }, { effect: 'list', list: longer, from: list.next });
}

function chosen(book: Book, time: FreeTime, key: RequestId): Turn {
  if (book.page === 'move') return open({ ...book, target: time }, 'move-check');
  const { subject } = book.entries;
  if (subject === null) return to(book);
  const held = book.hold;
  const same =
    held?.subject === subject && held.held.time.site === time.site && held.held.time.starts === time.starts;
  // One's own hold stands in one's own way; what is held already is not asked for again.
  if (same) return open(book, 'contact');
  return run(book, { is: 'hold', ask: holdOf(book, subject, time, key), purpose: 'contact' });
}

/** The place is another, and the answers go with it. */
function instead(book: Book, { site, time, key }: Event & { type: 'instead' }): Turn {
  const { subject } = book.entries;
  if (subject === null) return to(book);
  const { book: there } = entered(book, { place: { is: 'site', site } });
  if (time === null) return open(there, 'time');
  return run(there, { is: 'hold', ask: holdOf(there, subject, time, key), purpose: 'contact' });
}

function again(book: Book): Turn {
  const { booking } = book;
  if (booking === null) return open(book, 'subject');
  const place = { is: 'site', site: booking.time.site } as const;
  const entries = { ...book.entries, subject: booking.subject, place, only: false, from: null };
  const anew = { ...book, entries, booking: null, target: null, hold: null };
  const facts = book.facts;
  return open(facts.is === 'loaded' ? known(anew, facts.bookable) : anew, 'time');
}
