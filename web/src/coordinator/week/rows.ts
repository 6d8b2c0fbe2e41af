import { addDays, type IsoDate, mondayOf, monthOf } from '../../calendar/dates';
import type { Block, Finding, Grid, Opening, SectionId, SiteId } from '../../generated/protocol';

/** One day of one row: what takes place then. */
export interface Cell {
  readonly date: IsoDate;
  readonly site: SiteId;
  /** Whose row it is; none where the sections of a site share it. */
  readonly section: SectionId | null;
  readonly blocks: readonly Placed[];
}

/** An opening on a day, with whose it is. */
export interface Placed {
  readonly block: Block;
  readonly section: SectionId;
}

export interface Row {
  readonly key: string;
  readonly site: SiteId;
  readonly section: SectionId | null;
  readonly cells: readonly Cell[];
}

/** 週の表, 月の表 */
export type View = 'week' | 'month';

/** What is shown of the table; null is everything. */
export interface Filter {
  readonly site: SiteId | null;
  readonly section: SectionId | null;
}

/** In which order places and sections are listed: as the ward's lists name them. */
export interface Order {
  readonly sites: readonly SiteId[];
  readonly sections: readonly SectionId[];
}

/** 週の表: a row for each site and section. */
export function weekRows({ dates, rows }: Grid, filter: Filter, { sites, sections }: Order): Row[] {
  return [...rows]
    .sort(
      (one, other) =>
        sites.indexOf(one.site) - sites.indexOf(other.site) ||
        sections.indexOf(one.section) - sections.indexOf(other.section),
    )
    .filter(({ site, section }) => fits(filter.site, site) && fits(filter.section, section))
    .map(({ site, section, days }) => ({
      key: `${site}/${section}`,
      site,
      section,
      cells: dates.map((date, at) => ({
        date,
        site,
        section,
        blocks: (days[at] ?? []).map((block) => ({ block, section })),
      })),
    }));
}

/** 月の表: one site, a row for each week. */
export function monthRows({ dates, rows }: Grid, site: SiteId, section: SectionId | null): Row[] {
  const here = rows.filter((row) => row.site === site && fits(section, row.section));
  const cell = (date: IsoDate, at: number): Cell => ({
    date,
    site,
    section: null,
    blocks: here
      .flatMap((row) => (row.days[at] ?? []).map((block) => ({ block, section: row.section })))
      .sort((one, other) => one.block.hours.opens.localeCompare(other.block.hours.opens)),
  });
  const weeks = Math.floor(dates.length / 7);
  return Array.from({ length: weeks }, (_, week) => ({
    key: dates[week * 7] ?? String(week),
    site,
    section: null,
    cells: dates.slice(week * 7, week * 7 + 7).map((date, day) => cell(date, week * 7 + day)),
  }));
}

/** Weeks of a month's table: as many as any month needs. */
export const MONTH_DAYS = 42;

/** The first day of a month's table. */
export function monthStart(date: IsoDate): IsoDate {
  return mondayOf(`${monthOf(date)}-01`);
}

/** The month that a table of six weeks is about: that of its second Sunday. */
export function monthShown(start: IsoDate): string {
  return monthOf(addDays(start, 6));
}

/** What stands against a block, if anything: the findings about its opening that this day has a part in. */
export function findingsOf(block: Block, date: IsoDate, findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => {
    if (finding.opening !== block.opening || block.change === 'removed') return false;
    if (finding.date === null) return true;
    if (finding.dates === 1) return finding.date === date;
    // A cut is told on the days that are cut; what is about the opening itself, on each from its first date on.
    const cut = block.cuts.some(({ why }) => why === finding.why);
    return ['overlap', 'too-short', 'never'].includes(finding.why) ? date >= finding.date : cut;
  });
}

/**
 * What a change raised: what was not there before it and, where it is of one opening, all that is about it. An overlap
 * names one of two.
 */
export function raised(
  findings: readonly Finding[],
  before: readonly Finding[],
  opening: Opening['id'] | null,
): Finding[] {
  const known = new Set(before.map(({ sentence }) => sentence));
  return findings.filter((finding) => finding.opening === opening || !known.has(finding.sentence));
}

/**
 * The findings, those that something of a table has a part in before the others, and what is rare before what is known from
 * each week. What blocks stays before all.
 */
export function seenFirst(findings: readonly Finding[], { dates, rows }: Grid): Finding[] {
  const seen = (finding: Finding) =>
    rows.some(({ days }) =>
      dates.some((date, at) => days[at]?.some((block) => findingsOf(block, date, [finding]).length > 0)),
    );
  const rank = (finding: Finding) => (finding.gravity === 'blocks' ? 0 : seen(finding) ? 1 : 2);
  const ranked = findings.map((finding) => ({ finding, rank: rank(finding) }));
  return ranked
    .sort((one, other) => one.rank - other.rank || one.finding.dates - other.finding.dates)
    .map(({ finding }) => finding);
}

/** Whether nothing is left of a block. */
export function isShut({ open }: Pick<Block, 'open'>): boolean {
  return open.length === 0;
}

/** The opening of a block, in the draft or, if it is gone there, as it is published. */
export function openingOf(
  block: Block,
  draft: readonly Opening[],
  published: readonly Opening[],
): Opening | undefined {
  const is = ({ id }: Opening) => id === block.opening;
  return draft.find(is) ?? published.find(is);
}

function fits<T>(wanted: T | null, found: T): boolean {
  return wanted === null || wanted === found;
}
