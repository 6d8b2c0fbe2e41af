// Which places a postcode stands for. Asked by its first three digits, so that nobody is told more before the submission.

import type { Town } from '../../generated/protocol';

export interface Towns {
  /** The places of a whole postcode, `803-0814`; none where it is unknown, or not known yet. */
  readonly places: (postcode: string) => readonly string[];
  /** Learns the area of what is being typed; true where something new is known then. Each area is asked for once, unless it failed. */
  readonly learn: (typed: string) => Promise<boolean>;
}

/** `ask` gives the towns of an area, and null where nobody answers. */
export function townsOf(ask: (area: string) => Promise<readonly Town[] | null>): Towns {
  const known = new Map<string, readonly Town[]>();
  const asked = new Set<string>();
  return {
    places: (postcode) =>
      (known.get(areaOf(postcode)) ?? [])
        .filter((town) => town.postcode === postcode)
        .map(({ address }) => address),
    async learn(typed) {
      const area = areaOf(typed);
      if (area.length < AREA_DIGITS || asked.has(area)) return false;
      asked.add(area);
      const towns = await ask(area);
      if (towns === null) asked.delete(area);
      else known.set(area, towns);
      return towns !== null && towns.length > 0;
    },
  };
}

const AREA_DIGITS = 3;

function areaOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '').slice(0, AREA_DIGITS);
}
