import type { Language } from '../generated/protocol';

/** The language in its own words, as the switch shows it. */
export const languageNames: Readonly<Record<Language, string>> = {
  ja: '日本語',
  easy: 'やさしい日本語',
  en: 'English',
};

/** The BCP 47 tag for `lang` attributes and number formats. */
export function languageTag(language: Language): string {
  return language === 'en' ? 'en' : 'ja';
}
