// One practice: the booth's real controller with an office that is not there, and the script beside it. Nothing of it
// outlives its screen.

import type { Clock } from '../../clock/clock';
import * as filling from '../../features/form/machine';
import type { Forms } from '../../forms';
import type { BoothInfo } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';
import { type Booth, createBooth } from '../booth';
import type { Volume } from '../frame/settings';
import { PROPOSED, practiceForm } from './form';
import { createOffice } from './office';
import * as practice from './practice';
import { usesForm } from './script';

export interface Round extends Watchable<practice.Practice> {
  /** The practice's own booth, for every screen inside it. */
  readonly booth: Booth;
  readonly next: () => void;
  readonly back: () => void;
  /** The resident set the officer's voice. */
  readonly volume: (volume: Volume) => void;
  /** The screen is covered or not: one switch and one hardware key for the whole booth. */
  readonly covered: (covered: boolean) => void;
  /** Where the booth plays its sounds. */
  readonly speaker: () => string | null;
  readonly write: (id: string, text: string) => void;
  readonly close: () => void;
}

/** What a practice stands on; `forms` loads the rules. */
export interface Setting {
  readonly place: BoothInfo;
  readonly clock: Clock;
  readonly volume: Volume;
  readonly forms: () => Promise<Forms>;
}

/** `outer`: the booth that practises. It alone counts how long nothing is touched, and ends in its own way. */
export function openRound(outer: Booth, { place, clock, volume, forms }: Setting): Round {
  const time = stoppable(clock);
  const office = createOffice(place, time, forms);
  const erase = () => outer.tell({ type: 'end' });
  const inner = createBooth({ ...office.surroundings, clock: time, erase }, null);
  let loudness = volume;
  /** Proposals made so far; each has an id of its own. */
  let proposed = 0;
  let isProposed = false;

  const facts = (): practice.Facts => {
    const { privacy, notes, form } = inner.snapshot();
    const writer = form.is === 'open' ? form.form.writer : null;
    return {
      volume: loudness,
      covered: privacy.is !== 'off',
      notes: notes.filter(({ by }) => by === 'me').length,
      answers: Object.keys(writer?.values ?? {}).length,
      proposals: writer?.sheet.proposals.length ?? 0,
    };
  };
  const store = createStore(practice.begin(facts()));

  function move(to: practice.Practice): void {
    if (to === store.snapshot()) return;
    isProposed = false;
    store.set(to);
    const step = practice.stepOf(to);
    if (step.task === 'accept') void inner.openForm(practiceForm.id);
    else if (!usesForm(step)) inner.showForm(false);
    changed();
  }

  function changed(): void {
    const { visit, form } = inner.snapshot();
    if (visit.at === 'start') return void outer.tell({ type: 'back' });
    if (form.is === 'open') {
      outer.tell({ type: 'form', progress: filling.hasDraft(form.form) ? 'draft' : 'none' });
      if (practice.stepOf(store.snapshot()).task === 'accept' && !isProposed) propose(form.form);
    }
    store.update((now) => practice.see(now, facts()));
  }

  function propose(form: filling.Form): void {
    isProposed = true;
    proposed += 1;
    const { path, values } = PROPOSED;
    // The proposal stands under its own question; another one's answers would lie beneath it.
    inner.formed(filling.open(form, path));
    const value = form.writer.values[path] === values[0] ? values[1] : values[0];
    office.ask({ type: 'propose', proposal: { id: `proposal-${proposed}`, path, value } });
  }

  inner.tell({ type: 'begin' });
  const stop = inner.subscribe(changed);
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    booth: { ...inner, cover: outer.cover, lift: outer.lift },
    next: () => move(practice.next(store.snapshot(), facts())),
    back: () => move(practice.back(store.snapshot(), facts())),
    volume: (volume) => {
      loudness = volume;
      changed();
    },
    covered: (covered) => (covered ? inner.cover() : inner.lift('off')),
    speaker: () => outer.media.snapshot().chosen.speaker,
    write: office.write,
    close: () => {
      stop();
      time.stop();
    },
  };
}

/** Timers that end with their screen. No time passes on it, so that nobody is ever away: the outer booth sees to that. */
function stoppable(clock: Clock): Clock & { readonly stop: () => void } {
  const waiting = new Set<() => void>();
  return {
    now: () => 0,
    after: (ms, act) => {
      const cancel = clock.after(ms, () => {
        waiting.delete(cancel);
        act();
      });
      waiting.add(cancel);
      return () => {
        waiting.delete(cancel);
        cancel();
      };
    },
    stop: () => {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
