import type { BookingRow } from '../../generated/protocol.ts';

/** A booking as staff see it, at 10:00 on 2026-06-04 in Tokyo, for tests. */
export function bookingRow(more: Partial<BookingRow> = {}): BookingRow {
  return {
    booking: 'b1',
    state: 'booked',
    unconfirmed: false,
    starts: Date.UTC(2026, 5, 4, 1),
    ends: Date.UTC(2026, 5, 4, 1, 30),
    date: '2026-06-04',
    time: '10:00',
    site: 'centre',
    site_name: '中央市民センター',
    section: 'waste',
    subject: 'garbage',
    subject_name: 'ごみ出し支援',
    title: null,
    language: 'ja',
    channel: 'public',
    telephone: null,
    has_email: false,
    ...more,
  };
}
