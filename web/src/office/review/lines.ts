// An application in its form's own order and words.

import { layOut, type Part } from '../../features/sheet/rows';
import type { Definition, Field } from '../../generated/forms';
import type { Language, ReviewedApplication } from '../../generated/protocol';
import { withoutRuby } from '../../ui/ruby-markup';

/** The answers as the form asks them, private ones in words. */
export function partsOf(
  definition: Definition,
  { answers }: Pick<ReviewedApplication, 'answers'>,
  language: Language,
): Part[] {
  const shown = Object.fromEntries(
    Object.entries(answers).map(([path, value]) => [path, { shown: 'value', value } as const]),
  );
  return layOut(definition, { step: { at: 'check' }, answers: shown, proposals: [] }, language, true);
}

/** What follows from the answers: which field, and its value as the rules made it. */
export interface Computed {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly of: 'age' | 'total';
}

export function computedOf(
  definition: Definition,
  computed: ReviewedApplication['computed'],
  language: Language,
): Computed[] {
  return Object.entries(computed).flatMap(([path, value]) => {
    const field = fieldAt(definition, path);
    if (field?.kind.type !== 'computed') return [];
    return [{ path, value, label: labelOf(definition, path, language), of: field.kind.from.type }];
  });
}

/** What a field is called: 一緒に住んでいる人 1　お名前; its path where the form has none. */
export function labelOf(definition: Definition, path: string, language: Language): string {
  const field = fieldAt(definition, path);
  if (field === undefined) return path;
  const label = withoutRuby(field.label[language]);
  const [name = '', index] = path.split('/');
  const repeat = fieldAt(definition, name)?.kind;
  if (index === undefined || repeat?.type !== 'repeat') return label;
  return `${withoutRuby(repeat.entry[language])} ${Number(index) + 1}　${label}`;
}

function fieldAt(definition: Definition, path: string): Field | undefined {
  const [name, index, inner] = path.split('/');
  const field = definition.steps.flatMap(({ fields }) => fields).find(({ id }) => id === name);
  if (index === undefined) return field;
  return field?.kind.type === 'repeat' ? field.kind.fields.find(({ id }) => id === inner) : undefined;
}
