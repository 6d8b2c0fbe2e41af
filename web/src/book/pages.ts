// Which page comes before which, and what stands in the address: the page and the choices that anybody may see, never
// a contact, a code or a hold.

import { type ListLink, readWords, wordsOf } from '../features/guide/link';
import type { Language } from '../generated/protocol';
import { queryFor } from './places';
import { answeredOf, questions, standing } from './screened';
import { type Book, type List, type Page, type Place, type Turn, to } from './state';

/** 用件・場所・時間・連絡先・確認 */
const STEPS: readonly Page[] = ['subject', 'place', 'time', 'contact', 'check'];

/** 2 of 5; null beside the way. */
export function progress(page: Page): { readonly at: number; readonly of: number } | null {
  const at = STEPS.indexOf(page === 'dates' ? 'time' : page) + 1;
  return at === 0 ? null : { at, of: STEPS.length };
}

const PARENTS: Readonly<Record<Exclude<Page, 'language'>, Page>> = {
  start: 'language',
  subject: 'start',
  place: 'subject',
  questions: 'place',
  verdict: 'questions',
  time: 'questions',
  dates: 'time',
  contact: 'time',
  check: 'contact',
  done: 'start',
  code: 'start',
  arrive: 'start',
  booking: 'start',
  move: 'booking',
  'move-dates': 'move',
  'move-check': 'move',
  cancel: 'booking',
  application: 'start',
  guide: 'start',
  schemes: 'start',
};

/** Where 戻る leads; null where there is nothing before. */
export function parentOf(book: Book): Page | null {
  if (book.page === 'language') return book.before;
  const parent = PARENTS[book.page];
  // Where nothing was asked, there is nothing to come back to.
  return parent === 'questions' && answeredOf(book).length === 0 ? 'place' : parent;
}

/** The page that can be shown, where another was wanted: what is missing is asked for first. */
function within(book: Book, page: Page): Page {
  const { subject, place } = book.entries;
  switch (page) {
    case 'place':
      return subject === null ? 'subject' : page;
    case 'questions':
      return subject === null ? 'subject' : place === null ? 'place' : page;
    case 'verdict':
    case 'time':
    case 'dates': {
      const asked = within(book, 'questions');
      const stands = standing(book);
      if (asked !== 'questions' || stands === 'open') return asked;
      return stands === 'elsewhere' ? 'verdict' : page === 'verdict' ? 'time' : page;
    }
    case 'contact':
    case 'check':
      if (book.hold !== null) return page;
      return book.booking === null ? within(book, 'time') : 'done';
    case 'done':
    case 'booking':
    case 'move':
    case 'move-dates':
    case 'cancel':
      return book.booking === null ? 'code' : page;
    case 'schemes':
      return book.schemes === null ? 'guide' : page;
    case 'move-check':
      return book.booking === null ? 'code' : book.target === null ? 'move' : page;
    default:
      return page;
  }
}

/** Shows a page, or the one that has to come before it. */
export function open(book: Book, wanted: Page): Turn {
  const page = within(book, wanted);
  const clean = { ...book, page, notice: null, faults: [], doing: settled(book) };
  if (page === 'language' && book.page !== 'language') return to({ ...clean, before: book.page });
  if (page === 'questions') return questions(clean);
  return page === 'time' || page === 'move' ? listed(clean) : to(clean);
}

/** What runs goes on; what failed and was left is over, but for a confirmation of which nobody knows. */
function settled(book: Book): Book['doing'] {
  return book.doing?.how.is === 'running' ? book.doing : null;
}

/** How many times are in sight at first, and how many more each time. */
export const SHOWN = 8;

/** Asks for the free times that the page is about. */
export function listed(book: Book, offered: List['offered'] = []): Turn {
  const query = wanted(book);
  if (query === null) return to({ ...book, list: null });
  const list: List = { query, state: 'loading', times: [], next: null, none: null, shown: SHOWN, offered };
  return to({ ...book, list }, { effect: 'list', list, from: query.from });
}

function wanted({ facts, entries, booking, page }: Book) {
  if (facts.is !== 'loaded') return null;
  const moving = page === 'move' && booking !== null;
  const about = moving
    ? { ...entries, subject: booking.subject, place: { is: 'site', site: booking.time.site } as const }
    : entries;
  return queryFor(facts.bookable, about);
}

const LANGUAGES: readonly Language[] = ['ja', 'easy', 'en'];
/** Pages that can be come back to after the page was loaded anew. */
const ADDRESSED: readonly Page[] = [
  'start',
  'subject',
  'place',
  'time',
  'code',
  'arrive',
  'application',
  'guide',
  'schemes',
];
/** What a reload leads to, where the page itself needs what is kept in memory alone. */
const INSTEAD: Readonly<Partial<Record<Page, Page>>> = {
  questions: 'time',
  verdict: 'time',
  dates: 'time',
  contact: 'time',
  check: 'time',
  done: 'code',
  booking: 'code',
  move: 'code',
  'move-dates': 'code',
  'move-check': 'code',
  cancel: 'code',
};

/** What the address says. */
export interface Address {
  readonly language: Language | null;
  readonly page: Page;
  readonly subject: string | null;
  readonly place: Place | null;
  readonly schemes?: ListLink | null;
  /** Where the choice of a language leads, where the address names a page and no language: `#application`. */
  readonly wanted?: Page | null;
}

/** `#ja/time/municipal-housing/kokura-chuo`; `~kokurakita` is any site of a ward. */
export function fragmentOf({ language, page, before, entries, schemes }: Book): string {
  // The address that a receipt has leads there by every language, also when it is loaded anew.
  if (page === 'language') return before === 'application' ? '#application' : '';
  if (page === 'schemes' && schemes !== null) return `#${[language, ...wordsOf(schemes)].join('/')}`;
  const { subject, place } = entries;
  const shown = INSTEAD[page] ?? page;
  const words: string[] = [language, shown];
  if ((shown === 'place' || shown === 'time') && subject !== null) {
    words.push(subject);
    if (shown === 'time' && place !== null) words.push(place.is === 'site' ? place.site : `~${place.ward}`);
  }
  return `#${words.join('/')}`;
}

export function readFragment(fragment: string): Address {
  const [tag, page, ...words] = fragment.replace(/^#/, '').split('/');
  const schemes = page === 'schemes' ? readWords(words) : null;
  const [subject, place] = page === 'schemes' ? [] : words;
  const language = LANGUAGES.find((one) => one === tag) ?? null;
  return {
    language,
    wanted: ADDRESSED.find((one) => one === tag) ?? null,
    page: language === null ? 'language' : (ADDRESSED.find((one) => one === page) ?? 'start'),
    subject: idOf(subject),
    place: placeOf(place),
    schemes,
  };
}

function placeOf(word: string | undefined): Place | null {
  if (word?.startsWith('~')) {
    const ward = idOf(word.slice(1));
    return ward === null ? null : { is: 'ward', ward };
  }
  const site = idOf(word);
  return site === null ? null : { is: 'site', site };
}

function idOf(word: string | undefined): string | null {
  return word !== undefined && /^[\w-]{1,64}$/.test(word) ? word : null;
}
