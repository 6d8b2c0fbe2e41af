// Whether anybody is there: `idle.ts` decides, this looks at the clock and at what the visit allows.

import type { Clock } from '../clock/clock';
import * as filling from '../features/form/machine';
import * as walks from '../features/guide/walk';
import { CHOOSING_MS, type Idle, limited, look, RATING_MS, type Seen, TYPING_MS, touched } from './idle';
import type { BoothState } from './surroundings';
import { allowance } from './turn';

/** The visit around it. */
export interface Around {
  readonly snapshot: () => Pick<BoothState, 'form' | 'guided' | 'idle' | 'visit'>;
  readonly learn: (idle: Seen) => void;
  /** Nobody is there. `rating`: nobody says how it was. */
  readonly gone: (rating: boolean) => void;
}

const limits = { unlimited: null, choosing: CHOOSING_MS, typing: TYPING_MS, rating: RATING_MS };

export function createWatch(clock: Clock, { snapshot, learn, gone }: Around) {
  let idle: Idle = { limit: null, touchedAt: clock.now() };
  let stop = () => {};

  /** Looks at what the visit allows now, and again when something of it is due. */
  function watch(): void {
    const before = snapshot().idle;
    const kind = allowanceOf(snapshot());
    idle = limited(idle, limits[kind], clock.now());
    const seen = look(idle, clock.now());
    stop();
    // Whoever says nothing of how it was has said enough: nothing is lost, and nobody is asked twice.
    if (seen.seen === 'gone' || (kind === 'rating' && seen.seen === 'warning')) {
      gone(kind === 'rating');
      return;
    }
    if (seen.wakeAt !== null) stop = clock.after(seen.wakeAt - clock.now(), watch);
    if (JSON.stringify(seen) !== JSON.stringify(before)) learn(seen);
  }

  return {
    watch,
    /** A touch or a key. During the warning only もう少し待つ counts. */
    touch(stay = false): void {
      if (!stay && snapshot().idle.seen !== 'present') return;
      idle = touched(idle, clock.now());
      watch();
    },
  };
}

/** More time is given only once something was typed. */
function allowanceOf({ visit, form, guided: { guide } }: ReturnType<Around['snapshot']>) {
  const kind = allowance(visit);
  if (kind !== 'typing') return kind;
  const typed =
    visit.at === 'guide'
      ? guide.is === 'open' && walks.hasDraft(guide.walk)
      : visit.at !== 'alone' || (form.is === 'open' && filling.hasDraft(form.form));
  return typed ? kind : 'choosing';
}
