// What follows from a verdict, for every face alike.

import type { Guidance, Language, PlaceToBook, Verdict } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { withoutRuby } from '../../ui/ruby-markup';

/** Only these ring and are booked. */
export function goesOn(verdict: Verdict): boolean {
  return verdict === 'remote' || verdict === 'remote-private' || verdict === 'online-with-help';
}

/** As many enclosed booths as are told: whoever looks at more compares for too long. */
const NEAREST = 3;

/** Those of the enclosed booths that are told, the nearest first. */
export function nearestOf({ enclosed }: Guidance): readonly PlaceToBook[] {
  return enclosed.slice(0, NEAREST);
}

/** A number as a telephone dials it. */
export function dialled(telephone: string): string {
  return `tel:${telephone.replace(/[^\d+]/g, '')}`;
}

/** So many bytes are read from a screen at arm's length: 61 modules a side at most. */
const LONGEST = 200;

/**
 * A ご案内票 for a camera: its sentences as plain text, with nothing of the person in it. What does not fit is left out from
 * the end, a sentence at a time; the first is the number to call.
 */
export function slipText(sentences: readonly string[]): string {
  let text = '';
  for (const sentence of sentences.map(withoutRuby)) {
    const longer = text === '' ? sentence : `${text}\n${sentence}`;
    if (new TextEncoder().encode(longer).length > LONGEST) break;
    text = longer;
  }
  return text;
}

/** What the verdict says to do, and why, in the reader's language. */
export function reasonsOf({ decision }: Guidance, language: Language): readonly string[] {
  return decision.reasons.map(({ words }) => inLanguage(words, language));
}
