import type { Clock } from '../../clock/clock';
import type { Plan, Schedule } from '../../generated/protocol';
import type { CoordinatorApi } from '../api';
import { createDraft, type Draft, type DraftState } from '../draft/draft';
import { type Comparison, compare, merge } from './parts';

/** The plan as it is being changed. */
export type PlanDraft = Draft<Schedule, Plan, Comparison>;
export type PlanDrafting = DraftState<Schedule, Plan, Comparison>;

export function createPlanDraft(api: CoordinatorApi, clock: Clock): PlanDraft {
  const { schedule: load } = api;
  const save = (plan: Plan, { revision }: Schedule) => api.save(plan, revision);
  return createDraft({ load, save, valueOf: ({ draft }) => draft, compare, merge }, clock);
}
