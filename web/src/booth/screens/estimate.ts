import type { Estimate } from '../../generated/protocol';
import type { useWords } from '../useBooth';

/** How long it will take, and in small words what that rests on. */
export function estimateWords(
  t: ReturnType<typeof useWords>,
  estimate: Estimate,
): { readonly says: string; readonly restsOn: string | null } {
  switch (estimate.is) {
    case 'now':
      return { says: t.estimate.now, restsOn: null };
    case 'range':
      return {
        says: t.estimate.range(estimate.from, estimate.to),
        restsOn: t.estimate.samples(estimate.samples),
      };
    case 'unknown':
      return { says: t.estimate.unknown, restsOn: null };
  }
}
