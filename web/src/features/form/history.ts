// ひとつ戻す: what the resident did last, as far back as it can be taken back. It holds private answers, as the draft does.

import type { Path } from '../panel/sheet';
import type { Answers } from './rules';

export type Deed = 'answered' | 'cleared' | 'added' | 'removed' | 'accepted' | 'declared';

/** One deed, and what stood where it changed something; null: nothing did. */
export interface Past {
  readonly deed: Deed;
  readonly path: Path;
  /** The question that the resident stood at; null at the check page. */
  readonly at: Path | null;
  readonly values: Readonly<Record<Path, string | null>>;
  readonly declared: readonly Path[];
  readonly proposed: readonly Path[];
}

/** What a deed changes. */
export interface Changing {
  readonly writer: { readonly values: Answers };
  readonly declared: readonly Path[];
  readonly proposed: readonly Path[];
  readonly past: readonly Past[];
  readonly place: { readonly at: string; readonly asked?: { readonly path: Path } };
}

/** Deeds that can be taken back, one after the other. */
export const REMEMBERED = 20;

/** The deeds so far with this one, which led from `before` to `after`; one that changed no answer is none. */
export function remember(before: Changing, after: Answers, deed: Deed, path: Path): readonly Past[] {
  const { values: old } = before.writer;
  const changed = [...new Set([...Object.keys(old), ...Object.keys(after)])].filter(
    (path) => old[path] !== after[path],
  );
  if (changed.length === 0) return before.past;
  const { declared, proposed } = before;
  const values = Object.fromEntries(changed.map((path) => [path, old[path] ?? null]));
  const at = before.place.asked?.path ?? null;
  return [...before.past, { deed, path, at, values, declared, proposed }].slice(-REMEMBERED);
}

/** What is offered to be taken back while the resident still stands there: what is easily done by mistake. */
export function isOffered({ deed, at }: Past, here: Path): boolean {
  return at === here && (deed === 'removed' || deed === 'accepted');
}
