// 臨時休止, as a resident is told of it.

import type { BoothInfo, Notice, Subject } from '../../generated/protocol';
import type { useWords } from '../useBooth';

/** A sentence; the office's own are in Japanese, whatever the resident reads. */
export interface Sentence {
  readonly words: string;
  readonly lang?: 'ja';
}

/** What closes the whole counter here. An older server says nothing of it. */
export function closedBy({ notices = [] }: BoothInfo): Notice | null {
  return notices.find(({ section }) => section === null) ?? null;
}

/** What closes a subject's counter here: all of it, or its section alone. */
export function closedFor(info: BoothInfo, { section }: Subject): Notice | null {
  const own = info.notices?.find((notice) => notice.section !== null && notice.section === section);
  return own ?? closedBy(info);
}

/** Why, until when, and what to do instead: the last two as far as they are known. */
export function noticeWords(
  t: ReturnType<typeof useWords>,
  { reason, opens_at: opens, instead }: Notice,
): readonly Sentence[] {
  const until = opens === null ? [] : [{ words: t.prospect.opens(new Date(opens)) }];
  const office = (words: string): Sentence[] => (words === '' ? [] : [{ words, lang: 'ja' }]);
  return [...office(reason), ...until, ...office(instead)];
}

/** What of it a voice of the resident's language can read. */
export function readable(sentences: readonly Sentence[], language: string): readonly string[] {
  return sentences.filter(({ lang }) => lang === undefined || language !== 'en').map(({ words }) => words);
}
