import type { Definition, Field, Text } from '../../generated/forms';
import type { Language, Proposal, Shown } from '../../generated/protocol';
import { withoutRuby } from '../../ui/ruby-markup';
import { handIn, isWay } from '../form/hand-in';
import { optionsIn, optionsOf } from '../form/several';
import type { Path, Sheet } from '../panel/sheet';

/** One line of the form as the desk sees it. */
export interface Row {
  readonly path: Path;
  readonly label: string;
  readonly value: Value;
  readonly private: boolean;
  /** Where the resident is. */
  readonly here: boolean;
  /** Staff suggestion that waits for the resident. */
  readonly proposal: { readonly id: string; readonly value: string; readonly words: string } | null;
  /** Whether staff may suggest a value, and out of what. */
  readonly suggest: Suggest;
}

export type Value =
  | { readonly is: 'empty' }
  | { readonly is: 'words'; readonly words: string }
  /** A consent that was given. */
  | { readonly is: 'agreed' }
  /** Private: answered, and nobody here knows how. */
  | { readonly is: 'filled' };

export type Suggest =
  | { readonly by: 'nothing' }
  | { readonly by: 'typing' }
  | { readonly by: 'day' }
  | {
      readonly by: 'choosing';
      readonly options: readonly { readonly key: string; readonly words: string }[];
    }
  | {
      readonly by: 'choosing-several';
      readonly options: readonly { readonly key: string; readonly words: string }[];
      /** The one that stands alone. */
      readonly none: string | null;
    };

/** A part of the form under one heading, with what is asked in it now. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

/**
 * Lays the sheet out as the form asks it: what a condition leaves out is not there, entries stand under their repeat.
 * `reveals`: private answers are shown, to whoever reviews the application.
 */
export function layOut(definition: Definition, sheet: Sheet, language: Language, reveals = false): Part[] {
  const words: Speaks = { in: language, text: (text) => withoutRuby(text[language]) };
  const row = (path: Path, field: Field, label: string): Row => ({
    path,
    label,
    value: answerOf(sheet.answers[path], reveals ? { ...field, private: false } : field, words),
    private: field.private,
    here: sheet.step.at === 'field' && sheet.step.path === path,
    proposal: proposalOf(
      sheet.proposals.find((proposal) => proposal.path === path),
      field,
      words,
    ),
    suggest: suggestOf(field, words),
  });
  const rowsOf = (field: Field): Row[] => {
    if (!asked(field, '', sheet)) return [];
    const own = row(field.id, field, words.text(field.label));
    const { kind } = field;
    if (kind.type !== 'repeat') return [own];
    const entries = Array.from({ length: Math.min(kind.max, entryCount(field, sheet)) }, (_, index) =>
      kind.fields
        .filter((inner) => asked(inner, `${field.id}/${index}/`, sheet))
        .map((inner) => {
          const label = `${words.text(kind.entry)} ${index + 1}　${words.text(inner.label)}`;
          // A repeat that is private is private in every entry.
          const guarded = { ...inner, private: inner.private || field.private };
          return row(`${field.id}/${index}/${inner.id}`, guarded, label);
        }),
    );
    return [own, ...entries.flat()];
  };
  return definition.steps
    .map(({ id, title, fields }) => ({ id, title: words.text(title), rows: fields.flatMap(rowsOf) }))
    .filter(({ rows }) => rows.length > 0);
}

/** How many of what is asked has an answer. */
export function progress(parts: readonly Part[]): { readonly answered: number; readonly asked: number } {
  const rows = parts.flatMap((part) => part.rows);
  return { answered: rows.filter(({ value }) => value.is !== 'empty').length, asked: rows.length };
}

function asked(field: Field, prefix: string, sheet: Sheet): boolean {
  if (field.kind.type === 'computed') return false;
  return field.when.every((when) => {
    const answer = sheet.answers[`${prefix}${when.field}`];
    return answer?.shown === 'value' && answer.value.split(',').some((chosen) => when.is.includes(chosen));
  });
}

function entryCount(field: Field, sheet: Sheet): number {
  const own = sheet.answers[field.id];
  if (own?.shown === 'value' && /^\d{1,2}$/.test(own.value)) return Number(own.value);
  const indices = Object.keys(sheet.answers)
    .filter((path) => path.startsWith(`${field.id}/`))
    .map((path) => Number(path.split('/')[1]) + 1);
  return Math.max(0, ...indices.filter(Number.isInteger));
}

function answerOf(shown: Shown | undefined, field: Field, words: Speaks): Value {
  if (shown === undefined || shown.shown === 'empty') return { is: 'empty' };
  // The booth never sends a private value; were one to come, it would not be shown.
  if (shown.shown === 'filled' || field.private) return { is: 'filled' };
  if (field.kind.type === 'consent') return { is: 'agreed' };
  return { is: 'words', words: spoken(shown.value, field, words) };
}

function spoken(value: string, { kind }: Field, words: Speaks): string {
  switch (kind.type) {
    case 'choice':
    case 'several':
      return (
        optionsIn(kind, value)
          .map(({ label }) => words.text(label))
          .join('・') || value
      );
    case 'attachment':
      return isWay(value) ? words.text(handIn[value]) : value;
    case 'number':
      return `${Number(value).toLocaleString('ja-JP')} ${words.text(kind.unit)}`;
    case 'date':
      return dayInWords(value, words.in);
    default:
      return value;
  }
}

/** The desk's language, and a text of the form in it. */
interface Speaks {
  readonly in: Language;
  readonly text: (text: Text) => string;
}

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
});

const english = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const eraYear = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `1948-04-05` → 昭和23年4月5日（1948年）, 5 April 1948 (昭和23年); anything else as it is. */
export function dayInWords(value: string, language: Language): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return value;
  return language === 'en'
    ? `${english.format(day)} (${eraYear.format(day)})`
    : `${era.format(day)}（${value.slice(0, 4)}年）`;
}

function proposalOf(proposal: Proposal | undefined, field: Field, words: Speaks): Row['proposal'] {
  return proposal === undefined
    ? null
    : { id: proposal.id, value: proposal.value, words: spoken(proposal.value, field, words) };
}

function suggestOf(field: Field, words: Speaks): Suggest {
  if (field.private) return { by: 'nothing' };
  switch (field.kind.type) {
    case 'consent':
    case 'repeat':
    case 'computed':
      return { by: 'nothing' };
    case 'attachment':
      return {
        by: 'choosing',
        options: field.kind.ways.map((way) => ({ key: way, words: words.text(handIn[way]) })),
      };
    case 'several':
      return {
        by: 'choosing-several',
        options: optionsOf(field.kind).map(({ id, label }) => ({ key: id, words: words.text(label) })),
        none: field.kind.none?.id ?? null,
      };
    case 'choice':
      return {
        by: 'choosing',
        options: field.kind.options.map(({ id, label }) => ({ key: id, words: words.text(label) })),
      };
    case 'date':
      return { by: 'day' };
    default:
      return { by: 'typing' };
  }
}
