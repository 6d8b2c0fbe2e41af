import type { Holiday } from '../../generated/protocol';

/** Holidays as the file that the server reads: how an import is taken back. */
export function csvOf(holidays: readonly Holiday[]): string {
  const rows = holidays.map(({ date, name }) => `${date},${name}`);
  return ['国民の祝日・休日月日,国民の祝日・休日名称', ...rows, ''].join('\r\n');
}

/** The years of a list, the newest first, each with its holidays. */
export function byYear(holidays: readonly Holiday[]): { readonly year: string; readonly list: Holiday[] }[] {
  const years = new Map<string, Holiday[]>();
  for (const holiday of [...holidays].sort((one, other) => one.date.localeCompare(other.date))) {
    const year = holiday.date.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), holiday]);
  }
  return [...years].map(([year, list]) => ({ year, list })).reverse();
}
