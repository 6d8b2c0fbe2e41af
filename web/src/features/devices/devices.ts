import type { BoothId, DeviceRow, SiteId } from '../../generated/protocol';

/** How a device stands: the gravest that is true of it. */
export type Standing = 'suspended' | 'out-of-order' | 'ailing' | 'away' | 'paired' | 'well' | 'revoked';

export function standingOf(row: DeviceRow): Standing {
  if (row.state !== 'enrolled') return row.state;
  if (row.out_of_order !== null) return 'out-of-order';
  if (row.kind === 'enrol' && !row.connected) return 'away';
  if (row.lamps.some(({ state }) => state === 'bad')) return 'ailing';
  return row.kind === 'pair' ? 'paired' : 'well';
}

/** Why nothing is known of a device's parts; null where it is. */
export function whyUnknown({ kind, connected, lamps }: DeviceRow): 'away' | 'untold' | 'untried' | null {
  if (kind === 'pair') return lamps.length === 0 ? 'untried' : null;
  if (!connected) return 'away';
  return lamps.length === 0 ? 'untold' : null;
}

const order: readonly Standing[] = [
  'suspended',
  'out-of-order',
  'ailing',
  'away',
  'well',
  'paired',
  'revoked',
];

/** What somebody must look at comes first; what is gone comes last. */
export function inOrder(rows: readonly DeviceRow[]): DeviceRow[] {
  const rank = (row: DeviceRow) => order.indexOf(standingOf(row));
  return rows.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      a.site_name.localeCompare(b.site_name, 'ja') ||
      a.name.localeCompare(b.name, 'ja') ||
      a.created_at - b.created_at,
  );
}

/** A code that was handed out, and for what. */
export type Awaited =
  | { readonly for: 'new'; readonly site: SiteId; readonly name: string; readonly known: readonly BoothId[] }
  | { readonly for: 'known'; readonly booth: BoothId; readonly certificateEnds: number | null };

/** The device that came in with the code, once it has. */
export function cameIn(awaited: Awaited, rows: readonly DeviceRow[]): DeviceRow | null {
  const fits = (row: DeviceRow) =>
    awaited.for === 'new'
      ? row.site === awaited.site && row.name === awaited.name && !awaited.known.includes(row.booth)
      : row.booth === awaited.booth && row.certificate_ends !== awaited.certificateEnds;
  return rows.find((row) => row.state === 'enrolled' && fits(row)) ?? null;
}

/** How long a certificate is still good. They last 24 hours and are renewed at two thirds of that. */
export function certificateOf(ends: number | null, now: number): 'none' | 'good' | 'soon' | 'ended' {
  if (ends === null) return 'none';
  if (ends <= now) return 'ended';
  return ends - now < 6 * 3_600_000 ? 'soon' : 'good';
}
