// The form as everybody in the panel may see it, and how a change alters it. Booth and desk apply the same changes
// with the same function, so that they cannot drift apart.

import type { Change, Proposal, Shown, Step } from '../../generated/protocol';

/** `name`, or `household/0/name` inside a repeat. */
export type Path = string;

export type Sheet = {
  readonly step: Step;
  /** Every answered field; a field that is not here is empty. */
  readonly answers: Readonly<Record<Path, Shown>>;
  /** Waiting for the resident; at most one for a field. */
  readonly proposals: readonly Proposal[];
};

export function apply(sheet: Sheet, change: Change): Sheet {
  switch (change.change) {
    case 'answer':
      return { ...sheet, answers: put(sheet.answers, change.path, change.value) };
    case 'remove-entry':
      return {
        ...sheet,
        answers: withoutEntry(sheet.answers, change.path),
        proposals: sheet.proposals.flatMap((proposal) => {
          const path = afterRemoval(proposal.path, change.path);
          return path === null ? [] : [{ ...proposal, path }];
        }),
      };
    case 'moved':
      return { ...sheet, step: change.step };
    case 'proposed':
      return {
        ...sheet,
        proposals: [
          ...sheet.proposals.filter((proposal) => proposal.path !== change.proposal.path),
          change.proposal,
        ],
      };
    case 'settled':
      return { ...sheet, proposals: sheet.proposals.filter((proposal) => proposal.id !== change.id) };
  }
}

function put(answers: Sheet['answers'], path: Path, value: Shown): Sheet['answers'] {
  if (value.shown !== 'empty') return { ...answers, [path]: value };
  const { [path]: _gone, ...rest } = answers;
  return rest;
}

/** Removes what stands under the entry (`household/1`) and moves later entries up. */
export function withoutEntry<T>(record: Readonly<Record<Path, T>>, entry: Path): Record<Path, T> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([path, value]) => {
      const moved = afterRemoval(path, entry);
      return moved === null ? [] : [[moved, value]];
    }),
  );
}

/** Where `path` is after `entry` was removed; null if it went with it. */
export function afterRemoval(path: Path, entry: Path): Path | null {
  const [repeat, removed] = split(entry);
  const [own, index, field] = split(path);
  if (own !== repeat || index === undefined || removed === undefined || index < removed) return path;
  if (index === removed) return null;
  return field === undefined ? `${own}/${index - 1}` : `${own}/${index - 1}/${field}`;
}

/** `household/1/name` → `["household", 1, "name"]`; a path of another shape has no index. */
export function split(path: Path): [name: string, index?: number, field?: string] {
  const [name = '', index, field] = path.split('/');
  return index !== undefined && /^(0|[1-9]\d?)$/.test(index) ? [name, Number(index), field] : [name];
}
