// 補正のお願い while it is being written. Plain values.

import { addDays, isDate } from '../../calendar/dates';
import { mayHoldMyNumber } from '../../forms/may-hold';
import type { Correction, FieldProblem } from '../../generated/protocol';

/** What the protocol takes at most for one field, in characters. */
export const REASON_MAX = 200;
/** How long an applicant usually has, in days. */
const USUAL_DAYS = 14;

export interface CorrectionDraft {
  readonly lines: readonly { readonly path: string; readonly words: string }[];
  /** `2026-12-15`, or whatever stands in the field. */
  readonly until: string;
}

export type LineFault = 'empty' | 'too-long' | 'my-number';
export interface DraftFaults {
  readonly none: boolean;
  readonly lines: Readonly<Record<string, LineFault>>;
  readonly until: 'no-date' | 'past' | null;
}

/** A first draft: what the formal check has found by itself, in its own words. */
export function draftOf(findings: readonly FieldProblem[], today: string): CorrectionDraft {
  const lines = new Map<string, string>();
  for (const { path, message } of findings) if (!lines.has(path)) lines.set(path, message);
  return {
    lines: [...lines].map(([path, words]) => ({ path, words })),
    until: addDays(today, USUAL_DAYS),
  };
}

/** Asks for one more field, or for one less. */
export function choose(draft: CorrectionDraft, path: string, chosen: boolean): CorrectionDraft {
  const others = draft.lines.filter((line) => line.path !== path);
  const here = draft.lines.find((line) => line.path === path) ?? { path, words: '' };
  return { ...draft, lines: chosen ? [...others, here] : others };
}

export function write(draft: CorrectionDraft, path: string, words: string): CorrectionDraft {
  return { ...draft, lines: draft.lines.map((line) => (line.path === path ? { path, words } : line)) };
}

/** A phrase is put behind what stands there, as a sentence of its own. */
export function append(draft: CorrectionDraft, path: string, phrase: string): CorrectionDraft {
  const before = draft.lines.find((line) => line.path === path)?.words.trim() ?? '';
  const end = before === '' || /[。！？]$/u.test(before) ? '' : '。';
  return write(draft, path, `${before}${end}${phrase}`);
}

/** Everything that keeps it from being sent; null where nothing does. */
export function faultsOf({ lines, until }: CorrectionDraft, today: string): DraftFaults | null {
  const wrong = Object.fromEntries(
    lines.flatMap(({ path, words }) => {
      const fault = lineFault(words);
      return fault === null ? [] : [[path, fault]];
    }),
  );
  const day = !isDate(until) ? 'no-date' : until < today ? 'past' : null;
  const none = lines.length === 0;
  return none || day !== null || Object.keys(wrong).length > 0 ? { none, lines: wrong, until: day } : null;
}

function lineFault(words: string): LineFault | null {
  if (words.trim() === '') return 'empty';
  if ([...words.trim()].length > REASON_MAX) return 'too-long';
  return mayHoldMyNumber(words) ? 'my-number' : null;
}

/** What is sent. */
export function correctionOf({ lines, until }: CorrectionDraft): Correction {
  return { reasons: lines.map(({ path, words }) => ({ path, words: words.trim() })), until };
}
