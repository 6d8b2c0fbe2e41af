// A short text that an officer writes for somebody else: the next officer, or a resident who waits.

import { countOf, type NoteFault, noteFault } from '../panel/notes';

/** Most characters, as the protocol says. */
export const BRIEF_MAX = 200;

/** What would be sent, or why it stays here. An empty text is fine: no note, or a message taken back. */
export function writeBrief(
  text: string,
  holdsMyNumber: (text: string) => boolean,
): { readonly text: string } | { readonly fault: Exclude<NoteFault, 'empty'> } {
  const plain = text.trim();
  const fault = noteFault(plain, BRIEF_MAX, holdsMyNumber);
  return fault === null || fault === 'empty' ? { text: plain } : { fault };
}

/** How many characters are left; negative where there are too many. */
export function charactersLeft(text: string): number {
  return BRIEF_MAX - countOf(text.trim());
}
