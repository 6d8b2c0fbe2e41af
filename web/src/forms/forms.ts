// The rules of the forms crate, typed. The crate decides; nothing is decided again here.

import type { Access, Asked, Definition, EraDate, Field, FieldError } from '../generated/forms';
import type { Door } from './door';

/** Path → value; `name`, or `household/0/name` inside a repeat. Absent and empty both mean: not answered. */
export type Answers = Readonly<Record<string, string>>;

/** The one written form of what was typed, or why it is refused. */
export type Normalised =
  | { readonly value: string; readonly error?: never }
  | { readonly error: FieldError; readonly value?: never };

/** One form definition with its rules. Days are `1948-04-05`; `today` is the caller's. */
export type Form = {
  readonly definition: Definition;
  /** The field at a path; undefined where the form has none. */
  field(path: string): Field | undefined;
  /** What a desk may do with it; undefined where the form has none. */
  access(path: string): Access | undefined;
  /** Every field to be asked now, in order. */
  fields(answers: Answers): Asked[];
  /** `declared`: whoever typed it says that its digits are no 個人番号. */
  normalise(path: string, raw: string, declared?: boolean): Normalised;
  /** Everything that is wrong, in the order of the form. `declared`: paths of answers that are said to be no 個人番号. */
  validate(answers: Answers, today: string, declared?: readonly string[]): FieldError[];
  /** What follows from the answers and is not asked: ages in years, totals in yen. */
  computed(answers: Answers, today: string): Answers;
  /** Hexadecimal, the same at booth and desk while both see the same. */
  fingerprint(answers: Answers): string;
  /** Without answers that are not asked (any more): what a submission holds. */
  kept(answers: Answers): Answers;
};

export type Forms = {
  /** Reads a definition as `GET /api/forms/{form}` gives it; throws where it does not hold together. */
  form(definition: Definition): Form;
  /** Reads a day as people write it: `S23.4.5`, `昭和23年4月5日`, `1948-04-05` … */
  parseDate(text: string): string | null;
  /** Null before 明治. */
  toEra(date: string): EraDate | null;
  /** Null for a day that the era does not have. */
  fromEra(date: EraDate): string | null;
  /** `昭和23年4月5日` */
  eraText(date: string): string | null;
  /** The reading of a name that was typed in kana; null where it cannot be known. */
  suggestKana(name: string): string | null;
  /** Whether a text holds a 個人番号, in any dress. */
  holdsMyNumber(text: string): boolean;
};

export function forms(door: Door): Forms {
  function ask<T>(call: string, request: object): T {
    return door({ call, ...request }) as T;
  }
  return {
    form(given) {
      const definition = ask<Definition>('definition', { definition: given });
      return {
        definition,
        field: remembered((path) => ask<Field | null>('field', { definition, path })),
        access: remembered((path) => ask<Access | null>('access', { definition, path })),
        fields: (answers) => ask('fields', { definition, answers }),
        normalise: (path, raw, declared = false) => ask('normalise', { definition, path, raw, declared }),
        validate: (answers, today, declared = []) =>
          ask('validate', { definition, answers, declared, today }),
        computed: (answers, today) => ask('computed', { definition, answers, today }),
        fingerprint: (answers) => ask('fingerprint', { definition, answers }),
        kept: (answers) => ask('kept', { definition, answers }),
      };
    },
    parseDate: (text) => ask('parse-date', { text }),
    toEra: (date) => ask('to-era', { date }),
    fromEra: (date) => ask('from-era', { date }),
    eraText: (date) => ask('era-text', { date }),
    suggestKana: (name) => ask('suggest-kana', { name }),
    holdsMyNumber: (text) => ask('holds-my-number', { text }),
  };
}

/** Looks up each path of the form once; a desk's list asks for all of them with every change. */
function remembered<T>(find: (path: string) => T | null): (path: string) => T | undefined {
  const found = new Map<string, T>();
  return (path) => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const value = find(path);
    if (value === null) return undefined;
    found.set(path, value);
    return value;
  };
}
