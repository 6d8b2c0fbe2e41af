// What follows from the server's answers to a resident's acts.

import type { Booking, FreeTime, Held, RequestId } from '../generated/protocol';
import type { Answer, Refused } from '../http/ask';
import { confirmed, holdOf, run } from './acts';
import { listed, open } from './pages';
import { anew, walkOf } from './screened';
import { type Act, type Book, type FieldFault, type Notice, type Turn, to } from './state';

export function answered(book: Book, act: Act, answer: Answer<unknown>, key: RequestId): Turn {
  // Only the act that is under way has an answer.
  if (book.doing?.act !== act) return to(book);
  if (answer.is === 'unreachable') return to({ ...book, doing: { act, how: { is: 'unreachable' } } });
  const free = { ...book, doing: null };
  if (answer.is === 'ok') return granted(free, act, answer.value, key);
  if (answer.code === 'too-many') {
    return to({ ...book, doing: { act, how: { is: 'busy', seconds: answer.retryAfter ?? null } } });
  }
  return refused(free, act, answer, key) ?? to({ ...book, doing: { act, how: { is: 'failed' } } });
}

function granted(book: Book, act: Act, value: unknown, key: RequestId): Turn {
  switch (act.is) {
    case 'hold':
      return held(book, act, value as Held, key);
    case 'confirm': {
      // What was entered for this booking has done its work.
      const entries = { ...book.entries, telephone: '', email: '', from: null };
      const spare = book.hold !== null && book.hold.held.hold !== act.ask.hold ? book.hold.held.hold : null;
      const sent = book.unsure?.tried.at(-1);
      const asSent = spare === null && (sent === undefined || same(sent, act.ask));
      const made = { ...book, entries, hold: null, unsure: null, booking: value as Booking };
      const { book: done, effects } = open(made, 'done');
      return to(
        { ...done, notice: asSent ? null : 'earlier' },
        ...effects,
        ...(spare === null ? [] : [release(spare)]),
      );
    }
    case 'settle':
      return confirmed({ ...book, unsure: null }, key);
    case 'look': {
      const found = { ...book, booking: value as Booking, target: null };
      if (act.purpose === 'booking') return open(found, 'booking');
      return run(found, { is: 'arrive', code: found.booking.code });
    }
    case 'arrive':
      return shown(book, value as Booking, null);
    case 'move':
      return shown({ ...book, target: null }, value as Booking, 'moved');
    case 'cancel':
      return shown(book, value as Booking, null);
    case 'calendar':
      return to(book, { effect: 'save', calendar: value as string });
  }
}

const release = (hold: string) => ({ effect: 'release', hold }) as const;

/** Whether two confirmations say the same. */
function same(
  one: { readonly [name: string]: unknown },
  other: { readonly [name: string]: unknown },
): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function shown(book: Book, booking: Booking, notice: Notice | null): Turn {
  const { book: there, effects } = open({ ...book, booking }, 'booking');
  return to({ ...there, notice }, ...effects);
}

function held(book: Book, act: Extract<Act, { is: 'hold' }>, value: Held, key: RequestId): Turn {
  const begun = act.purpose === 'contact' ? ['time', 'verdict'] : ['check'];
  // Whoever has left the page meanwhile wants this time no more.
  if (!begun.includes(book.page)) return to(book, release(value.hold));
  const before = book.hold;
  const now = { ...book, hold: { held: value, subject: act.ask.subject } };
  if (act.purpose === 'book') return confirmed(now, key, true);
  const { book: there, effects } = open(now, 'contact');
  return to(there, ...effects, ...(before === null ? [] : [release(before.held.hold)]));
}

