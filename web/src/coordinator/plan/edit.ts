import type { IsoDate } from '../../calendar/dates';
import type {
  Calendar,
  InterpreterHours,
  Opening,
  OpeningId,
  Plan,
  SectionId,
  SiteId,
  SubjectLength,
} from '../../generated/protocol';

/** The plan with an opening put in the place of the one with its id, or at the end. */
export function putOpening(plan: Plan, opening: Opening): Plan {
  return { ...plan, openings: put(plan.openings, opening, ({ id }) => id === opening.id) };
}

export function removeOpening(plan: Plan, opening: OpeningId): Plan {
  return { ...plan, openings: plan.openings.filter(({ id }) => id !== opening) };
}

/** The opening does not take place on one date. One that loses its only date is gone. */
export function leaveOut(plan: Plan, opening: OpeningId, date: IsoDate): Plan {
  const found = plan.openings.find(({ id }) => id === opening);
  if (found === undefined) return plan;
  if (found.days.is === 'weekly') {
    if (found.except.includes(date)) return plan;
    return putOpening(plan, { ...found, except: [...found.except, date].sort() });
  }
  const dates = found.days.dates.filter((one) => one !== date);
  if (dates.length === 0) return removeOpening(plan, opening);
  const except = found.except.filter((one) => one !== date);
  return putOpening(plan, { ...found, except, days: { is: 'dates', dates } });
}

/** The opening is not for one of its sites any more. One that loses its only site is gone. */
export function leaveSite(plan: Plan, opening: OpeningId, site: SiteId): Plan {
  const found = plan.openings.find(({ id }) => id === opening);
  if (found === undefined) return plan;
  const sites = found.sites.filter((one) => one !== site);
  return sites.length === 0 ? removeOpening(plan, opening) : putOpening(plan, { ...found, sites });
}

/** A site without a calendar (null) is always open. */
export function putBuilding(plan: Plan, site: SiteId, calendar: Calendar | null): Plan {
  const others = plan.buildings.filter((one) => one.site !== site);
  if (calendar === null) return { ...plan, buildings: others };
  return { ...plan, buildings: put(plan.buildings, { site, calendar }, (one) => one.site === site) };
}

/** A section without a calendar (null) works at any time. */
export function putOffice(plan: Plan, section: SectionId, calendar: Calendar | null): Plan {
  const others = plan.offices.filter((one) => one.section !== section);
  if (calendar === null) return { ...plan, offices: others };
  return { ...plan, offices: put(plan.offices, { section, calendar }, (one) => one.section === section) };
}

export function putInterpreter(plan: Plan, interpreter: InterpreterHours): Plan {
  return { ...plan, interpreters: put(plan.interpreters, interpreter, ({ id }) => id === interpreter.id) };
}

/** Openings that asked for the interpreter do so no longer. */
export function removeInterpreter(plan: Plan, interpreter: InterpreterHours['id']): Plan {
  return {
    ...plan,
    interpreters: plan.interpreters.filter(({ id }) => id !== interpreter),
    openings: plan.openings.map((opening) =>
      opening.interpreter === interpreter ? { ...opening, interpreter: null } : opening,
    ),
  };
}

/** What a subject takes; null is what its own settings say. */
export function putLength(plan: Plan, subject: SubjectLength['subject'], length: SubjectLength | null): Plan {
  if (length === null) return { ...plan, lengths: plan.lengths.filter((one) => one.subject !== subject) };
  return { ...plan, lengths: put(plan.lengths, length, (one) => one.subject === subject) };
}

function put<T>(list: readonly T[], value: T, is: (one: T) => boolean): T[] {
  return list.some(is) ? list.map((one) => (is(one) ? value : one)) : [...list, value];
}
