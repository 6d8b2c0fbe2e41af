import type { Verdict, VerdictChange } from '../../generated/protocol';

/** Combinations that go from one verdict to another. */
export interface VerdictGroup {
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly combinations: number;
  readonly changes: readonly VerdictChange[];
}

/** Changes of verdicts by what becomes of what, the most combinations first. */
export function groupsOf(changes: readonly VerdictChange[]): VerdictGroup[] {
  const groups = new Map<string, VerdictGroup>();
  for (const change of changes) {
    const { before, after, combinations } = change;
    const key = `${before} ${after}`;
    const group = groups.get(key) ?? { before, after, combinations: 0, changes: [] };
    groups.set(key, {
      ...group,
      combinations: group.combinations + combinations,
      changes: [...group.changes, change],
    });
  }
  return [...groups.values()].sort((one, other) => other.combinations - one.combinations);
}
