import type {
  Building,
  InterpreterHours,
  Office,
  Opening,
  Plan,
  SubjectLength,
} from '../../generated/protocol';
import type { Side } from '../draft/draft';
import { same } from '../draft/same';

/** One thing of a plan that is changed as a whole. */
export type Part =
  | { readonly of: 'opening'; readonly value: Opening }
  | { readonly of: 'building'; readonly value: Building }
  | { readonly of: 'office'; readonly value: Office }
  | { readonly of: 'interpreter'; readonly value: InterpreterHours }
  | { readonly of: 'length'; readonly value: SubjectLength }
  | { readonly of: 'rules'; readonly value: Plan['rules'] };

/** What happened to one thing between two plans. */
export interface Difference {
  /** Which, the same in every plan. */
  readonly key: string;
  readonly before: Part | null;
  readonly after: Part | null;
}

/** The things of a plan by their keys, in the order of the plan. */
export function partsOf(plan: Plan): Map<string, Part> {
  return new Map<string, Part>([
    ...plan.openings.map((value) => [`opening/${value.id}`, { of: 'opening', value }] as const),
    ...plan.buildings.map((value) => [`building/${value.site}`, { of: 'building', value }] as const),
    ...plan.offices.map((value) => [`office/${value.section}`, { of: 'office', value }] as const),
    ...plan.interpreters.map((value) => [`interpreter/${value.id}`, { of: 'interpreter', value }] as const),
    ...plan.lengths.map((value) => [`length/${value.subject}`, { of: 'length', value }] as const),
    ['rules', { of: 'rules', value: plan.rules }],
  ]);
}

function planOf(parts: Iterable<Part>, rules: Plan['rules']): Plan {
  const plan: Plan = { buildings: [], offices: [], interpreters: [], openings: [], lengths: [], rules };
  for (const part of parts) {
    if (part.of === 'opening') plan.openings.push(part.value);
    else if (part.of === 'building') plan.buildings.push(part.value);
    else if (part.of === 'office') plan.offices.push(part.value);
    else if (part.of === 'interpreter') plan.interpreters.push(part.value);
    else if (part.of === 'length') plan.lengths.push(part.value);
    else plan.rules = part.value;
  }
  return plan;
}

export function differences(before: Plan, after: Plan): Difference[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((key) => ({ key, before: old.get(key) ?? null, after: now.get(key) ?? null }))
    .filter((difference) => !same(difference.before, difference.after));
}

/** Two people changed one draft: what each of them did, and where both did something else to the same thing. */
export interface Comparison {
  readonly theirs: readonly Difference[];
  readonly mine: readonly Difference[];
  readonly clashes: readonly {
    readonly key: string;
    readonly theirs: Difference;
    readonly mine: Difference;
  }[];
}

export function compare(base: Plan, mine: Plan, theirs: Plan): Comparison {
  const [my, their] = [differences(base, mine), differences(base, theirs)];
  const clashes = my.flatMap((one) => {
    const other = their.find(({ key }) => key === one.key);
    return other !== undefined && !same(one.after, other.after)
      ? [{ key: one.key, theirs: other, mine: one }]
      : [];
  });
  return { theirs: their, mine: my, clashes };
}

/** Both people's changes in one plan. A clash without a choice stays as the other person left it. */
export function merge(base: Plan, mine: Plan, theirs: Plan, choices: ReadonlyMap<string, Side>): Plan {
  const { mine: changes, clashes } = compare(base, mine, theirs);
  const parts = partsOf(theirs);
  for (const { key, after } of changes) {
    const clash = clashes.some((one) => one.key === key);
    if (clash && choices.get(key) !== 'mine') continue;
    if (after === null) parts.delete(key);
    else parts.set(key, after);
  }
  return planOf(parts.values(), theirs.rules);
}
