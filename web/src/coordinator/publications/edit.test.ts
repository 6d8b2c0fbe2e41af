import { describe, expect, test } from 'vitest';
import type { Body, Guide, Screening } from '../../generated/protocol';
import { at, type Content, changed, contentOf, duplicate, insert, move, put, remove, sharedBy } from './edit';
import { guide, ofGuide, ofScreening, said, screening } from './sample';
import { newOutcome, newQuestion, newRule, newScheme, newTree, noWords } from './templates';

/** Every kind of change that the editor makes, with what it is seen by. */
const changes: readonly {
  readonly name: string;
  readonly body: Body;
  readonly path: string;
  readonly change: (content: Content) => Content;
  readonly seen: (content: Content) => unknown;
  readonly after: unknown;
}[] = [
  {
    name: 'words',
    body: ofGuide(),
    path: 'tree/questions/0/ask/ja',
    change: (it) => put(it, 'tree/questions/0/ask/ja', '話せますか'),
    seen: (it) => at(it, 'tree/questions/0/ask/ja'),
    after: '話せますか',
  },
  {
    name: 'a choice that is added',
    body: ofGuide(),
    path: 'tree/questions/0/kind/choices',
    change: (it) => insert(it, 'tree/questions/0/kind/choices', 1, { id: 'perhaps', label: noWords }),
    seen: (it) => ids(at(it, 'tree/questions/0/kind/choices')),
    after: ['yes', 'perhaps', 'no'],
  },
  {
    name: 'a choice that is removed',
    body: ofGuide(),
    path: 'tree/questions/0/kind/choices/0',
    change: (it) => remove(it, 'tree/questions/0/kind/choices/0'),
    seen: (it) => ids(at(it, 'tree/questions/0/kind/choices')),
    after: ['no'],
  },
  {
    name: 'a rule that goes down',
    body: ofScreening(),
    path: 'rules/0',
    change: (it) => move(it, 'rules/0', 1),
    seen: (it) => ids(at(it, 'rules')),
    after: ['rest', 'wish'],
  },
  {
    name: 'a rule that is copied',
    body: ofScreening(),
    path: 'rules/0',
    change: (it) => duplicate(it, 'rules/0', 'copy', (name) => `${name}（写し）`),
    seen: (it) => [ids(at(it, 'rules')), at(it, 'rules/1/title')],
    after: [['wish', 'copy', 'rest'], '個室で話したい（写し）'],
  },
  {
    name: 'a question that is copied',
    body: ofGuide(),
    path: 'tree/questions/0',
    change: (it) => duplicate(it, 'tree/questions/0', 'copy', (name) => `${name}（写し）`),
    seen: (it) => at(it, 'tree/questions/1/ask/ja'),
    after: 'talk？（写し）',
  },
  {
    name: 'where an answer leads',
    body: ofGuide(),
    path: 'tree/questions/0/kind/choices/0/then',
    change: (it) => put(it, 'tree/questions/0/kind/choices/0/then', { question: 'next' }),
    seen: (it) => at(it, 'tree/questions/0/kind/choices/0/then'),
    after: { question: 'next' },
  },
  {
    name: 'a condition of a rule',
    body: ofScreening(),
    path: 'rules/1/when/handset',
    change: (it) => put(it, 'rules/1/when/handset', true),
    seen: (it) => at(it, 'rules/1/when/handset'),
    after: true,
  },
  {
    name: 'a scheme',
    body: ofGuide(),
    path: 'schemes',
    change: (it) => insert(it, 'schemes', 0, newScheme('new')),
    seen: (it) => ids(at(it, 'schemes')),
    after: ['new', 'help'],
  },
];

function ids(list: unknown): unknown[] {
  return (list as readonly { readonly id: string }[]).map(({ id }) => id);
}

describe('a change', () => {
  for (const { name, body, path, change, seen, after } of changes) {
    test(`of ${name} leaves what was there as it was`, () => {
      const before = structuredClone(body);
      const next = changed(body, path, change);
      expect(seen(contentOf(next))).toEqual(after);
      expect(body).toEqual(before);
      expect(next).not.toEqual(before);
    });
  }

  test('beyond the end of a list changes nothing', () => {
    const its = screening();
    expect(move(its, 'rules/0', -1)).toBe(its);
    expect(move(its, 'rules/1', 1)).toBe(its);
    expect(at(its, 'rules/7/title')).toBeUndefined();
  });
});

describe('a question in two trees of a screening', () => {
  const path = 'trees/1/questions/0';
  const edit = (its: Screening, field: string, value: unknown) =>
    contentOf(
      changed(ofScreening(its), `${path}/${field}`, (it) => put(it, `${path}/${field}`, value)),
    ) as Screening;

  test('is one: its words change in both, and where it leads in one', () => {
    expect(sharedBy(screening(), 'talk')).toBe(1);
    const asked = edit(screening(), 'ask', said('声を出せますか'));
    expect(asked.trees.map(({ questions }) => questions[0]?.ask.ja)).toEqual([
      '声を出せますか',
      '声を出せますか',
    ]);
    const led = edit(asked, 'kind/choices/0/then', { question: 'more' });
    expect(at(led, 'trees/0/questions/0/kind/choices/0/then')).toEqual({ outcome: 'end' });
    expect(at(led, `${path}/kind/choices/0/then`)).toEqual({ question: 'more' });
  });

  test('has the same choices in both, however they are added, ordered or taken away', () => {
    const then = { outcome: 'elsewhere' };
    const more = edit(screening(), 'kind/choices', [
      { id: 'perhaps', label: said('perhaps'), then },
      { id: 'no', label: said('no'), then },
    ]);
    expect(ids(at(more, 'trees/0/questions/0/kind/choices'))).toEqual(['perhaps', 'no']);
    // A choice that its tree did not have leads where its first one does.
    expect(at(more, 'trees/0/questions/0/kind/choices/0/then')).toEqual({ outcome: 'end' });
    expect(at(more, `${path}/kind/choices/0/then`)).toEqual(then);
  });

  test('may be taken away from one tree alone', () => {
    const fewer = changed(ofScreening(), path, (it) => remove(it, path));
    expect((contentOf(fewer) as Screening).trees.map(({ questions }) => questions.length)).toEqual([1, 0]);
  });
});

test('what is new has an id of its own and nothing that another has', () => {
  const question = newQuestion('q', { outcome: 'end' });
  const tree = newTree('t', '2026-12-01');
  expect([question.id, tree.id, newOutcome('o').id, newRule('r', 'here').reasons]).toEqual([
    'q',
    't',
    'o',
    ['here'],
  ]);
  const its: Guide = guide();
  expect(insert(its, 'tree/questions', 1, question).tree.questions).toHaveLength(2);
  expect(its.tree.questions).toHaveLength(1);
});
