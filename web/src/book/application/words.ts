import { dayInWords } from '../../calendar/day';
import { handIn, isWay } from '../../features/form/hand-in';
import { optionsIn } from '../../features/form/several';
import type { Form } from '../../forms/forms';
import type { Text } from '../../generated/forms';
import type { Language } from '../../generated/protocol';
import type { ApplicantText } from './text';

/** What a field is called in the form's own words; a field of an entry with its entry. */
export function askOf(form: Form, path: string, language: Language, t: ApplicantText): string {
  const label = form.field(path)?.label[language] ?? path;
  const [name = '', index] = path.split('/');
  const repeat = form.field(name)?.kind;
  if (index === undefined || repeat?.type !== 'repeat') return label;
  return t.question.entry(repeat.entry[language], Number(index) + 1, label);
}

/** An answer as its writer would say it: an option by its words, a day as it is spoken. */
export function answerIn(
  form: Form,
  path: string,
  value: string,
  language: Language,
  t: ApplicantText,
): string {
  const kind = form.field(path)?.kind;
  const word = (text: Text) => text[language];
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
    case 'consent':
      return t.question.yes;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayInWords(value, language) : value;
    default:
      return value;
  }
}
