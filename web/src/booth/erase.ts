// The end of a visit: a new document, in the same entry of the history, that remembers only what it has to say.

import type { Language } from '../generated/protocol';

export interface Ending {
  readonly submitted: boolean;
  readonly language: Language;
}

/** Why a visit ended: おわる or the end of its call, or nobody was there any more. */
export type EndReason = 'ended' | 'idle';

const PATH = '/booth';

/** Where the next document starts. */
export function endingAddress({ submitted, language }: Ending): string {
  return `${PATH}?${new URLSearchParams({ erased: submitted ? 'submitted' : 'yes', language })}`;
}

/** What the document before this one left to say; null for a fresh start. */
export function endingOf(search: string): Ending | null {
  const parameters = new URLSearchParams(search);
  const erased = parameters.get('erased');
  if (erased !== 'submitted' && erased !== 'yes') return null;
  const language = parameters.get('language');
  return {
    submitted: erased === 'submitted',
    language: language === 'easy' || language === 'en' ? language : 'ja',
  };
}
