// The places at which a subject can be booked.

import type { Bookable, BookableSite, SiteId, SubjectId } from '../../generated/protocol';

/**
 * The sites of a ward at which a subject can be booked: those with booths. Counters of ward offices are among them only
 * where no booth anywhere has it; else a verdict leads there.
 */
export function sitesFor({ sites }: Bookable, ward: string, subject: SubjectId): BookableSite[] {
  const all = sites.filter(({ subjects }) => subjects.includes(subject));
  const booths = all.filter(({ counter }) => counter !== true);
  return (booths.length > 0 ? booths : all).filter((site) => site.ward === ward);
}

/** Whether a site has a subject, chosen from a list or led to by a verdict. */
export function hasSubject(bookable: Bookable, site: SiteId, subject: SubjectId): boolean {
  return siteOf(bookable, site)?.subjects.includes(subject) ?? false;
}

/** 来庁: whether a site is a counter of a ward office. */
export function isCounter({ sites }: Bookable, site: SiteId | null): boolean {
  return sites.some((one) => one.site === site && one.counter === true);
}

/** The site itself, then those near it that offer the subject in the same ward. */
export function sitesNear(bookable: Bookable, site: SiteId, subject: SubjectId): SiteId[] {
  const ward = siteOf(bookable, site)?.ward;
  if (ward === undefined) return [site];
  const offering = sitesFor(bookable, ward, subject).map((one) => one.site);
  const near = siteOf(bookable, site)?.near ?? [];
  return [site, ...near.filter((one) => one !== site && offering.includes(one))];
}

export function siteOf(bookable: Bookable, site: SiteId): BookableSite | undefined {
  return bookable.sites.find((one) => one.site === site);
}
