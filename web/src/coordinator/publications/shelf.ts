import type { Clock } from '../../clock/clock';
import type { AccountId, PublicationId } from '../../generated/protocol';
import type { CoordinatorApi } from '../api';
import { createPublicationDraft, type PublicationDraft } from './drafting';
import type { DraftRules } from './rules';

/** One thing that is taken in hand. */
export interface Taken {
  readonly draft: PublicationDraft;
  readonly rules: DraftRules;
}

/** What was taken in hand stays, with what is not saved of it, while one looks at other pages. */
export interface Shelf {
  /** It rejects where the rules cannot be loaded. */
  readonly take: (id: PublicationId) => Promise<Taken>;
  /** The rules alone: to read a file. */
  readonly rules: () => Promise<DraftRules>;
  /** Tells who sits here; another person's work is not shown. */
  readonly adopt: (account: AccountId) => void;
  /** Forgets everything: the person leaves. */
  readonly forget: () => void;
}

export function createShelf(api: CoordinatorApi, rules: () => Promise<DraftRules>, clock: Clock): Shelf {
  const taken = new Map<PublicationId, PublicationDraft>();
  let whose: AccountId | null = null;
  const forget = () => {
    for (const draft of taken.values()) draft.forget();
    taken.clear();
  };
  return {
    rules,
    async take(id) {
      const known = await rules();
      const draft = taken.get(id) ?? createPublicationDraft(api, known, id, clock);
      taken.set(id, draft);
      return { draft, rules: known };
    },
    adopt(account) {
      if (whose !== null && whose !== account) forget();
      whose = account;
    },
    forget,
  };
}
