import type { Language, Words } from '../../generated/protocol';
import type { Fault } from './planning';
import type { texts } from './texts';

/** A text of the office in the resident's language, or in Japanese where it has none. */
export function inLanguage(words: Words, language: Language): string {
  return (language === 'ja' ? null : words[language]) ?? words.ja;
}

export function faultWords(words: (typeof texts)['ja']['faults'], fault: Fault): string {
  if (fault.is !== 'too-many') return words[fault.is];
  return fault.seconds === null ? words.tooMany : words.tooManyFor(Math.ceil(fault.seconds / 60));
}
