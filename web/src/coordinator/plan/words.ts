import { type DateWords, daysWords } from '../../calendar/dates';
import { span } from '../../calendar/times';
import type { Calendar, Opening, Plan, SubjectLength } from '../../generated/protocol';
import type { Names } from './names';
import type { Difference, Part } from './parts';
import type { planText } from './text';

type Text = (typeof planText)['ja'];

/** What words are made with. */
export interface Wording {
  readonly text: Text;
  readonly names: Names;
  readonly dates: DateWords;
}

/** One change in words: what, how, and which fields from what to what. */
export interface ChangeWords {
  readonly key: string;
  readonly how: 'added' | 'changed' | 'removed';
  readonly what: string;
  readonly lines: readonly string[];
}

/** More dates than this are told as their number. */
const FEW = 4;

export function changeWords({ key, before, after }: Difference, wording: Wording): ChangeWords {
  const part = after ?? before;
  const what = part === null ? key : partWords(part, wording);
  if (before === null) return { key, how: 'added', what, lines: [] };
  if (after === null) return { key, how: 'removed', what, lines: [] };
  const { text } = wording;
  const [old, now] = [fieldsOf(before, wording), fieldsOf(after, wording)];
  const lines = now.flatMap(([name, value], at) => {
    const [, was = ''] = old[at] ?? [];
    return was === value ? [] : [`${name}${text.colon}${text.arrow(was, value)}`];
  });
  return { key, how: 'changed', what, lines };
}

/** A thing of a plan by what people call it. */
export function partWords(part: Part, wording: Wording): string {
  const { text, names } = wording;
  switch (part.of) {
    case 'opening':
      return openingWords(part.value, wording);
    case 'building':
      return text.building(names.site(part.value.site));
    case 'office':
      return text.office(names.section(part.value.section));
    case 'interpreter':
      return text.interpreter(part.value.name);
    case 'length':
      return text.length(names.subject(part.value.subject));
    case 'rules':
      return text.rules;
  }
}

/** まちづくり推進課 毎週 月〜金 9:00–16:30 */
export function openingWords(opening: Opening, wording: Wording): string {
  const { text, names } = wording;
  const [days, hours] = [openingDays(opening, wording), span(opening.hours)];
  return opening.title === null
    ? text.opening(names.section(opening.section), days, hours)
    : text.titled(opening.title, days, hours);
}

export function openingDays({ days }: Pick<Opening, 'days'>, { text, dates }: Wording): string {
  if (days.is === 'dates') return datesWords(days.dates, { text, dates });
  return text.weekly(daysWords(days.days, dates.weekday, text));
}

export function datesWords(
  list: readonly string[],
  { text, dates }: Pick<Wording, 'text' | 'dates'>,
): string {
  if (list.length === 0) return text.none;
  if (list.length > FEW) return text.dates(String(list.length));
  return list.map(dates.short).join(text.list);
}

/** A calendar's week in words: 月〜金 9:00–17:15、土 9:00–12:00 */
export function weekWords({ week }: Calendar, { text, dates }: Pick<Wording, 'text' | 'dates'>): string {
  if (week.length === 0) return text.closedAll;
  return week
    .map(({ days, hours }) => `${daysWords(days, dates.weekday, text)} ${span(hours)}`)
    .join(text.list);
}

type Field = readonly [name: string, value: string];

/** Each field of a thing in words, in one order. */
function fieldsOf(part: Part, wording: Wording): Field[] {
  switch (part.of) {
    case 'opening':
      return openingFields(part.value, wording);
    case 'building':
    case 'office':
      return calendarFields(part.value.calendar, wording);
    case 'interpreter':
      return [[wording.text.field.title, part.value.name], ...calendarFields(part.value.calendar, wording)];
    case 'length':
      return lengthFields(part.value, wording);
    case 'rules':
      return rulesFields(part.value, wording);
  }
}

function openingFields(opening: Opening, wording: Wording): Field[] {
  const { text, names, dates } = wording;
  const { field } = text;
  const { days } = opening;
  const ends =
    days.is === 'dates'
      ? ''
      : ` ${text.from(dates.long(days.from))} ${days.until ? text.until(dates.long(days.until)) : text.open}`;
  return [
    [field.section, names.section(opening.section)],
    [field.sites, opening.sites.map(names.site).join(text.list)],
    [field.subjects, opening.subjects.map(names.subject).join(text.list) || text.all],
    [field.kind, text.kinds[opening.kind]],
    [field.title, opening.title ?? text.none],
    [
      field.days,
      `${days.is === 'dates' ? days.dates.map(dates.short).join(text.list) : openingDays(opening, wording)}${ends}`,
    ],
    [field.except, opening.except.map(dates.short).join(text.list) || text.none],
    [field.hours, span(opening.hours)],
    [field.unit, text.minutes(String(opening.unit_minutes))],
    [field.seats, text.seats(String(opening.seats))],
    [field.interpreter, opening.interpreter === null ? text.none : names.interpreter(opening.interpreter)],
    [field.holidays, opening.on_holidays ? text.yes : text.no],
  ];
}

function calendarFields(calendar: Calendar, wording: Wording): Field[] {
  const { text, dates } = wording;
  const exceptions = calendar.dates.map(
    ({ date, hours }) => `${dates.short(date)} ${hours.map(span).join(text.between) || text.closedAll}`,
  );
  return [
    [text.field.calendar, weekWords(calendar, wording)],
    [text.field.exceptions, exceptions.join(text.list) || text.none],
  ];
}

function lengthFields({ minutes, buffer_minutes }: SubjectLength, { text }: Wording): Field[] {
  return [
    [text.field.minutes, text.minutes(String(minutes))],
    [text.field.buffer, text.minutes(String(buffer_minutes))],
  ];
}

function rulesFields(rules: Plan['rules'], { text }: Wording): Field[] {
  const { field, rule } = text;
  return [
    [field.lead, rule.lead(String(rules.lead_minutes))],
    [field.horizon, rule.horizon(String(rules.horizon_days))],
    [field.person, rule.person(String(rules.per_person))],
    [field.early, rule.early(String(rules.early_minutes))],
    [field.late, rule.late(String(rules.late_minutes))],
  ];
}
