import { askedOf } from '../features/screening/walk';
import type { RequestId } from '../generated/protocol';
import type { Answer } from '../http/ask';
import { createStore, type Watchable } from '../store/store';
import type { Api } from './api';
import { type Event, next } from './book';
import { fragmentOf, readFragment } from './pages';
import { type Act, type Book, begin, type Effect, type Page } from './state';

/** The browser's history, as far as the phone's face needs it. */
export interface Trail {
  readonly fragment: () => string;
  /** What was said of the entry that is shown. */
  readonly page: () => Page | null;
  readonly push: (fragment: string, page: Page) => void;
  readonly replace: (fragment: string, page: Page) => void;
}

export interface Controller extends Watchable<Book> {
  readonly tell: (event: Event) => void;
  readonly newKey: () => RequestId;
  /** The browser went back or forward. */
  readonly came: () => void;
}

export interface World {
  readonly api: Api;
  readonly trail: Trail;
  readonly newKey: () => RequestId;
  /** Keeps a calendar file on the phone. */
  readonly save: (calendar: string) => void;
}

/** Carries out what the value asks for, and keeps the address in step with the page. */
export function createController({ api, trail, newKey, save }: World): Controller {
  const store = createStore<Book>(begin);

  function turn(event: Event): readonly Effect[] {
    const { book, effects } = next(store.snapshot(), event);
    store.set(book);
    return effects;
  }

  /** Browsers bear only so many changes of the address in a minute: typing is none. */
  function mark(now: Book): void {
    const fragment = fragmentOf(now);
    if (fragment !== trail.fragment() || now.page !== trail.page()) trail.replace(fragment, now.page);
  }

  function tell(event: Event): void {
    const before = store.snapshot().page;
    const effects = turn(event);
    const now = store.snapshot();
    if (now.page !== before) trail.push(fragmentOf(now), now.page);
    else mark(now);
    for (const effect of effects) void carryOut(effect);
  }

  function came(): void {
    const address = readFragment(trail.fragment());
    const effects = turn({ type: 'came', address: { ...address, page: trail.page() ?? address.page } });
    const now = store.snapshot();
    mark(now);
    for (const effect of effects) void carryOut(effect);
  }

  async function carryOut(effect: Effect): Promise<void> {
    switch (effect.effect) {
      case 'load':
        return tell({ type: 'loaded', answer: await api.bookable() });
      case 'list': {
        const { list, from } = effect;
        return tell({ type: 'listed', list, answer: await api.times({ ...list.query, from }) });
      }
      case 'screen': {
        const { walk } = effect;
        return tell({ type: 'screened', walk, answer: await api.screening(askedOf(walk)) });
      }
      case 'act':
        return tell({
          type: 'answered',
          act: effect.act,
          answer: await perform(api, effect.act),
          key: newKey(),
        });
      case 'release':
        // Nothing depends on it: what is not released lapses by itself.
        await api.release(effect.hold);
        return;
      case 'save':
        return save(effect.calendar);
    }
  }

  came();
  tell({ type: 'load' });
  return { snapshot: store.snapshot, subscribe: store.subscribe, tell, newKey, came };
}

function perform(api: Api, act: Act): Promise<Answer<unknown>> {
  switch (act.is) {
    case 'hold':
      return api.hold(act.ask);
    case 'confirm':
      return api.confirm(act.ask);
    case 'settle':
      return api.release(act.hold);
    case 'look':
      return api.look(act.code);
    case 'arrive':
      return api.arrive(act.code);
    case 'move':
      return api.move(act.ask);
    case 'cancel':
      return api.cancel(act.request, act.code);
    case 'calendar':
      return api.calendar(act.code);
  }
}
