// What of all that can be booked concerns this booth.

import type {
  Bookable,
  BookableSite,
  Guidance,
  PlaceToBook,
  SiteId,
  SubjectId,
  Words,
} from '../../generated/protocol';

/** Where a subject can be booked from here, and what to bring. */
export interface Offer {
  /** Here first if here is one of them, then nearby, the nearest first. */
  readonly sites: readonly Pick<BookableSite, 'site' | 'name' | 'access'>[];
  readonly bring: Words;
  /** 来庁: at the ward office's counter. */
  readonly counter: boolean;
}

/** So many sites nearby are looked at: farther ones are for whoever plans at home. */
const NEAR = 4;

/** Null where the subject cannot be booked here, or nobody knows yet. */
export function offerOf(bookable: Bookable | null, here: SiteId, subject: SubjectId): Offer | null {
  const about = bookable?.subjects.find((one) => one.subject === subject);
  const sites = (bookable?.sites ?? []).filter(
    ({ subjects, counter }) => subjects.includes(subject) && counter !== true,
  );
  const own = sites.find(({ site }) => site === here);
  if (about === undefined || own === undefined) return null;
  const near = own.near.flatMap((id) => sites.filter(({ site }) => site === id)).slice(0, NEAR);
  const shown = [own, ...near].map(({ site, name, access }) => ({ site, name, access }));
  return { sites: shown, bring: about.bring, counter: false };
}

const unsaid: Words = { ja: '', easy: null, en: null };

/** The places that a verdict names, in place of this booth. */
export function offerAt(places: readonly PlaceToBook[], { bring, counter }: Guidance): Offer {
  const sites = places.map(({ site, site_name: name, access }) => ({ site, name, access: access ?? unsaid }));
  return { sites, bring: bring ?? unsaid, counter: places.some(({ site }) => site === counter?.site) };
}
