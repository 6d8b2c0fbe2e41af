// The places at which a subject can be booked.

import type { Bookable, BookableSite, SiteId, SubjectId } from '../../generated/protocol';

/** The sites of a ward at which a subject can be booked. */
export function sitesFor(bookable: Bookable, ward: string, subject: SubjectId): BookableSite[] {
  return bookable.sites.filter((site) => site.ward === ward && site.subjects.includes(subject));
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
