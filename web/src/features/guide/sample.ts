/** A small guide, and rules that are the trees crate's own in small, for tests without it. */

import type { Advice, Answered, Guide, Question, Walk, Words } from '../../generated/protocol';
import type { Answers, GuideRules } from './rules';

export const said = (ja: string): Words => ({ ja, easy: `${ja}（やさしい）`, en: `${ja} (en)` });

const choice = (id: string, label: string, then: Guide['tree']['start']) => ({
  id,
  label: said(label),
  then,
});
const needs: Question = {
  id: 'needs',
  ask: said('困っていること'),
  help: null,
  kind: {
    type: 'several',
    choices: [choice('care', '入浴', { question: 'age' }), choice('work', '働くこと', { question: 'age' })],
    none: choice('none', 'どれでもない', { question: 'age' }),
  },
};
const then = { outcome: 'list' };
const list = {
  id: 'list',
  title: said('一覧ができました'),
  reasons: [{ id: 'estimate', words: said('目安です') }],
};
const age: Question = {
  id: 'age',
  ask: said('何歳ですか'),
  help: said('数字で'),
  kind: {
    type: 'number',
    min: 0,
    max: 120,
    unit: said('歳'),
    ranges: [{ from: null, until: null, then }],
  },
};

/** `version` 2 asks of the needs once more. */
export const guide = (version = 1): Guide => ({
  tree: {
    id: 'disability',
    version,
    effective_from: '2026-04-01',
    effective_until: null,
    title: said('障害福祉の手続きガイド'),
    start: { question: 'needs' },
    questions: [needs, age],
    outcomes: [list],
  },
  schemes: [],
});

const told = {
  about: said('助けます'),
  place: said('区役所の窓口'),
  bring: said('手帳'),
  online: said('スマートフォンで申請できます'),
  guidance: said('個人番号が要ります。ここでは案内だけです'),
};
export const advice: Advice = {
  outcome: list,
  answered: [],
  usable: [
    {
      scheme: 'home-help',
      name: said('居宅介護'),
      ...told,
      because: [
        { question: 'needs', ask: said('困っていること'), answer: said('入浴'), wants: said('入浴') },
      ],
    },
  ],
  perhaps: [
    { scheme: 'day-care', name: said('生活介護'), ...told, online: null, guidance: null, because: [] },
  ],
  others: [
    {
      scheme: 'work-support',
      name: said('就労移行支援'),
      because: [
        { question: 'needs', ask: said('困っていること'), answer: said('入浴'), wants: said('働くこと') },
      ],
    },
  ],
  log: { tree: 'disability', version: 1, outcome: 'list', usable: ['home-help'], perhaps: ['day-care'] },
};

export function rules(version = 1): GuideRules {
  const { tree, schemes } = guide(version);
  const step = (answers: Answers): Walk => {
    const answered: Answered[] = [];
    for (const [i, question] of tree.questions.entries()) {
      const answer = answers[question.id];
      const ask = (refused: string | null): Walk => ({
        is: 'ask',
        question,
        refused: refused === null ? null : { id: 'refused', words: said(refused) },
        answered,
        left: tree.questions.length - i,
      });
      if (answer === undefined) return ask(null);
      if (question.kind.type === 'number' && !/^\d+$/.test(String(answer).normalize('NFKC')))
        return ask('数字で答えてください');
      const plain = typeof answer === 'string' ? answer.normalize('NFKC') : answer;
      answered.push({ question: question.id, ask: question.ask, answer: plain, words: said(String(plain)) });
    }
    return { is: 'end', outcome: list, answered };
  };
  return {
    guide: { tree, schemes },
    step,
    advise: (answers) => {
      const there = step(answers);
      return there.is === 'end'
        ? { ...advice, answered: there.answered, log: { ...advice.log, version } }
        : null;
    },
    carry: (_older, { needs: _gone, ...rest }) => ({ answers: rest, asked_again: ['needs'] }),
  };
}
