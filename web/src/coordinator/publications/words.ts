// Conditions and places of a draft in words.

import type {
  AnswerIs,
  Bounds,
  Case,
  Condition,
  Guide,
  Question,
  Screening,
  Target,
  Test,
  Tree,
} from '../../generated/protocol';
import type { Catalogue } from '../../i18n/catalogue';
import { withoutRuby } from '../../ui/ruby-markup';
import { at, type Content, isGuide, listAt } from './edit';
import type { namesText } from './names';

export type Names = typeof namesText extends Catalogue<infer T> ? Catalogue<T>['ja'] : never;

/** Attributes whose condition is a list of values. */
export const LISTS = {
  documents: ['none', 'copy', 'originals', 'card'],
  sensitivity: ['low', 'medium', 'high', 'very-high'],
  reach: ['whole', 'guidance', 'in-person', 'appointment'],
  seclusion: ['open', 'partitioned', 'enclosed'],
} as const;
export type ListName = keyof typeof LISTS;

/** What a condition can be about, in the order in which it is told. */
export const OF_SUBJECT = ['reach', 'documents', 'money', 'sensitivity', 'kiosk', 'danger'] as const;
export const OF_SITE = [
  'seclusion',
  'handset',
  'earphone',
  'document_camera',
  'printer',
  'attendant',
] as const;
export type Attribute = (typeof OF_SUBJECT)[number] | (typeof OF_SITE)[number];

export function isList(attribute: Attribute): attribute is ListName {
  return attribute in LISTS;
}

/** What a value of a list is called. */
export function valueName(names: Names, attribute: ListName, value: string): string {
  return (names.values[attribute] as Readonly<Record<string, string>>)[value] ?? value;
}

/** A name as it is shown: without its ruby, or that there is none. */
export function shown(names: Names, words: string | undefined): string {
  return words === undefined || words.trim() === '' ? names.unnamed : withoutRuby(words);
}

/** A rule's condition: 「書類が「原本を出す」、そして…」. */
export function conditionWords(names: Names, when: Condition, questions: readonly Question[]): string {
  const parts = [...OF_SUBJECT, ...OF_SITE].flatMap((attribute) => {
    const name = names.attributes[attribute];
    if (!isList(attribute)) {
      const flag = when[attribute];
      return flag === null ? [] : [names.flag(name, flag ? names.yes : names.no)];
    }
    const values = when[attribute];
    if (values === null) return [];
    return [names.is(name, values.map((value) => valueName(names, attribute, value)).join(names.or))];
  });
  const answers = when.answers.map(({ question, is }: AnswerIs) => isWords(names, questions, question, is));
  const all = [...parts, ...answers];
  return all.length === 0 ? names.all : all.join(names.and);
}

/** A case of a scheme: 「手帳はありますか」の答えが「1級」か「2級」、そして年齢が20歳以上. */
export function caseWords(names: Names, { all }: Case, questions: readonly Question[]): string {
  return all.length === 0
    ? names.never
    : all.map((test) => testWords(names, test, questions)).join(names.and);
}

function testWords(names: Names, { question, wants }: Test, questions: readonly Question[]): string {
  if ('is' in wants) return isWords(names, questions, question, wants.is);
  const asked = questions.find(({ id }) => id === question);
  if (asked?.kind.type === 'birth-date') return names.age(boundsWords(names, wants.between, names.years));
  const unit = asked?.kind.type === 'number' ? asked.kind.unit.ja : '';
  const words = boundsWords(names, wants.between, (count) => `${count}${unit}`);
  return names.numberOf(askOf(names, questions, question), words);
}

function boundsWords(names: Names, { from, until }: Bounds, say: (count: string) => string): string {
  if (from !== null && until !== null) return names.within(say(String(from)), say(String(until)));
  if (from !== null) return names.from(say(String(from)));
  return until !== null ? names.until(say(String(until))) : names.never;
}

function isWords(names: Names, questions: readonly Question[], id: string, is: readonly string[]): string {
  const question = questions.find((one) => one.id === id);
  const choices = question === undefined ? [] : choicesOf(question);
  const labels = is.map((one) => {
    const choice = choices.find((other) => other.id === one);
    return choice === undefined ? names.missing : shown(names, choice.label.ja);
  });
  return names.answer(askOf(names, questions, id), labels.join(names.or));
}

function askOf(names: Names, questions: readonly Question[], id: string): string {
  const question = questions.find((one) => one.id === id);
  return question === undefined ? names.missing : shown(names, question.ask.ja);
}

/** Every choice of a question, 「どれでもない」 too; none where it is answered otherwise. */
export function choicesOf({ kind }: Question) {
  if (kind.type === 'choice') return kind.choices;
  return kind.type === 'several' ? [...kind.choices, kind.none] : [];
}

/** Every question, each once: of a screening those of all trees. */
export function questionsOf(content: Content): Question[] {
  const all = (isGuide(content) ? [content.tree] : content.trees).flatMap(({ questions }) => questions);
  return all.filter((one, place) => all.findIndex(({ id }) => id === one.id) === place);
}

/** Where an answer can lead in a tree. */
export function targetsOf(names: Names, tree: Tree): { readonly key: string; readonly words: string }[] {
  return [
    ...tree.questions.map(({ id, ask }) => ({
      key: `question/${id}`,
      words: names.question(shown(names, ask.ja)),
    })),
    ...tree.outcomes.map(({ id, title }) => ({
      key: `outcome/${id}`,
      words: names.outcome(shown(names, title.ja)),
    })),
  ];
}

export function keyOf(target: Target): string {
  return 'question' in target ? `question/${target.question}` : `outcome/${target.outcome}`;
}

export function targetOf(key: string): Target {
  const cut = key.indexOf('/');
  const id = key.slice(cut + 1);
  return key.startsWith('question/') ? { question: id } : { outcome: id };
}

/** Where something stands: 規則「お金を払うなら窓口」の理由1. */
export function placeWords(names: Names, content: Content, path: string): string {
  const parts = names.parts as Readonly<Record<string, string>>;
  const keys = path.split('/');
  const words: string[] = [];
  keys.forEach((key, place) => {
    const list = keys[place - 1] ?? '';
    const part = parts[list];
    if (!/^\d+$/.test(key)) {
      const isList = /^\d+$/.test(keys[place + 1] ?? '');
      if (!isList && parts[key] !== undefined) words.push(parts[key]);
      return;
    }
    if (part === undefined) return;
    const name = nameOf(at(content, keys.slice(0, place + 1).join('/')));
    words.push(
      name === null ? names.nth(part, String(Number(key) + 1)) : names.part(part, withoutRuby(name)),
    );
  });
  return words.join(' ');
}

/** What a thing of a list is called; null where nothing names it. */
export function nameOf(thing: unknown): string | null {
  for (const field of ['ask', 'label', 'title', 'name', 'words']) {
    const words = at(thing, field);
    const text = typeof words === 'string' ? words : at(words, 'ja');
    if (typeof text === 'string' && text.trim() !== '') return text;
  }
  return null;
}

/** The names of what a list holds. */
export function itemNames(names: Names, content: Content, list: string): string[] {
  return listAt(content, list).map((item) => shown(names, nameOf(item) ?? undefined));
}

/** What a draft is called. */
export function titleOf(names: Names, content: Screening | Guide, screening: string): string {
  return isGuide(content) ? shown(names, content.tree.title.ja) : screening;
}
