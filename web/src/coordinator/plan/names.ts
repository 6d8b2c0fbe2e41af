import type { Plan, Schedule } from '../../generated/protocol';

/** The names of a ward's places, sections, subjects and interpreters; an id that is gone is shown as it is. */
export interface Names {
  readonly site: (id: string) => string;
  /** 来庁: whether it is a counter of the ward office. */
  readonly isCounter: (id: string) => boolean;
  readonly section: (id: string) => string;
  readonly subject: (id: string) => string;
  readonly interpreter: (id: string) => string;
}

/** A site and a subject that the plan is about; the first ones where it is about none. */
export function firstOf(schedule: Schedule, plan: Plan): { readonly site: string; readonly subject: string } {
  const [opening] = plan.openings;
  const section = schedule.sections.find((one) => one.section === opening?.section) ?? schedule.sections[0];
  return {
    site: opening?.sites[0] ?? schedule.sites[0]?.site ?? '',
    subject: opening?.subjects[0] ?? section?.subjects[0]?.subject ?? '',
  };
}

export function namesOf(schedule: Schedule, plan: Plan = schedule.draft): Names {
  const sites = new Map(schedule.sites.map(({ site, name }) => [site, name]));
  const sections = new Map(schedule.sections.map(({ section, name }) => [section, name]));
  const subjects = new Map(
    schedule.sections.flatMap((one) => one.subjects.map(({ subject, name }) => [subject, name] as const)),
  );
  const interpreters = new Map(
    [...schedule.published.interpreters, ...schedule.draft.interpreters, ...plan.interpreters].map(
      ({ id, name }) => [id, name],
    ),
  );
  const named = (names: Map<string, string>) => (id: string) => names.get(id) ?? id;
  return {
    site: named(sites),
    isCounter: (id) => schedule.sites.some(({ site, counter }) => site === id && counter === true),
    section: named(sections),
    subject: named(subjects),
    interpreter: named(interpreters),
  };
}
