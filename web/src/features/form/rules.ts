// The rules of one form definition, as the machine needs them. They live in the forms crate alone.

import type { Answers, Forms } from '../../forms/forms';
import type { Access, Asked, Definition, Field, FieldError } from '../../generated/forms';
import type { Path } from '../panel/sheet';

export type { Answers };

export interface Rules {
  readonly definition: Definition;
  readonly field: (path: Path) => Field | undefined;
  readonly access: (path: Path) => Access | undefined;
  /** What is asked now, in order. */
  readonly fields: (answers: Answers) => readonly Asked[];
  /** The one written form of what was typed; undefined where the form refuses it. */
  readonly normalise: (path: Path, typed: string, declared?: boolean) => string | undefined;
  /** Everything that is wrong, today. `declared`: the paths of which the resident says 個人番号ではありません. */
  readonly validate: (answers: Answers, declared: readonly Path[]) => readonly FieldError[];
  /** What follows from the answers and is not asked, today. */
  readonly computed: (answers: Answers) => Answers;
  /** SHA-256 of what a desk may see of these answers: 64 hexadecimal digits. */
  readonly fingerprint: (answers: Answers) => string;
  /** The places that a postcode stands for, as far as is known by now. */
  readonly places: (postcode: string) => readonly string[];
  /** The reading of a name that was typed in kana. */
  readonly reading: (name: string) => string | undefined;
}

/** Throws where the definition does not hold together. `today` is asked at every validation: `2026-11-20`. */
export function rulesOf(
  forms: Forms,
  given: Definition,
  today: () => string,
  places: Rules['places'] = () => [],
): Rules {
  const form = forms.form(given);
  return {
    definition: form.definition,
    field: form.field,
    access: form.access,
    fields: form.fields,
    normalise: (path, typed, declared) => form.normalise(path, typed, declared).value,
    validate: (answers, declared) => form.validate(answers, today(), declared),
    computed: (answers) => form.computed(answers, today()),
    fingerprint: form.fingerprint,
    places,
    reading: (name) => forms.suggestKana(name) ?? undefined,
  };
}
