// The rules of the trees crate, typed. The crate decides; nothing is decided again here.

import type { Door } from '../forms/door';
import type { Advice, Carried, Guide, SharedGuide, Tree, Walk } from '../generated/protocol';

/** Question → answer. */
export type Answers = SharedGuide['answers'];

/** What was published is handed in with every call; `today` is the caller's, such as `2026-11-30`. */
export interface Trees {
  /** Where a walk stands with these answers. */
  readonly step: (tree: Tree, answers: Answers, today: string) => Walk;
  /** Answers to an older version, taken over to a newer one. */
  readonly carry: (older: Tree, newer: Tree, answers: Answers, today: string) => Carried;
  /** The schemes; null while a question is open. */
  readonly advise: (guide: Guide, answers: Answers, today: string) => Advice | null;
}

export function trees(door: Door): Trees {
  function ask<T>(call: string, request: object): T {
    return door({ call, ...request }) as T;
  }
  return {
    step: (tree, answers, today) => ask('step', { tree, answers, today }),
    carry: (older, newer, answers, today) => ask('carry', { older, newer, answers, today }),
    advise: (guide, answers, today) => ask('advise', { guide, answers, today }),
  };
}
