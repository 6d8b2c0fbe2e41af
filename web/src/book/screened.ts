// 事前確認 between the place and the times: nobody looks for a time at a place where it cannot be done.

import { isCounter, siteOf as placeOf } from '../features/booking/sites';
import { goesOn } from '../features/screening/verdict';
import type { Walk } from '../features/screening/walk';
import * as walks from '../features/screening/walk';
import type {
  Answered,
  ChoiceId,
  Given,
  Guidance,
  ScreeningStep,
  Seclusion,
  SiteId,
} from '../generated/protocol';
import type { Answer } from '../http/ask';
import { open } from './pages';
import { queryFor } from './places';
import { type Book, type Turn, to } from './state';

/** From what hides the least to a closed room. */
const SECLUSIONS: readonly Seclusion[] = ['open', 'partitioned', 'enclosed'];

/**
 * The site that is asked about: the chosen one; of a ward the one that hides the least, since any of them may be where the
 * time is.
 */
function siteOf({ facts, entries }: Book): SiteId | null {
  if (facts.is !== 'loaded') return null;
  const { bookable } = facts;
  const sites = queryFor(bookable, entries)?.sites ?? [];
  if (entries.place?.is !== 'ward') return sites[0] ?? null;
  const hides = (id: SiteId) => SECLUSIONS.indexOf(placeOf(bookable, id)?.seclusion ?? 'open');
  return [...sites].sort((one, other) => hides(one) - hides(other))[0] ?? null;
}

/** The walk about what is chosen now; null where that was not asked about yet. */
export function walkOf(book: Book): Walk | null {
  const { walk, entries } = book;
  return walk !== null && walk.subject === entries.subject && walk.site === siteOf(book) ? walk : null;
}

export function guidanceOf(book: Book): Guidance | null {
  const walk = walkOf(book);
  return walk === null ? null : walks.decided(walk);
}

/** What a hold sends along: what was answered last about this subject. */
export function givenOf({ walk, entries }: Book): Given | null {
  return walk?.subject === entries.subject ? (walks.decided(walk)?.given ?? walk.given) : null;
}

/** Whether times can be looked at; until the city's facts are there, nobody knows. */
export function standing(book: Book): 'open' | 'on' | 'elsewhere' {
  if (book.facts.is !== 'loaded') return 'on';
  const walk = walkOf(book);
  const guidance = guidanceOf(book);
  if (walk === null || guidance === null) return 'open';
  const { verdict } = guidance.decision;
  // A counter takes whatever comes to it.
  const comes = isCounter(book.facts.bookable, walk.site) && verdict !== 'quiet-card';
  return goesOn(verdict) || comes ? 'on' : 'elsewhere';
}

export function answeredOf(book: Book): readonly Answered[] {
  const walk = walkOf(book);
  return walk === null ? [] : walks.answeredOf(walk);
}

/** The page of questions: the one that is open, or the last one again; one place further back where none was asked. */
export function questions(book: Book): Turn {
  const walk = walkOf(book);
  if (walk === null) return anew(book);
  if (walk.now.is !== 'decided') return to(book);
  const before = walks.back(walk);
  return before === null ? open(book, 'place') : asked(book, before);
}

/** Asks about what is chosen now, with what was answered about the subject before. */
export function anew(book: Book): Turn {
  const { subject } = book.entries;
  const site = siteOf(book);
  if (subject === null || site === null) return to(book);
  return asked(book, walks.begin(subject, site, givenOf(book)));
}

function asked(book: Book, walk: Walk): Turn {
  const next = { ...book, walk };
  return walks.isWaiting(walk) ? to(next, { effect: 'screen', walk }) : to(next);
}

/** もどる on the page of questions. */
export function back(book: Book): Turn {
  const before = book.walk === null ? null : walks.back(book.walk);
  return before === null ? open(book, 'place') : asked(book, before);
}

export function choose(book: Book, choice: ChoiceId): Turn {
  return book.walk === null ? to(book) : asked(book, walks.choose(book.walk, choice));
}

export function again(book: Book): Turn {
  return book.walk === null ? to(book) : asked(book, walks.again(book.walk));
}

/** The office's answer. A verdict leads on, to the times or to where else. */
export function heard(book: Book, waiting: Walk, answer: Answer<ScreeningStep>): Turn {
  if (book.walk !== waiting) return to(book);
  const walk = walks.heard(waiting, answer);
  const there = { ...book, walk };
  if (walk.now.is !== 'decided' || book.page !== 'questions') return to(there);
  // What was said of a time that was refused is still to be read.
  const { book: led, effects } = open(there, 'time');
  return to({ ...led, notice: book.notice }, ...effects);
}
