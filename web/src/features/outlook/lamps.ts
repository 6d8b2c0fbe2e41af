import type { BoothLamp, BoothRow } from '../../generated/protocol';

const order: readonly BoothLamp[] = ['needs-help', 'out-of-order', 'away', 'waiting', 'in-use', 'ready'];

/** What an attendant must look at comes first. */
export function byNeed(rows: readonly BoothRow[]): BoothRow[] {
  return rows.toSorted((a, b) => order.indexOf(a.lamp) - order.indexOf(b.lamp));
}
