import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from '../store/useStore';
import type { Answer } from './ask';
import { type Asked, createQuestion } from './asked';

/** Asks once for each `key`, and again on request. */
export function useAsked<T>(
  key: string,
  ask: () => Promise<Answer<T>>,
): { asked: Asked<T>; again: () => void } {
  const [question] = useState(() => createQuestion<T>());
  const asked = useStore(question);
  const latest = useRef(ask);
  latest.current = ask;
  const again = useCallback(() => void question.ask(latest.current), [question]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything that the question is made of
  useEffect(again, [key, again]);
  return { asked, again };
}
