// 手続きガイド as one person walks it: a plain value, and what follows from each act. The trees crate says where answers
// lead; this holds what is being entered and which question is looked at.

import type {
  Advice,
  Answer,
  Answered,
  ChoiceId,
  Question,
  QuestionId,
  SharedGuide,
  Tree,
  Walk,
  Words,
} from '../../generated/protocol';
import type { Answers, GuideRules } from './rules';

export interface Walking {
  readonly rules: GuideRules;
  /** In their one way of writing. Those that no longer lead anywhere wait for the way back to them. */
  readonly answers: Answers;
  /** Where they lead. */
  readonly stand: Walk;
  /** What was told at the end; null while a question is open. */
  readonly advice: Advice | null;
  /** A question that is answered anew; null where the walk stands. */
  readonly back: QuestionId | null;
  /** The question was opened from the end, and goes back there. */
  readonly fromEnd: boolean;
  /** As it stands on the page, not yet an answer. */
  readonly typed: Answer | null;
  /** What is wrong with it. */
  readonly refused: 'empty' | Words | null;
  /** The questions whose answer a newer version of the guide did not take over; null where nothing became newer. */
  readonly askedAgain: readonly QuestionId[] | null;
}

/** What is kept of a walk against the loss of its page: plain data. The tree tells a newer version what was answered. */
export interface Draft {
  readonly tree: Tree;
  readonly answers: Answers;
  readonly back: QuestionId | null;
  readonly fromEnd: boolean;
  readonly typed: Answer | null;
}

/** From the first question, or from where `draft` was left. */
export function begin(rules: GuideRules, draft: Draft | null = null): Walking {
  if (draft === null) return stand(rules, {});
  const { tree, answers, back, fromEnd, typed } = draft;
  if (tree.version !== rules.guide.tree.version) {
    const carried = rules.carry(tree, answers);
    return { ...stand(rules, carried.answers), askedAgain: carried.asked_again };
  }
  const there = stand(rules, answers);
  const known = answeredIn(there).some(({ question }) => question === back);
  return { ...there, back: known ? back : null, fromEnd: known && fromEnd, typed: typed ?? there.typed };
}

export function draftOf({ rules, answers, back, fromEnd, typed }: Walking): Draft {
  return { tree: rules.guide.tree, answers, back, fromEnd, typed };
}

/** Whether something would be lost. */
export function hasDraft({ answers, typed }: Walking): boolean {
  return Object.keys(answers).length > 0 || typed !== null;
}

/** The question that is looked at; null at the list of schemes. */
export function questionOf({ rules, stand, back }: Walking): Question | null {
  if (back !== null) return rules.guide.tree.questions.find(({ id }) => id === back) ?? null;
  return stand.is === 'ask' ? stand.question : null;
}

/** The questions that led to where the walk stands, in order. */
export function answeredIn({ stand }: Walking): readonly Answered[] {
  return stand.answered;
}

/** Which question this is, from 1, and how many there are at most. */
export function progress(walking: Walking): { readonly now: number; readonly of: number } {
  const { stand } = walking;
  const of = stand.answered.length + (stand.is === 'ask' ? stand.left : 0);
  return { now: Math.min(placeOf(walking) + 1, of), of };
}

export function type(walking: Walking, typed: Answer): Walking {
  return { ...walking, typed, refused: null };
}

/** Puts a choice of several in or out; none of them and all others shut each other out. */
export function toggle(walking: Walking, id: ChoiceId): Walking {
  const kind = questionOf(walking)?.kind;
  if (kind?.type !== 'several') return walking;
  const chosen = chosenOf(walking);
  const others = chosen.filter((one) => one !== id && one !== kind.none.id && id !== kind.none.id);
  const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...others, id];
  return type(walking, next);
}

/** The choices that are in, of a question that takes several. */
export function chosenOf({ typed }: Walking): readonly ChoiceId[] {
  return Array.isArray(typed) ? typed : [];
}

/** Answers the question and goes on; a wrong answer stays, with what is wrong. */
export function next(walking: Walking): Walking {
  const { rules, answers, typed, back, fromEnd } = walking;
  const question = questionOf(walking);
  if (question === null) return walking;
  if (typed === null || typed.length === 0) return { ...walking, refused: 'empty' };
  const tried = rules.step({ ...answers, [question.id]: typed });
  if (tried.is === 'ask' && tried.question.id === question.id) {
    return { ...walking, refused: tried.refused?.words ?? 'empty' };
  }
  const answer = tried.answered.find((one) => one.question === question.id)?.answer ?? typed;
  const onward = { ...answers, [question.id]: answer };
  const there = { ...stand(rules, onward), askedAgain: walking.askedAgain };
  if (back === null || fromEnd) return there;
  const order = there.stand.answered.map((one) => one.question);
  const following = order[order.indexOf(question.id) + 1];
  return following === undefined ? there : lookAt(there, following, false);
}

/** The question before, or the list that it was opened from; the same walk where there is none. */
export function back(walking: Walking): Walking {
  if (walking.fromEnd) return lookAt(walking, null, false);
  const before = answeredIn(walking)[placeOf(walking) - 1];
  return before === undefined ? walking : lookAt(walking, before.question, false);
}

/** Whether there is a question before this one. */
export function isFirst(walking: Walking): boolean {
  return !walking.fromEnd && placeOf(walking) === 0;
}

/** Opens a question that has its answer, from the list of answers at the end. */
export function open(walking: Walking, question: QuestionId): Walking {
  const known = answeredIn(walking).some((one) => one.question === question);
  return known ? lookAt(walking, question, walking.stand.is === 'end') : walking;
}

/** Everything anew. */
export function restart({ rules }: Walking): Walking {
  return stand(rules, {});
}

/** What desks are told: the answers that led to where the walk stands, and nothing that is still being entered. */
export function shared(walking: Walking): SharedGuide {
  const { rules, back } = walking;
  const { id, version } = rules.guide.tree;
  const answers = answeredIn(walking).map(({ question, answer }) => [question, answer] as const);
  return { guide: id, version, answers: Object.fromEntries(answers), back_at: back };
}

/** As a desk sees it. */
export function follow(rules: GuideRules, { answers, back_at: back }: SharedGuide): Walking {
  return { ...stand(rules, answers), back };
}

function stand(rules: GuideRules, answers: Answers): Walking {
  const there = rules.step(answers);
  const asked = there.is === 'ask' ? there : null;
  return {
    rules,
    answers,
    stand: there,
    advice: there.is === 'end' ? rules.advise(answers) : null,
    back: null,
    fromEnd: false,
    typed: (asked === null ? null : answers[asked.question.id]) ?? null,
    refused: asked?.refused?.words ?? null,
    askedAgain: null,
  };
}

function lookAt(walking: Walking, back: QuestionId | null, fromEnd: boolean): Walking {
  const { answers, stand } = walking;
  const id = back ?? (stand.is === 'ask' ? stand.question.id : null);
  return { ...walking, back, fromEnd, typed: (id === null ? null : answers[id]) ?? null, refused: null };
}

/** How many questions come before the one that is looked at. */
function placeOf({ stand, back }: Walking): number {
  const at = stand.answered.findIndex(({ question }) => question === back);
  return at < 0 ? stand.answered.length : at;
}
