import type { Asked } from '../../http/asked';
import type { DraftState, OpenDraft } from './draft';

/** A draft as something that was asked for. */
export function askedOf<Kept, Value, Compared>(
  state: DraftState<Kept, Value, Compared>,
): Asked<OpenDraft<Kept, Value, Compared>> {
  switch (state.is) {
    case 'loading':
      return state;
    case 'failed':
      return { is: 'failed', forbidden: state.why === 'forbidden', title: '' };
    case 'open':
      return { is: 'loaded', value: state, stale: false };
  }
}
