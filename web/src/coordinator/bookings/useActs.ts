import { useRef, useState } from 'react';
import { useText } from '../../i18n/language';
import type { Answer } from '../api';
import { useServices } from '../services';
import { bookingText } from './text';

/** What came of the last act, and how to take it back. */
export interface Said {
  readonly kind: 'done' | 'harm';
  readonly words: string;
  readonly undo: (() => void) | null;
}

/** Acts on bookings, one at a time, each told in words and, where it can be, with its way back. */
export function useActs(onChanged: () => void) {
  const text = useText(bookingText).said;
  const { newId } = useServices();
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  /** A repeat of an act that nobody heard the end of carries its first key. */
  const keyOf = (name: string) => {
    const key = keys.current.get(name) ?? newId();
    keys.current.set(name, key);
    return key;
  };
  const act = async <T>(
    name: string,
    send: (key: string) => Promise<Answer<T>>,
    words: string,
    undo: (() => void) | null,
  ): Promise<boolean> => {
    setBusy(true);
    const answer = await send(keyOf(name));
    setBusy(false);
    if (answer.is === 'unreachable') {
      setSaid({ kind: 'harm', words: text.unreachable, undo: null });
      return false;
    }
    keys.current.delete(name);
    if (answer.is === 'ok') setSaid({ kind: 'done', words, undo });
    else setSaid({ kind: 'harm', words: answer.title, undo: null });
    onChanged();
    return answer.is === 'ok';
  };
  return { said, busy, act, forget: () => setSaid(null) };
}
