import type { QueueRow } from '../../generated/protocol';

/** How this tab calls the officer now. */
export interface RingPlan {
  /** The row that rings longest, if any: the one the key accepts. */
  readonly row: QueueRow | null;
  readonly sound: boolean;
  readonly notification: boolean;
}

/** Every tab shows the ringing row and its title; one tab sounds, and it alone notifies while it is hidden. */
export function ringPlan(rows: readonly QueueRow[], leads: boolean, hidden: boolean): RingPlan {
  const row = rows.filter(({ ringing }) => ringing).sort((a, b) => a.rang_at - b.rang_at)[0] ?? null;
  const rings = row !== null && leads;
  return { row, sound: rings, notification: rings && hidden };
}

/** The key that accepts. No browser, screen reader or Japanese input method uses a bare F2 in a page. */
export const ACCEPT_KEY = 'F2';
/** The key that mutes and unmutes in a call. */
export const MUTE_KEY = 'F8';
/** The key that holds a call and releases it. */
export const HOLD_KEY = 'F9';

/** The key that opens and closes 筆談. */
export const NOTES_KEY = 'F4';
/** Covers the resident. */
export const COVER_KEY = 'F10';
/** The key that opens bookings. */
export const BOOKING_KEY = 'F7';

/** Whether a key press is meant for us: not one inside a conversion of kana to kanji, nor a held or combined key. */
export function isBareKey(
  event: Pick<
    KeyboardEvent,
    'key' | 'isComposing' | 'repeat' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'
  >,
  key: string,
): boolean {
  const combined = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  return event.key === key && !event.isComposing && !event.repeat && !combined;
}
