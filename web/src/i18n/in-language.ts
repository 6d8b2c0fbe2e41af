import type { Language, Words } from '../generated/protocol';

/** A text of the office in the reader's language, or in Japanese where it has none. */
export function inLanguage(words: Words, language: Language): string {
  return (language === 'ja' ? null : words[language]) ?? words.ja;
}
