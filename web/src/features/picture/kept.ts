// What the officer chose, kept on the desk's own machine: whoever works there is seen in the same room.

import { fitting, middle, type Oval } from './oval';

export type PictureChoice = 'camera' | 'blurred' | 'card';
export const pictureChoices: readonly PictureChoice[] = ['camera', 'blurred', 'card'];

export interface Kept {
  readonly choice: PictureChoice;
  readonly oval: Oval;
}

/** Nothing was ever chosen here. */
const first: Kept = { choice: 'camera', oval: middle };
/** Something was, and nobody knows what: then the room is not shown. */
const unreadable: Kept = { choice: 'card', oval: middle };

export function parseKept(text: string | null): Kept {
  if (text === null) return first;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return unreadable;
    const { choice, across, near } = kept as Record<string, unknown>;
    const known = pictureChoices.find((one) => one === choice);
    if (known === undefined || typeof across !== 'number' || typeof near !== 'number') return unreadable;
    return { choice: known, oval: fitting({ across, near }) };
  } catch {
    return unreadable;
  }
}

/** Where it is kept. */
export interface Keep {
  readonly read: () => Kept;
  readonly write: (kept: Kept) => void;
}

const KEY = 'chikamado.desk.picture';

/** The browser's own store; where it allows none, a choice is good for this page. */
export function browserKeep(): Keep {
  return {
    read: () => {
      try {
        return parseKept(localStorage.getItem(KEY));
      } catch {
        return first;
      }
    },
    write: ({ choice, oval }) => {
      try {
        localStorage.setItem(KEY, JSON.stringify({ choice, ...oval }));
      } catch {
        // Nothing to be done, and nothing is less private for it.
      }
    },
  };
}
