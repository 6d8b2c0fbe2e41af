// Changes of what is published, by paths as flaws name them: `tree/questions/3/ask/ja`. Each gives a new value and
// leaves the old one as it was, which is what undo goes back to.

import type { Body, Guide, Question, QuestionId, Screening } from '../../generated/protocol';
import { same } from '../draft/same';

/** What a body holds: the screening, or the guide. */
export type Content = Screening | Guide;

type Fields = Readonly<Record<string, unknown>>;

export function contentOf(body: Body): Content {
  return body.is === 'guide' ? body.guide : body.screening;
}

export function isGuide(content: Content): content is Guide {
  return 'schemes' in content;
}

function bodyOf(content: Content): Body {
  return isGuide(content) ? { is: 'guide', guide: content } : { is: 'screening', screening: content };
}

/** What stands at a path; undefined where nothing does. */
export function at(value: unknown, path: string): unknown {
  return segments(path).reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? (inside as Fields)[key] : undefined),
    value,
  );
}

/** The value with something else at a path. */
export function put<T>(value: T, path: string, next: unknown): T {
  return putAt(value, segments(path), next) as T;
}

function putAt(value: unknown, [key, ...rest]: readonly string[], next: unknown): unknown {
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    return value.map((one, place) => (String(place) === key ? putAt(one, rest, next) : one));
  }
  const fields = (value ?? {}) as Fields;
  return { ...fields, [key]: putAt(fields[key], rest, next) };
}

function segments(path: string): string[] {
  return path === '' ? [] : path.split('/');
}

/** The path of a list, and the place of an item in it. */
export function placeOf(path: string): { readonly list: string; readonly place: number } {
  const cut = path.lastIndexOf('/');
  return { list: path.slice(0, Math.max(cut, 0)), place: Number(path.slice(cut + 1)) };
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  const list = at(value, path);
  return Array.isArray(list) ? list : [];
}

/** The list with one more item at a place. */
export function insert<T>(value: T, list: string, place: number, item: unknown): T {
  return put(value, list, listAt(value, list).toSpliced(place, 0, item));
}

export function remove<T>(value: T, path: string): T {
  const { list, place } = placeOf(path);
  return put(value, list, listAt(value, list).toSpliced(place, 1));
}

/** The item one place up (-1) or down (1); at the end of the list nothing changes. */
export function move<T>(value: T, path: string, by: -1 | 1): T {
  const { list, place } = placeOf(path);
  const items = listAt(value, list);
  const to = place + by;
  if (to < 0 || to >= items.length) return value;
  return put(value, list, items.toSpliced(place, 1).toSpliced(to, 0, items[place]));
}

/** The item once more, behind itself, with an id of its own and a word in its name. */
export function duplicate<T>(value: T, path: string, id: string, called: (name: string) => string): T {
  const { list, place } = placeOf(path);
  const item = { ...(listAt(value, list)[place] as Fields), id };
  const name = ['ask/ja', 'title/ja', 'name/ja', 'words/ja', 'title'].find(
    (one) => typeof at(item, one) === 'string',
  );
  const named = name === undefined ? item : put(item, name, called(at(item, name) as string));
  return insert(value, list, place + 1, named);
}

/**
 * The body after a change of its content. A question that stands in several trees of a screening is the same one: its words
 * and choices change in all of them, and only where they lead is each tree's own.
 */
export function changed(body: Body, path: string, change: (content: Content) => Content): Body {
  const content = change(contentOf(body));
  const [, tree, question] = /^trees\/(\d+)\/questions\/(\d+)\//.exec(path) ?? [];
  if (isGuide(content) || tree === undefined || question === undefined) return bodyOf(content);
  const edited = content.trees[Number(tree)]?.questions[Number(question)];
  return bodyOf(edited === undefined ? content : together(content, edited));
}

/** In how many other trees a question stands. */
export function sharedBy(screening: Screening, question: QuestionId): number {
  return screening.trees.filter(({ questions }) => questions.some(({ id }) => id === question)).length - 1;
}

function together(screening: Screening, edited: Question): Screening {
  return {
    ...screening,
    trees: screening.trees.map((tree) => ({
      ...tree,
      questions: tree.questions.map((question) =>
        question.id === edited.id ? alike(question, edited) : question,
      ),
    })),
  };
}

function alike(question: Question, edited: Question): Question {
  const [kind, by] = [question.kind, edited.kind];
  if (question === edited || kind.type !== 'choice' || by.type !== 'choice') return question;
  const first = kind.choices[0];
  const choices = by.choices.map((choice) => {
    const own = kind.choices.find(({ id }) => id === choice.id) ?? first;
    const { then } = own ?? choice;
    return { ...choice, then };
  });
  const next: Question = { ...question, ask: edited.ask, help: edited.help, kind: { ...kind, choices } };
  return same(next, question) ? question : next;
}
