// Where a practice stands: which step, and whether what it asks was tried. A plain value; the booth around it is the
// real one, and tells what the resident did.

import type { Volume } from '../frame/settings';
import { type Step, script, type Task } from './script';

/** What can be seen of the booth. */
export interface Facts {
  readonly volume: Volume;
  readonly covered: boolean;
  /** Notes that the resident has written. */
  readonly notes: number;
  /** Questions of the form that are answered. */
  readonly answers: number;
  /** Proposals that wait for a yes or no. */
  readonly proposals: number;
}

export interface Practice {
  /** Which step of the script, from 0. */
  readonly at: number;
  /** As everything stood when the step came. */
  readonly from: Facts;
  /** `begun`: half of something that has two halves, as covering and showing again. */
  readonly tried: 'no' | 'begun' | 'done';
}

/** Enough of the form to have met both kinds of question. */
export const ANSWERS = 2;

export function begin(facts: Facts): Practice {
  return arrive(0, facts);
}

export function stepOf({ at }: Practice): Step {
  return script[at] ?? script[0];
}

/** The resident did something. What was tried once stays tried. */
export function see(practice: Practice, now: Facts): Practice {
  const { task } = stepOf(practice);
  if (task === null || practice.tried === 'done') return practice;
  const tried = judge(task, practice, now);
  return tried === practice.tried ? practice : { ...practice, tried };
}

/** つぎへ, or とばす: nothing has to be tried. After the last step there is none. */
export function next(practice: Practice, now: Facts): Practice {
  return practice.at + 1 < script.length ? arrive(practice.at + 1, now) : practice;
}

/** もどる: the step before may be tried once more. */
export function back(practice: Practice, now: Facts): Practice {
  return practice.at > 0 ? arrive(practice.at - 1, now) : practice;
}

function arrive(at: number, facts: Facts): Practice {
  return { at, from: facts, tried: 'no' };
}

function judge(task: Task, { from, tried }: Practice, now: Facts): Practice['tried'] {
  switch (task) {
    case 'volume':
      return now.volume === from.volume ? 'no' : 'done';
    case 'cover':
      return halves(now.covered, tried);
    case 'note':
      return now.notes > from.notes ? 'done' : 'no';
    case 'write':
      return now.answers >= ANSWERS ? 'done' : 'no';
    case 'accept':
      return halves(now.proposals > 0, tried);
  }
}

/** Something that is there for a while is done with once it is gone again. */
function halves(isThere: boolean, tried: Practice['tried']): Practice['tried'] {
  if (isThere) return 'begun';
  return tried === 'begun' ? 'done' : 'no';
}
