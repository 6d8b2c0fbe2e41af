import type { BookingRow } from '../../generated/protocol';

/** What can be done to a booking as it stands. */
export interface Doable {
  readonly settle: boolean;
  readonly reopen: boolean;
  readonly move: boolean;
  readonly cancel: boolean;
}

export function doable({ state, unconfirmed }: Pick<BookingRow, 'state' | 'unconfirmed'>): Doable {
  const ahead = state === 'booked' && !unconfirmed;
  return {
    settle: unconfirmed,
    reopen: state === 'missed' || (state === 'served' && !unconfirmed),
    move: ahead,
    cancel: state === 'booked',
  };
}

/** In the order of the day; holds that ran out are nobody's booking. */
export function inOrder(rows: readonly BookingRow[]): BookingRow[] {
  return rows
    .filter(({ state }) => state !== 'lapsed')
    .sort((one, other) => one.starts - other.starts || one.site_name.localeCompare(other.site_name));
}

export function toSettle(rows: readonly BookingRow[]): BookingRow[] {
  return inOrder(rows).filter(({ unconfirmed }) => unconfirmed);
}
