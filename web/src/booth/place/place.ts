// The place and the line to its office: looked for until both are there, and what is told of them from then on.

import type { Clock } from '../../clock/clock';
import type { BoothInfo, CallView, SubjectId } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import type { SignalClient } from '../../signal/client';
import type { Api } from '../api';
import type { BoothState } from '../surroundings';
import type { Event, Visit } from '../visit';

/** A booth that is not there yet is looked for again after this long. */
const LOOK_AGAIN_MS = 5_000;
/** The place's own facts (tiles, out of order) are asked again after this long, while nobody visits. */
const REFRESH_MS = 60_000;
/** A server that knows of the call that was taken up says so at once with its welcome. */
const KNOWN_MS = 5_000;

/** What it stands on. */
export interface Tools {
  readonly api: Pick<Api, 'booth' | 'bookable'>;
  readonly clock: Clock;
  readonly connect: () => SignalClient;
  readonly isPractice: boolean;
}

/** The visit around it. */
export interface Around {
  readonly snapshot: () => BoothState;
  readonly learn: (news: Partial<BoothState>) => void;
  readonly tell: (event: Event) => void;
  /** Place and line are there. */
  readonly ready: () => void;
  /** The booth is no booth any more. */
  readonly revoked: () => void;
  readonly askProspect: (subject: SubjectId) => void;
}

export function createPlace(
  { api, clock, connect, isPractice }: Tools,
  { snapshot, learn, tell, ready, revoked, askProspect }: Around,
) {
  let looking = () => {};
  /** The latest fact of a call that was told: the same one again is no news. */
  let known: CallView | null = null;
  /** How often the place was said not to be as it was, as far as it was asked about. */
  let changes = 0;
  /** Nothing was heard yet of the call that was taken up. */
  let unheard = false;

  async function find(): Promise<void> {
    settle(await api.booth());
  }

  function settle(answer: Answer<BoothInfo>): void {
    looking();
    if (answer.is === 'ok') {
      const signal = connect();
      changes = signal.snapshot().placeChanges;
      signal.subscribe(() => hear(signal));
      learn({ stage: 'ready', info: answer.value, signal });
      looking = clock.after(REFRESH_MS, () => void refresh());
      ready();
      hear(signal);
    } else if (answer.is === 'refused' && (answer.code === 'not-signed-in' || answer.code === 'forbidden')) {
      learn({ stage: 'unpaired' });
    } else {
      learn({ stage: 'unreachable' });
      looking = clock.after(LOOK_AGAIN_MS, () => void find());
    }
  }

  async function look(): Promise<void> {
    const answer = await api.booth();
    if (answer.is === 'ok') learn({ info: answer.value });
  }

  /** The counter was closed, is open again or has other hours. A visit goes on, and is told of closures where it stands. */
  async function learnHours(): Promise<void> {
    const answer = await api.booth();
    const { info, visit } = snapshot();
    if (answer.is !== 'ok' || info === null) return;
    const { notices = [] } = answer.value;
    learn({ info: visit.at === 'start' ? answer.value : { ...info, notices } });
    if (visit.at === 'confirm') askProspect(visit.subject.id);
  }

  async function refresh(): Promise<void> {
    if (snapshot().visit.at === 'start') await look();
    looking = clock.after(REFRESH_MS, () => void refresh());
  }

  function hear(signal: SignalClient): void {
    const { link, call, placeChanges } = signal.snapshot();
    if (placeChanges !== changes) {
      changes = placeChanges;
      void learnHours();
    }
    if (link.is === 'open' && unheard) {
      unheard = false;
      clock.after(KNOWN_MS, () => {
        if (isKnown(snapshot().visit) && signal.snapshot().call === null) tell({ type: 'call', call: null });
      });
    }
    if (link.is === 'ended' && link.why === 'revoked') revoked();
    else if (link.is === 'ended' && link.why === 'outdated') outdated();
    else if (link.is === 'open' && call !== known) {
      known = call;
      tell({ type: 'call', call });
    }
  }

  /** A call that still flows is let finish: its media does not depend on the server's words. */
  function outdated(): void {
    if (snapshot().stage !== 'outdated') learn({ stage: 'outdated' });
    const { is } = snapshot().call?.snapshot().link ?? { is: 'left' };
    if (is !== 'connected' && is !== 'shaky') tell({ type: 'cut-off' });
  }

  return {
    find,
    settle,
    look,
    outdated,
    /** The call that the office told of last. */
    call: () => known,
    /** A visit is taken up: its call may have ended meanwhile. */
    takeUp: (visit: Visit) => {
      unheard = isKnown(visit);
    },
    /** What can be booked, for a visit that may come to it. */
    async learnBookable(): Promise<void> {
      if (isPractice || snapshot().bookable !== null) return;
      const answer = await api.bookable();
      if (answer.is === 'ok') learn({ bookable: answer.value });
    },
  };
}

/** Whether the server knows the visit's call, and would say so with its welcome. */
function isKnown({ at }: Visit): boolean {
  return at === 'call' || at === 'callback' || at === 'dialling';
}
