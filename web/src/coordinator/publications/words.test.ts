import { beforeAll, describe, expect, test } from 'vitest';
import type { Question, VerdictChange } from '../../generated/protocol';
import { put } from './edit';
import { countAt, told } from './editing';
import { faultWords, fileOf } from './file';
import { namesText } from './names';
import { publicationPagesText } from './page-text';
import { hashOf, routeOf, sectionOf } from './route';
import type { DraftRules } from './rules';
import { guide, ofGuide, ofScreening, realRules, said, screening } from './sample';
import { asKind, emptyOf, newRule } from './templates';
import { groupsOf } from './verdicts';
import { caseWords, conditionWords, placeWords, questionsOf } from './words';

const names = namesText.ja;
let rules: DraftRules;
beforeAll(async () => {
  rules = await realRules();
});

describe('a condition in words', () => {
  const { when } = newRule('', undefined);

  test('names what a subject is about, what a site has, and what was answered', () => {
    const words = conditionWords(
      names,
      {
        ...when,
        documents: ['originals', 'card'],
        handset: false,
        answers: [{ question: 'talk', is: ['no', 'gone'] }],
      },
      questionsOf(screening()),
    );
    expect(words).toBe(
      '書類が「原本を出す」か「カードを使う」、そして受話器がなし、そして「talk？」の答えが「no」か「（なくなったもの）」',
    );
  });

  test('of none is everything', () => {
    expect(conditionWords(names, when, [])).toBe('すべての用件と施設');
  });

  test('of a scheme says ages and numbers', () => {
    const born: Question = {
      id: 'born',
      ask: said('いつ生まれましたか'),
      help: null,
      kind: { type: 'birth-date', ranges: [] },
    };
    const people: Question = {
      ...born,
      id: 'people',
      ask: said('何人ですか'),
      kind: { type: 'number', min: 1, max: 9, unit: said('人'), ranges: [] },
    };
    const test = (question: string, from: number | null, until: number | null) =>
      caseWords(names, { all: [{ question, wants: { between: { from, until } } }] }, [born, people]);
    expect(test('born', 65, null)).toBe('年齢が65歳以上');
    expect(test('born', 18, 64)).toBe('年齢が18歳から64歳まで');
    expect(test('people', null, 3)).toBe('「何人ですか」の答えが3人以下');
    expect(test('people', null, null)).toBe('「何人ですか」の答えが条件なし');
    expect(caseWords(names, { all: [] }, [])).toBe('条件なし');
  });
});

test('a place is told by the names of what lies on the way', () => {
  expect(placeWords(names, guide(), 'tree/questions/0/kind/choices/1/label/en')).toBe(
    '質問「talk？」 選択肢「no」 英語',
  );
  expect(placeWords(names, guide(), 'schemes/0/when/0/all/0/wants/is')).toBe(
    '制度「手伝い」 使える場合1 条件1',
  );
  expect(placeWords(names, screening(), 'trees/1/questions/0')).toBe('流れ「more」 質問「talk？」');
  expect(placeWords(names, screening(), 'rules')).toBe('規則');
});

test('what is wrong is told at its field, of a list beside the list, and is counted', () => {
  const broken = put(ofGuide(), 'guide/schemes/0/name/ja', '');
  const { flaws, warnings } = rules.check(broken);
  expect(told(flaws, 'schemes/0/name/ja')).toBe('入力してください。');
  expect(told(flaws, 'schemes/0/name')).toBeUndefined();
  expect(told(flaws, 'schemes/0', true)).toBe('入力してください。');
  expect([countAt(flaws, 'schemes'), countAt(flaws, 'tree'), warnings]).toEqual([1, 0, []]);
});

test('what is new is told what it lacks, and nothing else', () => {
  const flaws = (id: string) => rules.check(emptyOf(id, '2026-12-01')).flaws.map(({ path }) => path);
  expect(flaws('care')).toEqual(['tree/title/ja', 'schemes']);
  // Without a tree nothing is asked, and no rule decides.
  expect(flaws('screening')).toEqual(['rules/0']);
});

test('a question of any kind becomes one of any other', () => {
  const types = ['choice', 'several', 'date', 'birth-date', 'number', 'postcode'] as const;
  const base = guide().tree.questions[0];
  if (base === undefined) throw new Error('the sample asks something');
  for (const from of types) {
    const kind = asKind(from, base.kind);
    for (const to of types) {
      const body = put(ofGuide(), 'guide/tree/questions/0/kind', asKind(to, kind));
      const wrong = rules.check(body).flaws.filter(({ path }) => path.startsWith('tree'));
      expect(wrong, `${from} → ${to}`).toEqual([]);
    }
  }
  const several = asKind('several', base.kind);
  expect(several.type === 'several' && several.choices).toEqual(
    base.kind.type === 'choice' && base.kind.choices,
  );
});

describe('a file', () => {
  const text = publicationPagesText.ja.fault;

  test('is what the command line publishes, and comes back as it was', async () => {
    for (const body of [ofGuide(), ofScreening()]) {
      const written = await fileOf(body).text();
      expect(written.startsWith('{\n "')).toBe(true);
      expect(rules.open(written)).toEqual({ body });
    }
  });

  test('that is broken is told by line and in words', () => {
    const fault = (content: string) => {
      const opened = rules.open(content);
      return 'body' in opened ? 'read' : [opened.line, faultWords(opened.problem, text)];
    };
    expect(fault('{\n "version": 1\n}')).toEqual([3, '「effective_from」がありません。']);
    expect(fault('{\n "version": 1,\n "colour": 2\n}')).toEqual([3, '「colour」という項目は使えません。']);
    expect(fault('{\n "version": "1"\n}')).toEqual([2, '値の種類が違います。']);
    expect(fault('{\n "version": 1')).toEqual([2, '途中で終わっています。']);
    expect(fault('{\n version')).toEqual([2, 'JSONの書き方が違います。']);
    const written = JSON.stringify(guide(), null, 1);
    expect(fault(written.replace('"choice"', '"choose"'))).toEqual([
      expect.any(Number),
      '「choose」という種類はありません。',
    ]);
    expect(fault(written.replace('"id": "help"', '"id": "手伝い"'))).toEqual([expect.any(Number), text.id]);
  });
});

test('an address names what is shown', () => {
  expect(routeOf('#publications')).toEqual({ is: 'list' });
  expect(routeOf('#publications/screening')).toEqual({ is: 'one', id: 'screening', tab: 'edit', path: '' });
  const at = hashOf('care', 'edit', 'tree/questions/3/ask/ja');
  expect(routeOf(at)).toEqual({ is: 'one', id: 'care', tab: 'edit', path: 'tree/questions/3/ask/ja' });
  expect(sectionOf('tree/questions/3/ask/ja')).toEqual({ list: 'tree/questions', place: 3 });
  expect(sectionOf('trees/2')).toEqual({ list: 'trees', place: 2 });
  expect(sectionOf('trees/2/outcomes')).toEqual({ list: 'trees/2/outcomes', place: null });
  expect(sectionOf('rules')).toEqual({ list: 'rules', place: null });
  expect(sectionOf('tree/title/ja')).toEqual({ list: null, place: null });
});

test('changed verdicts stand together by what becomes of what, the most first', () => {
  const change = (before: VerdictChange['before'], combinations: number) =>
    ({ before, after: 'in-person', combinations, words: '' }) as VerdictChange;
  const groups = groupsOf([change('remote', 2), change(null, 9), change('remote', 3)]);
  expect(groups.map(({ before, combinations, changes }) => [before, combinations, changes.length])).toEqual([
    [null, 9, 1],
    ['remote', 5, 2],
  ]);
});
