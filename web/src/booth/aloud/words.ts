import type { Language } from '../../generated/protocol';
import { withoutRuby } from '../../ui/ruby-markup';

/** The terminal takes no more characters at once. */
const LONGEST = 1_000;

/** Sentences as one text to be spoken: without ruby, and without the spaces that やさしい日本語 puts between words. */
export function spoken(parts: readonly string[], language: Language): string {
  const [stop, space] = language === 'en' ? ['.', ' '] : ['。', ''];
  return parts
    .map((part) => withoutRuby(part).trim())
    .filter((part) => part !== '')
    .map((part) => (language === 'en' ? part : part.replaceAll(/\s+/g, '')))
    .map((part) => (/[。．.!?！？]$/.test(part) ? part : part + stop))
    .join(space)
    .slice(0, LONGEST);
}
