import { handIn, isWay } from '../../features/form/hand-in';
import type { Rules } from '../../features/form/rules';
import { optionsIn } from '../../features/form/several';
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
  const kind = rules.field(path)?.kind;
  switch (kind?.type) {
    case 'choice':
    case 'several':
      return (
        optionsIn(kind, value)
          .map(({ label }) => word(label))
          .join('・') || value
      );
    case 'attachment':
      return isWay(value) ? word(handIn[value]) : value;
    case 'number':
      return `${Number(value).toLocaleString('ja-JP')}${word(kind.unit)}`;
    case 'consent':
      return t.form.consent.yes;
    case 'repeat':
      return t.form.entries.count(Number(value));
    case 'computed':
      return t.form.computed[kind.from.type](Number(value).toLocaleString('ja-JP'));
    case 'date':
      return t.form.date(new Date(`${value}T00:00:00Z`));
    default:
      return value;
  }
}
