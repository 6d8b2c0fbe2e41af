// What a list of schemes says in the reader's words.

import type { Advice, Advised, Declined, Ground, Language, SchemeId } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { guideText } from './text';

/** The lists of an advice, in the order in which they are told. */
export const groups = ['usable', 'perhaps', 'others'] as const;
export type Group = (typeof groups)[number];

export type Told = Advised | Declined;

export function isAdvised(told: Told): told is Advised {
  return 'about' in told;
}

export function inGroup(advice: Advice, group: Group): readonly Told[] {
  return advice[group];
}

/** In which list a scheme stands. */
export function groupOf(advice: Advice, scheme: SchemeId): Group | null {
  return groups.find((group) => inGroup(advice, group).some((told) => told.scheme === scheme)) ?? null;
}

/** One answer that speaks for a scheme, or against it with what the scheme wants. */
export function groundWords({ ask, answer, wants }: Ground, speaksFor: boolean, language: Language): string {
  const t = guideText[language];
  const asked = inLanguage(ask, language);
  const said = answer === null ? t.notAsked(asked) : t.because(asked, inLanguage(answer, language));
  return speaksFor ? said : `${said}${t.wants(inLanguage(wants, language))}`;
}
