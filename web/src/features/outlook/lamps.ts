import type { BoothLamp, BoothRow } from '../../generated/protocol';

const order: readonly BoothLamp[] = ['needs-help', 'out-of-order', 'away', 'waiting', 'in-use', 'ready'];

/** What an attendant must look at comes first: a booth that is free and ails comes before those that are in use. */
export function byNeed(rows: readonly BoothRow[]): BoothRow[] {
  const rank = ({ lamp, faults }: BoothRow) =>
    lamp === 'ready' && faults.length > 0 ? order.indexOf('away') + 0.5 : order.indexOf(lamp);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
