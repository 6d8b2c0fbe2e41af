import { readEmail, readTelephone } from '../features/booking/contact';
import type { FreeTime, HoldAsked, NewBooking, RequestId, SubjectId } from '../generated/protocol';
import { open } from './pages';
import { givenOf } from './screened';
import { type Act, type Book, type Turn, to } from './state';

/** Starts an act. What is said of an earlier one is over. */
export function run(book: Book, act: Act): Turn {
  const doing = { act, how: { is: 'running' } } as const;
  return to({ ...book, doing, notice: null, faults: [] }, { effect: 'act', act });
}

/** What is asked for a time: with the answers, by which the office decides once more. */
export function holdOf(
  book: Book,
  subject: SubjectId,
  { site, starts }: FreeTime,
  request: RequestId,
): HoldAsked {
  const given = givenOf(book);
  return { request, subject, site, starts, ...(given !== null && { screened: given }) };
}

/** Sends the booking. An earlier try for another time, of which nobody knows the end, is settled first: never are there two. */
export function confirmed(book: Book, key: RequestId, renewed = false): Turn {
  const { hold, unsure } = book;
  if (hold === null) return open(book, 'time');
  const first = unsure?.tried[0];
  if (first !== undefined && first.hold !== hold.held.hold) {
    return run(book, { is: 'settle', hold: first.hold });
  }
  const ask: NewBooking = {
    request: unsure?.key ?? key,
    hold: hold.held.hold,
    language: book.language,
    telephone: readTelephone(book.entries.telephone),
    email: readEmail(book.entries.email),
  };
  const tried = [...(unsure?.tried ?? []), ask];
  return run({ ...book, unsure: { key: ask.request, tried } }, { is: 'confirm', ask, renewed });
}
