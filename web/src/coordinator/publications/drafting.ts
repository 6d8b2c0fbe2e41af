import type { Clock } from '../../clock/clock';
import type { Body, Difference, Publication, PublicationId } from '../../generated/protocol';
import type { CoordinatorApi } from '../api';
import { createDraft, type Draft, type DraftState } from '../draft/draft';
import { contentOf } from './edit';
import { merge } from './merge';
import type { DraftRules } from './rules';
import { emptyOf } from './templates';

/** Two people changed one draft: what each of them did, and where both did something else to the same thing. */
export interface Comparison {
  readonly theirs: readonly Difference[];
  /** What only I changed. */
  readonly mine: readonly Difference[];
  readonly clashes: readonly {
    readonly key: string;
    readonly theirs: readonly Difference[];
    readonly mine: readonly Difference[];
  }[];
}

/** A screening or a guide as it is being changed. */
export type PublicationDraft = Draft<Publication, Body, Comparison>;
export type PublicationState = DraftState<Publication, Body, Comparison>;

export function createPublicationDraft(
  api: CoordinatorApi,
  rules: DraftRules,
  id: PublicationId,
  clock: Clock,
): PublicationDraft {
  return createDraft(
    {
      load: () => api.publication(id),
      save: (body, { revision }) => api.savePublication(id, body, revision),
      valueOf: ({ draft, published, today }) => draft ?? published ?? emptyOf(id, today),
      compare: (base, mine, theirs) => compare(rules, base, mine, theirs),
      merge: (base, mine, theirs, choices) => merge(base, mine, theirs, choices).value,
    },
    clock,
  );
}

export function compare(rules: DraftRules, base: Body, mine: Body, theirs: Body): Comparison {
  const [my, their] = [rules.diff(base, mine), rules.diff(base, theirs)];
  const inner = merge(contentOf(base), contentOf(mine), contentOf(theirs), new Map());
  // The merge knows the whole body, of which the differences know the inside.
  const within = (list: readonly Difference[], place: string) =>
    list.filter(({ path }) => path === place || path.startsWith(`${place}/`) || place.startsWith(`${path}/`));
  const clashes = inner.clashes.map((place) => ({
    key: `${base.is}/${place}`,
    mine: within(my, place),
    theirs: within(their, place),
  }));
  const clashing = new Set(clashes.flatMap((clash) => clash.mine));
  return { theirs: their, mine: my.filter((one) => !clashing.has(one)), clashes };
}
