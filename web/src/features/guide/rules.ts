// The rules of one guide, as the machine needs them. They live in the trees crate alone.

import type { Advice, Carried, Guide, Tree, Walk } from '../../generated/protocol';
import type { Answers, Trees } from '../../trees/trees';

export type { Answers };

export interface GuideRules {
  readonly guide: Guide;
  /** Where a walk stands with these answers. */
  readonly step: (answers: Answers) => Walk;
  /** The schemes; null while a question is open. */
  readonly advise: (answers: Answers) => Advice | null;
  /** Answers to an older version of it. */
  readonly carry: (older: Tree, answers: Answers) => Carried;
}

/** `today` is asked at every step: `2026-11-30`. */
export function rulesOf(trees: Trees, guide: Guide, today: () => string): GuideRules {
  const { tree } = guide;
  return {
    guide,
    step: (answers) => trees.step(tree, answers, today()),
    advise: (answers) => trees.advise(guide, answers, today()),
    carry: (older, answers) => trees.carry(older, tree, answers, today()),
  };
}
