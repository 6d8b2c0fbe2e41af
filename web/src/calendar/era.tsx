import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useLanguage } from '../i18n/language';
import { type DateWords, dateWords, type Era } from './dates';

interface Chosen {
  readonly era: Era;
  readonly setEra: (era: Era) => void;
}

const EraContext = createContext<Chosen | null>(null);

/** Holds whether years are 和暦 or 西暦. Nothing is stored. */
export function EraProvider({ children }: { readonly children: ReactNode }) {
  const [era, setEra] = useState<Era>('wareki');
  const chosen = useMemo(() => ({ era, setEra }), [era]);
  return <EraContext value={chosen}>{children}</EraContext>;
}

export function useEra(): Chosen {
  const chosen = useContext(EraContext);
  if (chosen === null) throw new Error('useEra needs an EraProvider above it');
  return chosen;
}

/** Dates in the face's language and years. */
export function useDates(): DateWords {
  const { language } = useLanguage();
  const { era } = useEra();
  return useMemo(() => dateWords(language, era), [language, era]);
}
