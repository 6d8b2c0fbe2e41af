// A short text that an officer writes for somebody else: the next officer, or a resident who waits.

import { countOf, type NoteFault, noteFault } from '../panel/notes';

/** Most characters, as the protocol says. */
export const BRIEF_MAX = 200;

/** A text that goes out, and whether its writer says 個人番号ではありません. */
export interface Brief {
  readonly text: string;
  readonly declared: boolean;
}

/** What would be sent, or why it stays here. An empty text is fine: no note, or a message taken back. */
export function writeBrief(
  text: string,
  holdsMyNumber: (text: string) => boolean,
  declared: boolean,
): Brief | { readonly fault: Exclude<NoteFault, 'empty'> } {
  const plain = text.trim();
  const fault = noteFault(plain, BRIEF_MAX, holdsMyNumber, declared);
  return fault === null || fault === 'empty' ? { text: plain, declared } : { fault };
}

/** How many characters are left; negative where there are too many. */
export function charactersLeft(text: string): number {
  return BRIEF_MAX - countOf(text.trim());
}
