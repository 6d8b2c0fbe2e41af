import type { Rules } from '../../features/form/rules';
import { spoken } from '../../features/form/spoken';
import { type Path, split } from '../../features/panel/sheet';
import type { useWord, useWords } from '../useBooth';

/** What a field is called where fields of several entries stand together: 一緒に住んでいる人 1 お名前. */
export function labelOf(rules: Rules, path: Path, word: ReturnType<typeof useWord>): string {
  const field = rules.field(path);
  const label = field === undefined ? path : word(field.label);
  const [name, index] = split(path);
  const kind = index === undefined ? undefined : rules.field(name)?.kind;
  if (index === undefined || kind?.type !== 'repeat') return label;
  return `${word(kind.entry)} ${index + 1} ${label}`;
}

/** An answer in the resident's words: an option's label, a day as it is spoken. */
export function answerOf(
  rules: Rules,
  path: Path,
  value: string,
  word: ReturnType<typeof useWord>,
  t: ReturnType<typeof useWords>,
): string {
  return spoken(rules.field(path)?.kind, value, {
    word,
    yes: t.form.consent.yes,
    count: t.form.entries.count,
    computed: t.form.computed,
    day: (iso) => t.form.date(new Date(`${iso}T00:00:00Z`)),
  });
}
