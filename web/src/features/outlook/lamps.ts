import type { BoothLamp, BoothRow } from '../../generated/protocol';

const order: readonly BoothLamp[] = ['needs-help', 'out-of-order', 'away', 'waiting', 'in-use', 'ready'];

/** Whether a booth that is free lets somebody see to what does not work. */
export function ails({ lamp, faults }: BoothRow): boolean {
  return lamp === 'ready' && faults.length > 0;
}

/** What an attendant must look at comes first: a booth that is free and ails comes before those that are in use. */
export function byNeed(rows: readonly BoothRow[]): BoothRow[] {
  const rank = (row: BoothRow) => (ails(row) ? order.indexOf('away') + 0.5 : order.indexOf(row.lamp));
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
