import { createContext, useContext, useEffect } from 'react';
import { useLanguage } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import type { Aloud } from './aloud';

const AloudContext = createContext<Aloud | null>(null);
export const AloudProvider = AloudContext;

export function useAloud(): Aloud {
  const aloud = useContext(AloudContext);
  if (aloud === null) throw new Error('useAloud needs an AloudProvider above it');
  return aloud;
}

/** Whether the resident's language can be read here. */
export function useCanRead(): boolean {
  const spoken = useStore(useAloud().voice);
  return spoken.includes(useLanguage().language);
}

/** Has this read for as long as it is shown; null: nothing of it. */
export function useScript(parts: readonly string[] | null, onRequest: boolean): void {
  const aloud = useAloud();
  const { language } = useLanguage();
  // The words themselves are what a new screen is told from the same one drawn again.
  const text = parts === null ? null : JSON.stringify(parts);
  useEffect(() => {
    if (text !== null) return aloud.show({ parts: JSON.parse(text), language, onRequest });
  }, [aloud, text, language, onRequest]);
}
