import { useEffect, useState } from 'react';
import { queueText } from '../features/queue/text';
import type { Bell } from '../features/ring/bell';
import type { Leader } from '../features/ring/leader';
import { ACCEPT_KEY, isBareKey, type RingPlan, ringPlan } from '../features/ring/plan';
import type { QueueRow } from '../generated/protocol';
import { useText } from '../i18n/language';
import { useStore } from '../store/useStore';
import { deskText } from './text';

/** Carries a ring to the speaker, the title, a notification and the key. The focus stays where it is. */
export function useRing(
  rows: readonly QueueRow[],
  { bell, leader }: { readonly bell: Bell; readonly leader: Leader },
  accept: (row: QueueRow) => void,
): RingPlan {
  const text = useText(queueText);
  const { documentTitle } = useText(deskText);
  const plan = ringPlan(rows, useStore(leader), useHidden());
  const { row, sound, notification } = plan;

  useEffect(() => {
    bell.ring(sound);
  }, [bell, sound]);

  useEffect(() => {
    document.title = row === null ? documentTitle : text.documentTitle(row.number, row.subject_name);
  }, [row, text, documentTitle]);

  // Texts, so that a fresh queue with the same call does not notify again.
  const tag = row?.call ?? '';
  const title = row === null ? '' : text.documentTitle(row.number, row.subject_name);
  const body = row === null ? '' : text.notificationBody(row.subject_name, row.site_name);
  useEffect(() => {
    if (notification) return notify(title, { body, tag, requireInteraction: true });
  }, [notification, title, body, tag]);

  useEffect(() => {
    if (row === null) return;
    const press = (event: KeyboardEvent) => {
      if (!isBareKey(event, ACCEPT_KEY)) return;
      event.preventDefault();
      accept(row);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [row, accept]);

  return plan;
}

/** Shows a notification that brings this window forward; returns how to take it back. */
function notify(title: string, options: NotificationOptions): (() => void) | undefined {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return undefined;
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => window.focus();
    return () => shown.close();
  } catch {
    // Some browsers let only service workers notify; sound and title remain.
    return undefined;
  }
}

function useHidden(): boolean {
  const [hidden, setHidden] = useState(() => document.hidden);
  useEffect(() => {
    const change = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', change);
    return () => document.removeEventListener('visibilitychange', change);
  }, []);
  return hidden;
}
