// 手続きガイド on a resident's own phone: whose ward, the walk, and a list that came with an address. Nothing is stored.

import { createGuidance, type GuideState, type Tools } from '../../features/guide/guidance';
import type { ListLink } from '../../features/guide/link';
import type { Guide, WardId } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';

export interface Guiding {
  /** Where the resident lives; null until that is chosen. */
  readonly ward: WardId | null;
  readonly guide: GuideState;
  /** The guide of the list that is looked at, as it is now. */
  readonly listed: Listed;
}

export type Listed =
  | { readonly is: 'loading'; readonly link: ListLink | null }
  | { readonly is: 'failed'; readonly link: ListLink }
  /** `guide`: null where the ward publishes it no more. */
  | { readonly is: 'loaded'; readonly link: ListLink; readonly guide: Guide | null };

export interface PhoneGuide extends Watchable<Guiding> {
  readonly choose: ReturnType<typeof createGuidance>['choose'];
  readonly act: ReturnType<typeof createGuidance>['act'];
  /** Opens the guides of a ward; what was answered there goes on. */
  readonly open: (ward: WardId) => void;
  /** Asks for the guide of a list. */
  readonly list: (link: ListLink) => Promise<void>;
}

export function createPhoneGuide(tools: Tools): PhoneGuide {
  const store = createStore<Guiding>({
    ward: null,
    guide: { is: 'closed' },
    listed: { is: 'loading', link: null },
  });
  const learn = (news: Partial<Guiding>) => store.update((now) => ({ ...now, ...news }));
  const guidance = createGuidance(tools, {
    ward: () => store.snapshot().ward,
    state: () => store.snapshot().guide,
    learn: (guide) => learn({ guide }),
  });
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    choose: guidance.choose,
    act: guidance.act,
    open: (ward) => {
      if (store.snapshot().ward !== ward) guidance.close();
      learn({ ward });
      void guidance.open();
    },
    list: async (link) => {
      learn({ listed: { is: 'loading', link } });
      const answer = await tools.api.guides(link.ward);
      if (store.snapshot().listed.link !== link) return;
      if (answer.is !== 'ok') return learn({ listed: { is: 'failed', link } });
      const guide = answer.value.find(({ tree }) => tree.id === link.guide) ?? null;
      learn({ listed: { is: 'loaded', link, guide } });
    },
  };
}
