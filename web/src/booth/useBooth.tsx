import { createContext, useContext } from 'react';
import type { Words } from '../generated/protocol';
import { inLanguage } from '../i18n/in-language';
import { useLanguage, useText } from '../i18n/language';
import { useStore } from '../store/useStore';
import type { Booth } from './booth';
import type { BoothState } from './surroundings';
import { texts } from './texts';

const BoothContext = createContext<Booth | null>(null);
export const BoothProvider = BoothContext;

export function useBooth(): Booth {
  const booth = useContext(BoothContext);
  if (booth === null) throw new Error('useBooth needs a BoothProvider above it');
  return booth;
}

export function useBoothState(): BoothState {
  return useStore(useBooth());
}

/** The booth's words in the resident's language. */
export function useWords() {
  return useText(texts);
}

/** One of a definition's or catalogue's texts in the resident's language. */
export function useWord(): (text: Words) => string {
  const { language } = useLanguage();
  return (text) => inLanguage(text, language);
}
