import type { IsoDate } from '../../calendar/dates';
import { minutesOf, timeOf } from '../../calendar/times';
import type {
  Block,
  Grid,
  Hours,
  Opening,
  Plan,
  Schedule,
  SiteId,
  SubjectId,
} from '../../generated/protocol';

/** A time that a resident would be offered, were nothing booked. */
export interface Offer {
  readonly date: IsoDate;
  readonly time: string;
  readonly title: string | null;
}

/** What the draft offers for a subject at a site, the earliest first. What is booked already is not counted. */
export function offers(
  { dates, rows }: Grid,
  plan: Plan,
  schedule: Schedule,
  site: SiteId,
  subject: SubjectId,
): Offer[] {
  const section = schedule.sections.find((one) => one.subjects.some((its) => its.subject === subject));
  const row = rows.find((one) => one.site === site && one.section === section?.section);
  if (row === undefined) return [];
  return dates.flatMap((date, at) => {
    const times = new Map<string, Offer>();
    for (const block of row.days[at] ?? []) {
      const opening = plan.openings.find(({ id }) => id === block.opening);
      if (opening === undefined || block.change === 'removed') continue;
      if (opening.subjects.length > 0 && !opening.subjects.includes(subject)) continue;
      for (const time of startsOf(block, opening, unitsFor(opening, plan, schedule, subject)))
        if (!times.has(time)) times.set(time, { date, time, title: opening.title });
    }
    return [...times.values()].sort((one, other) => one.time.localeCompare(other.time));
  });
}

/** How many units in a row a talk and the time after it take; a 講座 is one. */
function unitsFor(opening: Opening, plan: Plan, schedule: Schedule, subject: SubjectId): number {
  if (opening.kind === 'lecture') return 1;
  const set = plan.lengths.find((one) => one.subject === subject);
  const usual = schedule.sections
    .flatMap((one) => one.subjects)
    .find((one) => one.subject === subject)?.minutes;
  const minutes = set === undefined ? (usual ?? 0) : set.minutes + set.buffer_minutes;
  return Math.max(1, Math.ceil(minutes / opening.unit_minutes));
}

/** The starts of units that are open as a whole, with as many open ones after them as are needed. */
function startsOf(block: Block, { unit_minutes: unit }: Opening, needed: number): string[] {
  const [from, until] = [minutesOf(block.hours.opens), minutesOf(block.hours.closes)];
  const isOpen = (start: number) =>
    start + unit <= until &&
    block.open.some(
      (span: Hours) => minutesOf(span.opens) <= start && start + unit <= minutesOf(span.closes),
    );
  const starts: string[] = [];
  for (let start = from; start + unit <= until; start += unit) {
    const whole = Array.from({ length: needed }, (_, ahead) => start + ahead * unit).every(isOpen);
    if (whole) starts.push(timeOf(start));
  }
  return starts;
}
