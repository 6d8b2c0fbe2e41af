// A day as it is being entered: an era (or 西暦) and three numbers. What is typed so far is one text that the rules of
// the forms crate read: 昭和23年4月5日.

export const eras = ['令和', '平成', '昭和', '大正', '西暦'] as const;
export type EraName = (typeof eras)[number];
export type Part = 'year' | 'month' | 'day';
export const parts: readonly Part[] = ['year', 'month', 'day'];

export interface DateEntry {
  readonly era: EraName;
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

export const blank: DateEntry = { era: '昭和', year: '', month: '', day: '' };

/** The text for the rules; empty while nothing is entered. */
export function dateText({ era, year, month, day }: DateEntry): string {
  if (year === '' && month === '' && day === '') return '';
  return `${era === '西暦' ? '' : era}${year}年${month}月${day}日`;
}

const japanese = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Reads what `dateText` wrote, and an answer as the form keeps it (`1948-04-05`): by era unless `era` is 西暦. */
export function readDate(text: string, era: EraName = blank.era): DateEntry {
  const kept = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (kept !== null) {
    const [, year = '', month = '', day = ''] = kept;
    const western: DateEntry = { era: '西暦', year, month: String(Number(month)), day: String(Number(day)) };
    const [name, inEra = ''] = japanese
      .formatToParts(new Date(`${text}T00:00:00Z`))
      .map(({ value }) => value);
    const known = eras.find((known) => known === name);
    return era === '西暦' || known === undefined ? western : { ...western, era: known, year: numeral(inEra) };
  }
  const typed = /^(令和|平成|昭和|大正)?(\d*|元)年(\d*)月(\d*)日$/.exec(text);
  if (typed === null) return { ...blank, era };
  const [, name, year = '', month = '', day = ''] = typed;
  return { era: (name as EraName | undefined) ?? '西暦', year: numeral(year), month, day };
}

/** 元年 is the first year. */
function numeral(year: string): string {
  return year === '元' ? '1' : year;
}

/** Most digits of a part. */
export function digitsOf({ era }: DateEntry, part: Part): number {
  return part === 'year' && era === '西暦' ? 4 : 2;
}

/** The part with only the digits it can hold, full-width ones too. */
export function withPart(entry: DateEntry, part: Part, typed: string): DateEntry {
  const digits = typed.normalize('NFKC').replace(/\D/g, '').slice(0, digitsOf(entry, part));
  return { ...entry, [part]: digits };
}

/** Where to go on after a digit: the next part once this one can take no more. */
export function following(entry: DateEntry, part: Part): Part {
  const value = entry[part];
  const most = { year: digitsOf(entry, 'year'), month: 2, day: 2 }[part];
  // 2–9 can start no month of two digits, 4–9 no day.
  const whole =
    value.length >= most || (part === 'month' && Number(value) > 1) || (part === 'day' && Number(value) > 3);
  const next = parts[parts.indexOf(part) + 1];
  return whole && next !== undefined ? next : part;
}
