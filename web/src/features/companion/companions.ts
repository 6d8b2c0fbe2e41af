import type { CallId, Companion } from '../../generated/protocol';
import type { SignalClient } from '../../signal/client';
import { createStore, type Watchable } from '../../store/store';
import { type ActFault, actFaultOf } from '../call/act-fault';

/** Who may be with a resident, in the order in which they are offered and said. */
export const companionKinds: readonly Companion[] = ['family', 'carer', 'welfare-commissioner', 'other'];

export interface Naming {
  /** What was asked for and has no answer yet: a press counts at once. */
  readonly asked: readonly Companion[] | null;
  readonly fault: ActFault | null;
}

/** 付き添い of one call: says who is with the resident, one press a kind. */
export function nameCompanions(
  signal: Pick<SignalClient, 'request'>,
  call: CallId,
): Watchable<Naming> & {
  /** `told`: the call's companions, as the server says. */
  readonly toggle: (told: readonly Companion[], kind: Companion) => Promise<void>;
} {
  const store = createStore<Naming>({ asked: null, fault: null });
  return {
    ...store,
    toggle: async (told, kind) => {
      const companions = toggled(store.snapshot().asked ?? told, kind);
      store.update(() => ({ asked: companions, fault: null }));
      const reply = await signal.request({ type: 'set-companions', call, companions: [...companions] });
      // A later press has said more since.
      if (store.snapshot().asked !== companions) return;
      store.update(() => ({ asked: null, fault: actFaultOf(reply) }));
    },
  };
}

function toggled(companions: readonly Companion[], kind: Companion): readonly Companion[] {
  return companionKinds.filter((known) => companions.includes(known) !== (known === kind));
}
