import { datesOf, type IsoDate, monthOf, weekdayOf } from '../../calendar/dates';
import type { OpeningId, Plan } from '../../generated/protocol';
import { putOpening } from './edit';

/** What copying a month does to one opening. */
export interface CopiedOpening {
  readonly opening: OpeningId;
  /** Dates that it gets: days it takes place, or for a weekly opening days on which it does not. */
  readonly added: readonly IsoDate[];
  /** Dates of the old month that the new one has no counterpart for: a fifth Monday. */
  readonly without: readonly IsoDate[];
  readonly exceptions: boolean;
}

/** A month copied onto another: the second Tuesday onto the second Tuesday. */
export interface Copied {
  readonly plan: Plan;
  readonly openings: readonly CopiedOpening[];
}

/** The date's counterpart in another month, by weekday and its count in the month. */
export function counterpart(date: IsoDate, month: string): IsoDate | null {
  const like = (of: string) => datesOf(of).filter((one) => weekdayOf(one) === weekdayOf(date));
  return like(month)[like(monthOf(date)).indexOf(date)] ?? null;
}

/**
 * Openings on single dates take place on the counterparts of the old month's dates, too; weekly ones go on by
 * themselves, and get the counterparts of their exceptions.
 */
export function copyMonth(plan: Plan, from: string, to: string): Copied {
  let copied = plan;
  const openings: CopiedOpening[] = [];
  for (const opening of plan.openings) {
    const exceptions = opening.days.is === 'weekly';
    const list = opening.days.is === 'weekly' ? opening.except : opening.days.dates;
    const old = list.filter((date) => monthOf(date) === from).sort();
    const pairs = old.map((date) => ({ date, onto: counterpart(date, to) }));
    const added = pairs.flatMap(({ onto }) => (onto === null || list.includes(onto) ? [] : [onto]));
    const without = pairs.filter(({ onto }) => onto === null).map(({ date }) => date);
    if (added.length > 0) {
      const longer = [...list, ...added].sort();
      copied = putOpening(
        copied,
        exceptions ? { ...opening, except: longer } : { ...opening, days: { is: 'dates', dates: longer } },
      );
    }
    if (added.length > 0 || without.length > 0) {
      openings.push({ opening: opening.id, added, without, exceptions });
    }
  }
  return { plan: copied, openings };
}
