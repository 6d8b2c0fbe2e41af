import { beforeAll, describe, expect, test } from 'vitest';
import type { Body, Guide } from '../../generated/protocol';
import { compare } from './drafting';
import { duplicate, insert, move, put, remove } from './edit';
import { merge } from './merge';
import type { DraftRules } from './rules';
import { guide, ofGuide, ofScreening, realRules, said } from './sample';
import { newScheme } from './templates';

let rules: DraftRules;
beforeAll(async () => {
  rules = await realRules();
});

const three = (): Guide => {
  const two = insert(guide(), 'schemes', 1, newScheme('b'));
  return insert(two, 'schemes', 2, newScheme('c'));
};
const ids = ({ schemes }: Guide) => schemes.map(({ id }) => id);

describe('two people’s changes', () => {
  test('of two things are put together', () => {
    const base = three();
    const mine = put(base, 'tree/title', said('わたし'));
    const theirs = put(base, 'schemes/1/name', said('あなた'));
    const { value, clashes } = merge(base, mine, theirs, new Map());
    expect([value.tree.title.ja, value.schemes[1]?.name.ja, clashes]).toEqual(['わたし', 'あなた', []]);
  });

  test('of one thing wait for a choice', () => {
    const base = three();
    const mine = put(base, 'tree/title/ja', 'わたし');
    const theirs = put(base, 'tree/title/ja', 'あなた');
    const first = merge(base, mine, theirs, new Map());
    expect([first.value.tree.title.ja, first.clashes]).toEqual(['あなた', ['tree/title/ja']]);
    const chosen = merge(base, mine, theirs, new Map([['tree/title/ja', 'mine']]));
    expect(chosen.value.tree.title.ja).toBe('わたし');
  });

  test('that are the same are one', () => {
    const both = put(three(), 'tree/title/ja', 'おなじ');
    expect(merge(three(), both, structuredClone(both), new Map()).clashes).toEqual([]);
  });

  test('to a list keep what each added, removed and ordered', () => {
    const base = three();
    const mine = insert(remove(base, 'schemes/0'), 'schemes', 2, newScheme('mine'));
    const theirs = insert(base, 'schemes', 0, newScheme('theirs'));
    expect(ids(merge(base, mine, theirs, new Map()).value)).toEqual(['theirs', 'b', 'c', 'mine']);
    const ordered = move(base, 'schemes/0', 1);
    expect(ids(merge(base, ordered, theirs, new Map()).value)).toEqual(['theirs', 'b', 'help', 'c']);
    expect(ids(merge(base, theirs, ordered, new Map()).value)).toEqual(['theirs', 'b', 'help', 'c']);
  });

  test('of one order wait for a choice', () => {
    const base = three();
    const mine = move(base, 'schemes/0', 1);
    const theirs = move(base, 'schemes/2', -1);
    const { value, clashes } = merge(base, mine, theirs, new Map());
    expect([ids(value), clashes]).toEqual([['help', 'c', 'b'], ['schemes/order']]);
    expect(ids(merge(base, mine, theirs, new Map([['schemes/order', 'mine']])).value)).toEqual([
      'b',
      'help',
      'c',
    ]);
  });

  test('where one removes what the other changed wait for a choice', () => {
    const base = three();
    const mine = remove(base, 'schemes/1');
    const theirs = put(base, 'schemes/1/name', said('あなた'));
    const { value, clashes } = merge(base, mine, theirs, new Map());
    expect([ids(value), clashes]).toEqual([['help', 'b', 'c'], ['schemes/b']]);
    expect(ids(merge(base, mine, theirs, new Map([['schemes/b', 'mine']])).value)).toEqual(['help', 'c']);
  });

  test('to another kind of question are one change', () => {
    const base = guide();
    const kind = 'tree/questions/0/kind';
    const mine = put(base, kind, { type: 'birth-date', ranges: [] });
    const theirs = put(base, `${kind}/choices/0/label`, said('あなた'));
    expect(merge(base, mine, theirs, new Map()).clashes).toEqual(['tree/questions/talk/kind']);
  });
});

describe('a comparison', () => {
  const titled = (body: Body, ja: string) => put(body, 'guide/tree/title/ja', ja);

  test('tells both sides in words, and what both did apart', () => {
    const base = ofGuide();
    const mine = put(titled(base, 'わたし'), 'guide/schemes/0/about/ja', 'わたしの内容');
    const theirs = titled(base, 'あなた');
    const { mine: only, theirs: their, clashes } = compare(rules, base, mine, theirs);
    expect(only.map(({ path }) => path)).toEqual(['schemes/help/about/ja']);
    expect(their.map(({ words }) => words)).toEqual([
      '質問の流れの名称の日本語を「care」から「あなた」に変えます。',
    ]);
    expect(clashes.map(({ key, mine: my }) => [key, my[0]?.after])).toEqual([
      ['guide/tree/title/ja', 'わたし'],
    ]);
    const settled = merge(base, mine, theirs, new Map([['guide/tree/title/ja', 'mine']]));
    expect(settled.value).toEqual(mine);
  });

  test('of the order of rules names them', () => {
    const base = ofScreening();
    const copied = duplicate(base, 'screening/rules/0', 'copy', (name) => `${name}（写し）`);
    const mine = move(copied, 'screening/rules/0', 1);
    expect(compare(rules, copied, mine, copied).mine[0]?.path).toBe('rules/order');
  });
});
