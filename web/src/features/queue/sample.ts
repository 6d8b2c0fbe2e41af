import type { QueueRow } from '../../generated/protocol.ts';

/** A ticket that waits, for tests. */
export function ticket(more: Partial<QueueRow> = {}): QueueRow {
  return {
    call: 'c',
    epoch: 1,
    number: 1,
    kind: { is: 'ticket', step: 'ringing' },
    subject: 'garbage-support',
    subject_name: 'ごみ出し支援',
    site_name: '小倉中央市民センター',
    section_name: 'まちづくり推進係',
    language: 'ja',
    identity_needed: 'none',
    rang_at: 0,
    booked_at: null,
    ringing: true,
    screened: null,
    ...more,
  };
}
