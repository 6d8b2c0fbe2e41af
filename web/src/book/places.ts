// What follows from the places that can be booked.

import { hasSubject, siteOf, sitesFor } from '../features/booking/sites';
import type { TimesAsked } from '../features/booking/times';
import type {
  Bookable,
  BookableSite,
  BookableSubject,
  BookableWard,
  Closure,
  SiteId,
  SubjectId,
  WardId,
} from '../generated/protocol';
import type { Entries, Place } from './state';

export interface WardSites {
  readonly ward: BookableWard;
  readonly sites: readonly BookableSite[];
}

/** The sites at which a subject can be booked, by ward. */
export function sitesByWard(bookable: Bookable, subject: SubjectId): WardSites[] {
  return bookable.wards
    .map((ward) => ({ ward, sites: sitesFor(bookable, ward.ward, subject) }))
    .filter(({ sites }) => sites.length > 0);
}

/** The subjects that can be booked anywhere. */
export function subjectsOf(bookable: Bookable): BookableSubject[] {
  return bookable.subjects.filter(({ subject }) => sitesByWard(bookable, subject).length > 0);
}

export function wardOf(bookable: Bookable, place: Place | null): BookableWard | undefined {
  if (place === null) return undefined;
  const ward = place.is === 'ward' ? place.ward : siteOf(bookable, place.site)?.ward;
  return bookable.wards.find((one) => one.ward === ward);
}

/** Whether a subject can be booked at a place. */
export function offers(bookable: Bookable, place: Place, subject: SubjectId): boolean {
  return sitesAt(bookable, place, subject, true).length > 0;
}

/** The sites that a place stands for: itself first, then those nearby. */
function sitesAt(bookable: Bookable, place: Place, subject: SubjectId, only: boolean): SiteId[] {
  if (place.is === 'ward') return sitesFor(bookable, place.ward, subject).map(({ site }) => site);
  const near = only ? [] : (siteOf(bookable, place.site)?.near ?? []);
  return [place.site, ...near].filter((site) => hasSubject(bookable, site, subject));
}

/** What the list of free times is asked for. */
export function queryFor(bookable: Bookable, entries: Entries): TimesAsked | null {
  const { subject, place, only, from } = entries;
  if (subject === null || place === null) return null;
  const sites = sitesAt(bookable, place, subject, only);
  return sites.length === 0 ? null : { subject, sites, from };
}

/** How many days ahead the farthest-looking ward of a query can be booked, today included. */
export function horizonOf(bookable: Bookable, sites: readonly SiteId[]): number {
  const wards = new Set(sites.map((site) => siteOf(bookable, site)?.ward));
  const days = bookable.wards.filter(({ ward }) => wards.has(ward)).map(({ rules }) => rules.horizon_days);
  return Math.max(1, ...days);
}

export interface WardClosure {
  readonly ward: BookableWard;
  readonly closure: Closure;
  /** The site that it covers; all of the ward, or part of it, otherwise. */
  readonly site: BookableSite | undefined;
}

/** What is closed, as far as it concerns a ward (any ward, where none is chosen yet). */
export function closuresFor(bookable: Bookable, ward: WardId | null): WardClosure[] {
  return bookable.wards
    .filter((one) => ward === null || one.ward === ward)
    .flatMap((one) =>
      one.closures
        .filter(({ lifted }) => !lifted)
        .map((closure) => ({
          ward: one,
          closure,
          site: closure.scope.is === 'site' ? siteOf(bookable, closure.scope.site) : undefined,
        })),
    );
}
