import { useRef, useState } from 'react';
import type { Answer } from '../http/ask';
import { useText } from '../i18n/language';
import { frameText } from './text';

/** What came of the last act, and how to take it back. */
export interface Said {
  readonly kind: 'done' | 'harm';
  readonly words: string;
  readonly undo: (() => void) | null;
}

/** Acts, one at a time, each told in words and, where it can be, with its way back. `newKey`: an idempotency key. */
export function useActs(onChanged: () => void, newKey: () => string) {
  const text = useText(frameText);
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  /** A repeat of an act that nobody heard the end of carries its first key. */
  const keyOf = (name: string) => {
    const key = keys.current.get(name) ?? newKey();
    keys.current.set(name, key);
    return key;
  };
  const act = async <T>(
    name: string,
    send: (key: string) => Promise<Answer<T>>,
    words: string,
    undo: ((value: T) => void) | null,
  ): Promise<boolean> => {
    setBusy(true);
    const answer = await send(keyOf(name));
    setBusy(false);
    if (answer.is === 'unreachable') {
      setSaid({ kind: 'harm', words: text.pressAgain, undo: null });
      return false;
    }
    keys.current.delete(name);
    if (answer.is === 'ok') {
      const { value } = answer;
      setSaid({ kind: 'done', words, undo: undo && (() => undo(value)) });
    } else setSaid({ kind: 'harm', words: answer.title, undo: null });
    onChanged();
    return answer.is === 'ok';
  };
  return { said, busy, act, forget: () => setSaid(null) };
}
