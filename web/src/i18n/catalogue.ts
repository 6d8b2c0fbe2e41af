import type { Language } from '../generated/protocol';

/** What a catalogue holds under each name: a sentence, a sentence with parameters, or a group of them. */
type Entry = string | ((...parameters: never[]) => string) | { readonly [name: string]: Entry };
type Entries = { readonly [name: string]: Entry };

/** The shape of the Japanese entries, so that a name missing in another language fails to compile. */
export type Same<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : Same<T[K]>;
};

/** One feature's texts in every language. */
export type Catalogue<T> = { readonly [L in Language]: Same<T> };

/**
 * Makes a catalogue. Japanese is the type; the others follow it. Staff faces may leave `easy` out: やさしい日本語 is
 * for residents, and falls back to Japanese.
 */
export function catalogue<const T extends Entries>(
  ja: T,
  others: { readonly en: Same<T>; readonly easy?: Same<T> },
): Catalogue<T> {
  const japanese = ja as unknown as Same<T>;
  return { ja: japanese, easy: others.easy ?? japanese, en: others.en };
}
