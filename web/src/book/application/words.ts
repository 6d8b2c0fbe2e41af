import { dayInWords } from '../../calendar/day';
import { spoken } from '../../features/form/spoken';
import type { Form } from '../../forms/forms';
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
  return spoken(form.field(path)?.kind, value, {
    word: (text) => text[language],
    yes: t.question.yes,
    count: String,
    computed: null,
    day: (iso) => dayInWords(iso, language),
  });
}
