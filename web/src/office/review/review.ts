// One application under review. A plain value: what the reviewer does and what the server answered go in, the next value
// and what is to be asked come out. What was typed stays whatever becomes of a request.

import type { Definition } from '../../generated/forms';
import type { ApplicationStatus, FieldProblem, ReviewedApplication } from '../../generated/protocol';
import type { Answer, Refused } from '../../http/ask';
import { type CorrectionDraft, draftOf, faultsOf } from './correction';
import { type Differences, differences } from './differences';

export type Review =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly forbidden: boolean; readonly title: string }
  | Open;

export interface Open {
  readonly is: 'open';
  readonly application: ReviewedApplication;
  readonly definition: Definition;
  /** The act that is under way; of a stale one the application is read anew. */
  readonly doing: { readonly act: Act; readonly how: 'running' | 'rereading' } | null;
  readonly said: Said | null;
  /** What colleagues did meanwhile, until that was seen: said so, or pressed again. */
  readonly changed: Differences | null;
  /** What the reviewer is asked. */
  readonly asking: 'correction' | 'complete' | null;
  /** What was written of a correction; null until one is begun. */
  readonly draft: CorrectionDraft | null;
  /** Whether it was tried to send the draft as it is: only then is said what is wrong with it. */
  readonly tried: boolean;
}

export type Act =
  | { readonly is: 'review' }
  /** Takes a correction back that was asked for: it is in review again. */
  | { readonly is: 'withdraw' }
  | { readonly is: 'correction'; readonly draft: CorrectionDraft }
  | { readonly is: 'paper'; readonly path: string; readonly received: boolean }
  | { readonly is: 'complete' };

/** What came of an act. */
export type Said =
  | { readonly is: 'done'; readonly act: Act }
  | { readonly is: 'stale' }
  | { readonly is: 'unreachable' }
  | {
      readonly is: 'refused';
      readonly title: string;
      /** What is wrong with what was sent, where the server says so. */
      readonly errors: readonly FieldProblem[];
    };

export type Event =
  | {
      readonly type: 'loaded';
      readonly application: Answer<ReviewedApplication>;
      readonly definition: Answer<Definition>;
    }
  | { readonly type: 'ask'; readonly what: Open['asking']; readonly today: string }
  | { readonly type: 'write'; readonly draft: CorrectionDraft }
  /** Sends the correction, unless something is wrong with it. */
  | { readonly type: 'send'; readonly today: string }
  | { readonly type: 'act'; readonly act: Act }
  | { readonly type: 'answered'; readonly act: Act; readonly answer: Answer<ReviewedApplication> }
  | { readonly type: 'reread'; readonly answer: Answer<ReviewedApplication> }
  /** What colleagues did was seen. */
  | { readonly type: 'seen' };

export type Effect =
  | { readonly effect: 'act'; readonly act: Act; readonly revision: number }
  | { readonly effect: 'reread' };

export interface Turn {
  readonly review: Review;
  readonly effects: readonly Effect[];
}

const to = (review: Review, ...effects: Effect[]): Turn => ({ review, effects });

export function next(review: Review, event: Event): Turn {
  if (event.type === 'loaded') return to(loaded(event.application, event.definition));
  if (review.is !== 'open') return to(review);
  switch (event.type) {
    case 'ask': {
      const begins = event.what === 'correction' && review.draft === null;
      const draft = begins ? draftOf(review.application.findings, event.today) : review.draft;
      return to({ ...review, asking: event.what, draft, tried: false });
    }
    case 'write':
      return to({ ...review, draft: event.draft });
    case 'send': {
      const { draft } = review;
      if (draft === null) return to(review);
      if (faultsOf(draft, event.today) !== null) return to({ ...review, tried: true });
      return begin(review, { is: 'correction', draft });
    }
    case 'act':
      return begin(review, event.act);
    case 'answered':
      return answered(review, event.act, event.answer);
    case 'reread':
      return to(reread(review, event.answer));
    case 'seen':
      return to({ ...review, changed: null, said: null });
  }
}

function loaded(application: Answer<ReviewedApplication>, definition: Answer<Definition>): Review {
  const failed = [application, definition].find((answer) => answer.is !== 'ok');
  if (failed?.is === 'refused')
    return { is: 'failed', forbidden: failed.code === 'forbidden', title: failed.title };
  if (application.is !== 'ok' || definition.is !== 'ok') return { is: 'failed', forbidden: false, title: '' };
  return {
    is: 'open',
    application: application.value,
    definition: definition.value,
    doing: null,
    said: null,
    changed: null,
    asking: null,
    draft: null,
    tried: false,
  };
}

/** One act at a time: a second press while the first is under way is the same press. */
function begin(review: Open, act: Act): Turn {
  if (review.doing !== null) return to(review);
  const { revision } = review.application;
  const running = { ...review, doing: { act, how: 'running' }, said: null, changed: null } as const;
  return to(running, { effect: 'act', act, revision });
}

function answered(review: Open, act: Act, answer: Answer<ReviewedApplication>): Turn {
  // Only the act that is under way has an answer.
  if (review.doing?.act !== act) return to(review);
  if (answer.is === 'unreachable') return to({ ...review, doing: null, said: { is: 'unreachable' } });
  if (answer.is === 'refused') {
    if (answer.code === 'stale-tag') {
      return to({ ...review, doing: { act, how: 'rereading' } }, { effect: 'reread' });
    }
    return to({ ...review, doing: null, said: refusal(answer) });
  }
  // A paper is noted beside whatever else is being done; the other acts are what the dialog was for.
  const over = act.is === 'paper' ? {} : { asking: null, tried: false };
  const draft = act.is === 'correction' ? null : review.draft;
  return to({
    ...review,
    ...over,
    draft,
    application: answer.value,
    doing: null,
    said: { is: 'done', act },
  });
}

function refusal({ title, errors = [] }: Refused): Said {
  return { is: 'refused', title, errors };
}

function reread(review: Open, answer: Answer<ReviewedApplication>): Review {
  if (answer.is === 'unreachable') return { ...review, doing: null, said: { is: 'unreachable' } };
  if (answer.is === 'refused') return { ...review, doing: null, said: refusal(answer) };
  const changed = differences(review.application, answer.value);
  return { ...review, application: answer.value, doing: null, said: { is: 'stale' }, changed };
}

/** What can be done, by where it stands. */
export function doable({ row }: ReviewedApplication): Readonly<Record<Act['is'], boolean>> {
  const is = (...standings: readonly ApplicationStatus[]) => !row.erased && standings.includes(row.status);
  return {
    review: is('submitted'),
    withdraw: is('correction'),
    correction: is('review'),
    complete: is('review'),
    paper: is('submitted', 'review', 'correction'),
  };
}

/** What is still open, of which a reviewer has to say that it may be. */
export function openPoints({ findings, papers }: ReviewedApplication) {
  return { findings, papers: papers.filter(({ received_at }) => received_at === null) };
}
