// What is new begins as one of these: whole enough to be shown, and told what it lacks.

import type {
  Body,
  Choice,
  Guide,
  PublicationId,
  Question,
  QuestionKind,
  Rule,
  Scheme,
  Screening,
  Target,
  Tree,
  TreeOutcome,
  Words,
} from '../../generated/protocol';

/** The id of a ward's screening. */
export const SCREENING = 'screening';

export const noWords: Words = { ja: '', easy: null, en: null };

const YES: Words = { ja: 'はい', easy: 'はい', en: 'Yes' };
const NO: Words = { ja: 'いいえ', easy: 'いいえ', en: 'No' };
const NONE: Words = { ja: 'どれでもない', easy: 'どれでもない', en: 'None of these' };
const DONE: Words = {
  ja: '確認がすみました',
  easy: '{確認|かくにん}が おわりました',
  en: 'Thank you, that is all',
};
const LISTED: Words = {
  ja: '使える制度の一覧',
  easy: '{使|つか}える {制度|せいど}',
  en: 'Schemes you can use',
};

/** What an id begins with, before anything of it was published. */
export function emptyOf(id: PublicationId, today: string): Body {
  return id === SCREENING
    ? { is: 'screening', screening: newScreening(today) }
    : { is: 'guide', guide: newGuide(id, today) };
}

export function newGuide(id: string, today: string): Guide {
  return { tree: newTree(id, today, LISTED), schemes: [] };
}

function newScreening(today: string): Screening {
  const reason = { ja: 'ここで、できます', easy: 'ここで できます', en: 'It can be done here' };
  return {
    version: 1,
    effective_from: today,
    effective_until: null,
    trees: [],
    reasons: [{ id: 'all-here', words: reason }],
    rules: [{ ...newRule('rest', 'all-here'), title: '残りのすべて' }],
  };
}

/** A tree that asks nothing yet. */
export function newTree(id: string, today: string, end: Words = DONE): Tree {
  return {
    id,
    version: 1,
    effective_from: today,
    effective_until: null,
    title: noWords,
    start: { outcome: 'end' },
    questions: [],
    outcomes: [{ id: 'end', title: end, reasons: [] }],
  };
}

export function newQuestion(id: string, then: Target): Question {
  return { id, ask: noWords, help: null, kind: { type: 'choice', choices: yesAndNo(then) } };
}

export function newOutcome(id: string): TreeOutcome {
  return { id, title: noWords, reasons: [] };
}

export function newRule(id: string, reason: string | undefined): Rule {
  return {
    id,
    title: '',
    when: {
      documents: null,
      money: null,
      sensitivity: null,
      kiosk: null,
      danger: null,
      reach: null,
      seclusion: null,
      handset: null,
      earphone: null,
      document_camera: null,
      printer: null,
      attendant: null,
      answers: [],
    },
    verdict: 'remote',
    reasons: reason === undefined ? [] : [reason],
  };
}

export function newScheme(id: string): Scheme {
  return {
    id,
    name: noWords,
    about: noWords,
    place: noWords,
    bring: noWords,
    online: null,
    my_number: false,
    when: [],
    perhaps: [],
  };
}

/** The same question with another kind of answer; what can be kept of it is kept. */
export function asKind(type: QuestionKind['type'], kind: QuestionKind): QuestionKind {
  const then = firstTarget(kind);
  const choices = 'choices' in kind ? kind.choices : yesAndNo(then);
  switch (type) {
    case 'choice':
      return { type, choices };
    case 'several':
      return { type, choices, none: { id: 'none', label: NONE, then } };
    case 'date':
      return { type, earliest: '1900-01-01', latest: null, ranges: [{ from: null, until: null, then }] };
    case 'birth-date':
      return { type, ranges: [{ from: null, until: null, then }] };
    case 'number':
      return {
        type,
        min: 0,
        max: 20,
        unit: { ja: '人', easy: '{人|にん}', en: 'people' },
        ranges: [{ from: null, until: null, then }],
      };
    case 'postcode':
      return { type, areas: [], otherwise: then };
  }
}

/** Where the first answer leads. */
export function firstTarget(kind: QuestionKind): Target {
  const first = 'choices' in kind ? kind.choices[0] : 'areas' in kind ? kind.areas[0] : kind.ranges[0];
  if (first !== undefined) return first.then;
  return kind.type === 'several'
    ? kind.none.then
    : kind.type === 'postcode'
      ? kind.otherwise
      : { outcome: 'end' };
}

function yesAndNo(then: Target): Choice[] {
  return [
    { id: 'yes', label: YES, then },
    { id: 'no', label: NO, then },
  ];
}
