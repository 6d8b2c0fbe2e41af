import { createContext, useContext } from 'react';
import type { Names } from '../plan/names';

export const NamesContext = createContext<Names | null>(null);

/** The names of the ward's places and sections. */
export function useNames(): Names {
  const names = useContext(NamesContext);
  if (names === null) throw new Error('useNames needs its context above it');
  return names;
}
