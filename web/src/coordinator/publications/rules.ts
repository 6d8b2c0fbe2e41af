// The trees crate for whoever edits, typed. The crate decides; nothing is decided again here.

import type { Door } from '../../forms/door';
import type {
  Body,
  Decision,
  Difference,
  FieldProblem,
  Screening,
  SiteAttributes,
  SubjectAttributes,
  TreeId,
} from '../../generated/protocol';
import { type Answers, type Trees, trees } from '../../trees/trees';

/** What is wrong with a draft, and what should be looked at. */
export interface Checked {
  readonly flaws: readonly FieldProblem[];
  readonly warnings: readonly FieldProblem[];
}

/** A file that was read, or where and why it cannot be. */
export type Opened =
  | { readonly body: Body }
  /** `problem`: in English, as programs say it. */
  | { readonly line: number; readonly column: number; readonly problem: string };

/** On what a screening decides. */
export interface Case {
  readonly subject: SubjectAttributes;
  readonly site: SiteAttributes;
  readonly tree: TreeId;
}

export interface DraftRules extends Pick<Trees, 'step' | 'advise'> {
  readonly check: (body: Body) => Checked;
  readonly diff: (older: Body, newer: Body) => Difference[];
  /** Reads a file's text. */
  readonly open: (text: string) => Opened;
  /** The verdict; null while a question is open. */
  readonly decide: (screening: Screening, on: Case, answers: Answers, today: string) => Decision | null;
}

export function draftRules(door: Door): DraftRules {
  const { step, advise } = trees(door);
  return {
    step,
    advise,
    check: (body) => door({ call: 'check', body }) as Checked,
    diff: (older, newer) => door({ call: 'diff', older, newer }) as Difference[],
    open: (text) => door({ call: 'open', text }) as Opened,
    decide: (screening, on, answers, today) =>
      door({ call: 'decide', screening, ...on, answers, today }) as Decision | null,
  };
}
