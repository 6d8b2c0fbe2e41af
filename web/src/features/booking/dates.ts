import { type DateWords, dateWords } from '../../coordinator/calendar/dates';
import type { Language } from '../../generated/protocol';

/** Dates as staff read them out: 和暦, and the years that readers of English count by. */
export function deskDates(language: Language): DateWords {
  return dateWords(language, language === 'en' ? 'seireki' : 'wareki');
}
