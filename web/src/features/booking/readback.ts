// What is read out to a caller: the booking in whole sentences, its code letter by letter.

import { usualDates, wallOf } from '../../calendar/dates';
import type { BookableSite, BookableSubject, Booking, Language, Words } from '../../generated/protocol';
import type { Same } from '../../i18n/catalogue';
import { inLanguage } from '../../i18n/in-language';
import { withoutRuby } from '../../ui/ruby-markup';
import { grouped } from './code';
import { readBackText } from './readback-text';
import { DIGITS, LETTERS } from './spelling';

/** One sign of a code, as it is said on the telephone. */
export interface Said {
  readonly sign: string;
  readonly said: string;
  /** For whoever did not catch it: アメリカのエー. */
  readonly clearly: string;
}

/** Which part of the booking a sentence tells. */
export type Part = 'made' | 'when' | 'where' | 'access' | 'about' | 'code' | 'arrive' | 'bring' | 'change';

export interface Sentence {
  readonly part: Part;
  readonly words: string;
}

/** What is known of the place and the subject beside the booking itself. */
export interface Beside {
  readonly site: Pick<BookableSite, 'access'> | undefined;
  readonly subject: Pick<BookableSubject, 'bring'> | undefined;
  readonly timeZone: string;
}

type Text = Same<(typeof readBackText)['ja']>;

/** A code, sign by sign. */
export function spell(code: string, language: Language): Said[] {
  const { as } = readBackText[language];
  const english = language === 'en';
  return [...code].map((sign) => {
    const digit = DIGITS[sign];
    if (digit !== undefined) {
      const said = digit[english ? 1 : 0];
      return { sign, said, clearly: said };
    }
    const [ja, word, en] = LETTERS[sign] ?? [sign, sign, sign];
    return english ? { sign, said: sign, clearly: as(en, sign) } : { sign, said: ja, clearly: as(word, ja) };
  });
}

/** `clearly`: with a word for each letter, when it is read again. */
function codeWords(code: string, language: Language, clearly: boolean): string {
  const { between } = readBackText[language];
  return spell(code, language)
    .map((one) => (clearly ? one.clearly : one.said))
    .join(between);
}

/** 令和8年6月4日、木曜日 */
export function dayAloud(date: string, language: Language): string {
  const long = usualDates(language).long(date);
  if (language === 'en') {
    const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
      Date.parse(`${date}T00:00:00Z`),
    );
    return long.replace(/^\w+/, `${day},`);
  }
  return long.replace(/（(.)）$/, `、$1${readBackText[language].weekday}`);
}

/** 午前10時30分; お昼の12時30分, since 午後0時 is misheard. */
export function timeAloud(time: string, language: Language): string {
  const text = readBackText[language];
  const [hour = 0, minutes = 0] = time.split(':').map(Number);
  const shown = hour > 12 ? hour - 12 : hour;
  const words = minutes === 0 ? text.hour(shown) : text.minutes(shown, minutes);
  if (hour === 12) return text.noon(words);
  return hour < 12 ? text.morning(words) : text.afternoon(words);
}

/** A text of the office without readings, each word once: 「{窓口|まどぐち}」 is 窓口. */
export function plainText(text: Words, language: Language): string {
  return withoutRuby(inLanguage(text, language)).trim();
}

/** The whole of it, in the caller's language. */
export function readBack(
  booking: Booking,
  { site, subject, timeZone }: Beside,
  clearly: boolean,
): Sentence[] {
  const { language } = booking;
  const text: Text = readBackText[language];
  const { date, time } = booking.time;
  const at = (moment: number) => timeAloud(wallOf(moment, timeZone).time, language);
  const access = site === undefined ? '' : plainText(site.access, language);
  const bring = subject === undefined ? '' : plainText(subject.bring, language);
  const end = (words: string) => words.replace(/[。.]$/, '');
  const sentences: Sentence[] = [
    { part: 'made', words: text.made },
    { part: 'when', words: text.when(dayAloud(date, language), timeAloud(time, language)) },
    {
      part: 'where',
      words: booking.counter ? text.counter(booking.site_name) : text.where(booking.site_name),
    },
    { part: 'access', words: access === '' ? '' : text.access(end(access)) },
    { part: 'about', words: text.about(plainText(booking.subject_name, language)) },
    { part: 'code', words: text.code(codeWords(booking.code, language, clearly)) },
    {
      part: 'arrive',
      words: booking.counter ? text.come : text.arrive(at(booking.check_in_from), at(booking.check_in_until)),
    },
    { part: 'bring', words: bring === '' ? '' : text.bring(bring) },
    { part: 'change', words: text.change(booking.telephone) },
  ];
  return sentences.filter(({ words }) => words !== '');
}

/** The same to be kept in writing: the code as it is written, not as it is said. */
export function readBackCopy(booking: Booking, beside: Beside): string {
  const code = grouped(booking.code);
  return readBack(booking, beside, false)
    .filter(({ part }) => part !== 'made')
    .map(({ part, words }) => (part === 'code' ? readBackText[booking.language].code(code) : words))
    .join('\n');
}
