// 事前確認 of one subject at one place, a question at a time. The office asks and decides, and keeps nothing: the answers so
// far stand here alone. A plain value; whoever shows it asks the office.

import type {
  Answered,
  ChoiceId,
  Given,
  Guidance,
  ScreeningAsked,
  ScreeningStep,
  SiteId,
  SubjectId,
} from '../../generated/protocol';
import type { Answer } from '../../http/ask';

export type Asking = Extract<ScreeningStep, { readonly is: 'ask' }>;

export type Now =
  /** The office is asked. `before`: the question that was answered, which stays in sight; none at the beginning. */
  | { readonly is: 'waiting'; readonly before: Asking | null }
  /** It did not say anything: the same can be asked again. */
  | { readonly is: 'failed'; readonly before: Asking | null }
  | Asking
  | { readonly is: 'decided'; readonly guidance: Guidance };

export interface Walk {
  readonly subject: SubjectId;
  /** None at a booth: the office knows where it stands. */
  readonly site: SiteId | null;
  /** What the office was asked with last; none at the very beginning. */
  readonly given: Given | null;
  /** Everything that was answered, so that a question that is come back to shows what was chosen. */
  readonly earlier: Given['answers'];
  readonly now: Now;
}

/** `given`: what was answered before, where the office wants it looked at once more. */
export function begin(subject: SubjectId, site: SiteId | null = null, given: Given | null = null): Walk {
  return { subject, site, given, earlier: given?.answers ?? {}, now: { is: 'waiting', before: null } };
}

/** What the office is asked. */
export function askedOf({ subject, site, given }: Walk): ScreeningAsked {
  return { subject, ...(site !== null && { site }), ...(given !== null && { given }) };
}

export function isWaiting({ now }: Walk): boolean {
  return now.is === 'waiting';
}

/** The office's answer to what was asked. */
export function heard(walk: Walk, answer: Answer<ScreeningStep>): Walk {
  if (walk.now.is !== 'waiting') return walk;
  if (answer.is === 'ok') return { ...walk, now: answer.value };
  return { ...walk, now: { is: 'failed', before: walk.now.before } };
}

/** Answers the question in sight. */
export function choose(walk: Walk, choice: ChoiceId): Walk {
  const { now } = walk;
  if (now.is !== 'ask') return walk;
  const said = { [now.question.id]: choice };
  const given = { ...now.given, answers: { ...now.given.answers, ...said } };
  return { ...walk, given, earlier: { ...walk.earlier, ...said }, now: { is: 'waiting', before: now } };
}

/** Asks again what failed. */
export function again(walk: Walk): Walk {
  return walk.now.is === 'failed' ? { ...walk, now: { ...walk.now, is: 'waiting' } } : walk;
}

/** The question before, with what was chosen there; null where none is before it. */
export function back(walk: Walk): Walk | null {
  const { now } = walk;
  if (now.is === 'waiting' || now.is === 'failed')
    return now.before === null ? null : { ...walk, given: now.before.given, now: now.before };
  const kept = answeredOf(walk).slice(0, -1);
  if (answeredOf(walk).length === 0) return null;
  const { version } = now.is === 'ask' ? now.given : now.guidance.given;
  const answers = Object.fromEntries(kept.map(({ question, answer }) => [question, answer]));
  return { ...walk, given: { version, answers }, now: { is: 'waiting', before: null } };
}

/** What was decided; null while questions are open. */
export function decided({ now }: Walk): Guidance | null {
  return now.is === 'decided' ? now.guidance : null;
}

/** The question in sight, if there is one. */
export function questionOf({ now }: Walk): Asking | null {
  if (now.is === 'decided') return null;
  return now.is === 'ask' ? now : now.before;
}

/** The questions that have their answer, in order. */
export function answeredOf(walk: Walk): readonly Answered[] {
  return decided(walk)?.answered ?? questionOf(walk)?.answered ?? [];
}