/** What a refusal leads to; null where it can only be tried again. */
function refused(book: Book, act: Act, answer: Refused, key: RequestId): Turn | null {
  if (act.is === 'confirm') return unconfirmed(book, act, answer, key);
  switch (answer.code) {
    case 'slot-gone':
    case 'not-open':
      if (act.is === 'hold') return others({ ...book, hold: null }, 'time', answer.code, answer.times ?? []);
      if (act.is === 'move')
        return others({ ...book, target: null }, 'move', answer.code, answer.times ?? []);
      return null;
    case 'unscreened':
      return act.is === 'hold' ? rescreened({ ...book, hold: null }, answer.code) : null;
    case 'not-remote':
      if (act.is !== 'hold') return null;
      // Of the place that was asked about the verdict is another by now; of one nearby it was never asked.
      return act.ask.site === walkOf(book)?.site
        ? rescreened({ ...book, hold: null }, answer.code)
        : others({ ...book, hold: null }, 'time', answer.code, []);
    case 'overlapping':
    case 'too-many-bookings':
      return to({ ...book, notice: answer.code });
    case 'too-early':
    case 'too-late': {
      const { book: there, effects } = open(book, 'booking');
      return to({ ...there, notice: answer.code }, ...effects);
    }
    case 'bad-code':
    case 'not-found': {
      if (act.is === 'hold') return null;
      const { book: there, effects } = open(
        book,
        act.is === 'look' && act.purpose === 'arrive' ? 'arrive' : 'code',
      );
      const faults: FieldFault[] = [{ field: 'code', fault: 'code-wrong' }];
      return to({ ...there, faults, refusals: book.refusals + 1 }, ...effects);
    }
    case 'hold-over':
      // A hold that was asked for again under its key had run out meanwhile.
      return act.is === 'hold' ? run(book, { ...act, ask: { ...act.ask, request: key } }) : null;
    case 'wrong-state':
    case 'gone': {
      // The confirmation had arrived: its key tells the booking.
      const first = book.unsure?.tried[0];
      if (act.is === 'settle' && first !== undefined)
        return run(book, { is: 'confirm', ask: first, renewed: false });
      if (act.is !== 'move' && act.is !== 'cancel' && act.is !== 'arrive') return null;
      const { book: there, effects } = open(book, 'booking');
      return to({ ...there, notice: 'wrong-state' }, ...effects);
    }
    default:
      return null;
  }
}

function unconfirmed(
  book: Book,
  act: Extract<Act, { is: 'confirm' }>,
  answer: Refused,
  key: RequestId,
): Turn | null {
  const first = book.unsure?.tried[0];
  // From here on it is known that this try made no booking.
  const sure = { ...book, unsure: null };
  switch (answer.code) {
    case 'key-reused':
      // The first try had arrived after all: with what it said, its key answers with the booking.
      return first === undefined || same(first, act.ask)
        ? null
        : run(book, { is: 'confirm', ask: first, renewed: act.renewed });
    case 'hold-over':
    case 'gone':
    case 'not-found':
      return over(sure, act, answer.times ?? [], key);
    case 'slot-gone':
    case 'not-open':
      return others({ ...sure, hold: null }, 'time', answer.code, answer.times ?? []);
    case 'overlapping':
    case 'too-many-bookings':
      return to({ ...sure, notice: answer.code });
    case 'bad-field':
    case 'invalid-form': {
      const faults: FieldFault[] = (answer.errors ?? []).flatMap(({ path }): FieldFault[] => {
        if (path === 'telephone') return [{ field: path, fault: 'telephone-bad' }];
        return path === 'email' ? [{ field: path, fault: 'email-bad' }] : [];
      });
      if (faults.length === 0) return null;
      const { book: there, effects } = open(sure, 'contact');
      return to({ ...there, faults, refusals: book.refusals + 1 }, ...effects);
    }
    default:
      return null;
  }
}

/** The hold is no more. With other times, its time is somebody else's; otherwise it is held anew, and nobody notices. */
function over(
  book: Book,
  act: Extract<Act, { is: 'confirm' }>,
  times: readonly FreeTime[],
  key: RequestId,
): Turn {
  const { hold } = book;
  if (hold === null) return open(book, 'time');
  if (act.renewed || times.length > 0) return others({ ...book, hold: null }, 'time', 'hold-over', times);
  const ask = holdOf(book, hold.subject, hold.held.time, key);
  return run(book, { is: 'hold', ask, purpose: 'book' });
}

/** The questions once more, with what was answered. */
function rescreened(book: Book, notice: Notice): Turn {
  const { book: there, effects } = anew({ ...book, page: 'questions' });
  return to({ ...there, notice }, ...effects);
}

/** The list of free times, with those that lie near the one that is gone first. */
function others(book: Book, page: 'time' | 'move', notice: Notice, times: readonly FreeTime[]): Turn {
  const { book: there } = open(book, page);
  if (there.page !== page) {
    const led = open(book, page);
    return to({ ...led.book, notice }, ...led.effects);
  }
  const { book: offered, effects } = listed({ ...there, notice }, times);
  return to(offered, ...effects);
}
