// A list of schemes as an address that a phone opens. It names schemes and nothing of whom: it stands behind the `#`, which
// no browser sends to a server.

import type { AdviceLog, SchemeId, TreeId, WardId } from '../../generated/protocol';

export interface ListLink {
  readonly ward: WardId;
  readonly guide: TreeId;
  readonly usable: readonly SchemeId[];
  readonly perhaps: readonly SchemeId[];
}

/** Schemes of one address at most: a longer one is none of ours. */
const SCHEMES_MAX = 200;

/** What stands after the language: `schemes/kokurakita/disability-welfare/taxi.home-help/day-care`. */
export function wordsOf({ ward, guide, usable, perhaps }: ListLink): string[] {
  return ['schemes', ward, guide, listed(usable), listed(perhaps)];
}

/** `https://madoguchi.example.jp/book#ja/schemes/…` */
export function addressOf(origin: string, language: string, ward: WardId, log: AdviceLog): string {
  const link = { ward, guide: log.tree, usable: log.usable, perhaps: log.perhaps };
  return `${origin}/book#${[language, ...wordsOf(link)].join('/')}`;
}

/** Reads the words after `schemes`; null where they are no list. */
export function readWords([ward, guide, usable = '-', perhaps = '-']: readonly string[]): ListLink | null {
  const [sure, maybe] = [read(usable), read(perhaps)];
  if (!isId(ward) || !isId(guide) || sure === null || maybe === null) return null;
  return { ward, guide, usable: sure, perhaps: maybe };
}

function listed(schemes: readonly SchemeId[]): string {
  return schemes.length === 0 ? '-' : schemes.join('.');
}

function read(word: string): string[] | null {
  if (word === '-') return [];
  const ids = word.split('.');
  return ids.length <= SCHEMES_MAX && ids.every(isId) ? ids : null;
}

function isId(word: string | undefined): word is string {
  return word !== undefined && /^[\w-]{1,64}$/.test(word);
}
