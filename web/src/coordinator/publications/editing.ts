import { createContext, useContext } from 'react';
import type { FieldProblem } from '../../generated/protocol';
import type { Content } from './edit';
import type { Checked } from './rules';

/** What the fields of a draft stand on. */
export interface Editing {
  readonly content: Content;
  readonly found: Checked;
  /** Changes the content. `path`: where; `typing`: it is one letter of many, taken back together. */
  readonly change: (path: string, change: (content: Content) => Content, typing?: boolean) => void;
  /** Shows another place of the draft. */
  readonly go: (path: string) => void;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('useEditing needs its context above it');
  return editing;
}

/** What is told at a place: there, or of something inside that has no place of its own. */
export function told(problems: readonly FieldProblem[], path: string, inside = false): string | undefined {
  const here = problems.filter((one) => one.path === path || (inside && one.path.startsWith(`${path}/`)));
  const messages = [...new Set(here.map(({ message }) => message))];
  return messages.length === 0 ? undefined : messages.join(' ');
}

/** How many problems lie at a place or inside it. */
export function countAt(problems: readonly FieldProblem[], path: string): number {
  return problems.filter((one) => one.path === path || one.path.startsWith(`${path}/`)).length;
}
