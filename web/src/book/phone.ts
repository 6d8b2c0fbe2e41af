import { bookable, booking, held, time } from '../features/booking/sample';
import { decides } from '../features/screening/sample';
import type { Code, ScreeningStep } from '../generated/protocol';
import type { Answer } from '../http/ask';
import { type Event, next } from './book';
import { type Act, type Book, begin, type Effect } from './state';

/** For tests: a resident with a phone, and an office that answers what the test says. */
export class Phone {
  book: Book = begin;
  asked: Effect[] = [];
  #keys = 0;

  key = () => `key-${++this.#keys}`;

  tell(event: Event): this {
    const { book, effects } = next(this.book, event);
    this.book = book;
    this.asked.push(...effects);
    return this;
  }

  /** The latest act that was sent. */
  get act(): Act {
    const acts = this.asked.flatMap((effect) => (effect.effect === 'act' ? effect.act : []));
    const act = acts.at(-1);
    if (act === undefined) throw new Error('nothing was sent');
    return act;
  }

  get acts(): number {
    return this.asked.filter(({ effect }) => effect === 'act').length;
  }

  /** The office answers the act that is under way. */
  answer(answer: Answer<unknown>): this {
    return this.tell({ type: 'answered', act: this.act, answer, key: this.key() });
  }

  granted(value: unknown): this {
    return this.answer({ is: 'ok', value });
  }

  refused(code: Code, more: Partial<Extract<Answer<unknown>, { is: 'refused' }>> = {}): this {
    return this.answer({ is: 'refused', code, title: '', ...more });
  }

  /** The list of free times comes. */
  listed(times = [time()], following: string | null = null): this {
    const effect = this.asked.findLast((one) => one.effect === 'list');
    if (effect?.effect !== 'list') throw new Error('no list was asked for');
    const none = times.length === 0 ? ('full' as const) : null;
    const value = { times, next: following, none };
    return this.tell({ type: 'listed', list: effect.list, answer: { is: 'ok', value } });
  }

  /** The office asks a question, or decides. */
  says(step: ScreeningStep): this {
    const effect = this.asked.findLast((one) => one.effect === 'screen');
    if (effect?.effect !== 'screen') throw new Error('nothing was screened');
    return this.tell({ type: 'screened', walk: effect.walk, answer: { is: 'ok', value: step } });
  }

  static started(): Phone {
    return new Phone()
      .tell({ type: 'loaded', answer: { is: 'ok', value: bookable } })
      .tell({ type: 'language', language: 'ja' });
  }

  static atTimes(): Phone {
    return Phone.started()
      .tell({ type: 'go', page: 'subject' })
      .tell({ type: 'enter', entries: { subject: 'housing' } })
      .tell({ type: 'next' })
      .tell({ type: 'enter', entries: { place: { is: 'site', site: 'centre' } } })
      .tell({ type: 'next' })
      .says(decides('remote'))
      .listed();
  }

  /** With a time held and a telephone number entered, before 予約する. */
  static atCheck(): Phone {
    const phone = Phone.atTimes();
    return phone
      .tell({ type: 'choose', time: time(), key: phone.key() })
      .granted(held())
      .tell({ type: 'enter', entries: { telephone: '０９３－０００－１２２２' } })
      .tell({ type: 'next' });
  }

  send(): this {
    return this.tell({ type: 'book', key: this.key() });
  }

  static withCode(): Phone {
    return Phone.started()
      .tell({ type: 'go', page: 'code' })
      .tell({ type: 'enter', entries: { code: 'ａｂｃｄ 2345' } })
      .tell({ type: 'next' })
      .granted(booking());
  }
}
