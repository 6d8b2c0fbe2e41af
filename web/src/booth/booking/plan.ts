// Books a later day: asks the office what the machine (planning.ts) wants to know.

import type { FreeTime, HoldToken, Language } from '../../generated/protocol';
import type { Api } from '../api';
import type { Event } from '../visit';
import type { Planning } from './planning';
import * as planning from './planning';
import * as times from './times';

/** The visit around it. */
export interface Around {
  /** Null where nobody books. */
  readonly planning: () => Planning | null;
  readonly language: () => Language;
  readonly tell: (event: Event) => void;
}

/** What it stands on. */
export interface Tools {
  readonly api: Pick<Api, 'times' | 'hold' | 'release' | 'book'>;
  readonly newId: () => string;
}

export function createPlan({ api, newId }: Tools, { planning: now, language, tell }: Around) {
  const learn = (next: Planning) => {
    tell({ type: 'planning', planning: next });
    if (isLoading(next)) void list(next);
  };
  const step = (to: (planning: Planning) => Planning) => {
    const before = now();
    if (before === null) return;
    const next = to(before);
    if (next !== before) learn(next);
  };

  /** Asks for the times that a list waits for. */
  async function list(asked: Planning): Promise<void> {
    if (!isLoading(asked) || asked.step.is !== 'times') return;
    const { times } = asked.step;
    const sites = asked.offer.sites.map(({ site }) => site);
    const answer = await api.times({ subject: asked.subject.id, sites, from: times.from });
    const { step: current } = now() ?? {};
    // Another list is wanted meanwhile, or none.
    if (current?.is !== 'times' || current.times !== times) return;
    step((latest) => planning.listed(latest, answer.is === 'ok' ? answer.value : null));
  }

  async function take(time: FreeTime): Promise<void> {
    const before = now();
    if (before === null) return;
    const asked = planning.take(before, time, newId);
    if (asked === before || asked.step.is !== 'times' || asked.step.tried === null) return;
    learn(asked);
    const answer = await api.hold(asked.step.tried);
    const latest = now();
    if (latest !== asked) {
      // Nobody wants it any more.
      if (answer.is === 'ok') release(answer.value.hold);
      return;
    }
    if (answer.is === 'ok') learn(planning.held(asked, answer.value));
    else if (answer.is === 'refused' && answer.code === 'unscreened') tell({ type: 'unscreened' });
    else learn(planning.notHeld(asked, answer.is === 'refused' ? answer : null));
  }

  async function book(): Promise<void> {
    const before = now();
    if (before === null) return;
    const { planning: asked, send } = planning.send(before, language());
    if (send === null) return;
    learn(asked);
    const answer = await api.book(send);
    if (now() !== asked) return;
    if (answer.is === 'ok') learn(planning.booked(asked, answer.value));
    else learn(planning.notBooked(asked, answer.is === 'refused' ? answer : null));
  }

  /** Gives a hold up. It runs out by itself where this is not heard. */
  function release(hold: HoldToken): Promise<unknown> {
    return api.release(hold);
  }

  return {
    /** Asks for what a visit that came to this waits for. */
    begin: () => {
      const current = now();
      if (current !== null) void list(current);
    },
    resume: () => step(planning.resumed),
    reload: () => step(planning.reload),
    further: () => step((current) => planning.turnTo(current, times.further)),
    earlier: () => step((current) => planning.turnTo(current, times.earlier)),
    later: (by: 'day' | 'week') =>
      step((current) => planning.turnTo(current, (list) => times.later(list, by))),
    take,
    type: (telephone: string) => step((current) => planning.type(current, telephone)),
    toCheck: () => step((current) => planning.toCheck(current, newId)),
    book,
    release,
  };
}

function isLoading({ step }: Planning): boolean {
  // A time that was chosen before any were listed is waited for first.
  return step.is === 'times' && step.times.is === 'loading' && !step.taking;
}
