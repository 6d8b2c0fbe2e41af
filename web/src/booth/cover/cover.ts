// 画面をかくす at a booth: what is seen and sent of the resident, and who may show it again.

import type { CallId, CallView, CoveredBy, Privacy } from '../../generated/protocol';
import { isStricter, uncovered } from '../../rtc/privacy';
import type { BoothState } from '../surroundings';

/** The visit around it. */
export interface Around {
  readonly snapshot: () => Pick<BoothState, 'call' | 'privacy' | 'signal' | 'together' | 'visit'>;
  readonly learn: (privacy: Privacy) => void;
  /** The quietest way to hear. */
  readonly hush: () => void;
  /** Tells the desk anew what it may read. */
  readonly introduce: () => void;
}

/** `begun`: the call that a page before this one had joined. */
export function createCover({ snapshot, learn, hush, introduce }: Around, begun: CallId | null) {
  /** The call that was joined last: what the screening asks for is done once, and the resident's to lift. */
  let joined = begun;

  function set(privacy: Privacy): void {
    // The tracks first, then everything that is seen.
    void snapshot().call?.setPrivacy(privacy);
    // Where nobody may see, nobody should listen either.
    if (privacy.is === 'partial') hush();
    show(privacy);
  }

  /** The screen, what is looked at together, and what the desk reads of the form, as far as they are covered. */
  function show(privacy: Privacy): void {
    const was = snapshot().privacy.is !== 'off';
    const is = privacy.is !== 'off';
    learn(privacy);
    snapshot().together?.cover(is);
    if (is !== was) introduce();
  }

  return {
    /** Covers this booth, whatever is on it. */
    cover(by: CoveredBy = 'booth'): void {
      if (snapshot().privacy.is !== 'covered') set({ is: 'covered', by });
    },
    /** 画面をもどす, or 声だけもどす: the resident's own act and nobody else's. */
    lift(to: 'off' | 'partial'): void {
      const { privacy } = snapshot();
      if (privacy.is === 'off') return;
      set(to === 'off' ? uncovered : { is: 'partial', by: privacy.by });
    },
    /** What is told of this booth: somebody else may cover it. What is lifted, it lifted itself. */
    hear(privacy: Privacy): void {
      if (isStricter(privacy, snapshot().privacy)) show(privacy);
    },
    /** A call was joined: what is covered is covered in it, and what the screening calls private begins with voices. */
    begin({ call, screened }: Pick<CallView, 'call' | 'screened'>): void {
      const { privacy } = snapshot();
      const isNew = call !== joined;
      joined = call;
      if (privacy.is !== 'off') set(privacy);
      else if (isNew && screened?.verdict === 'remote-private') set({ is: 'partial', by: 'policy' });
    },
    /** The resident stays covered, though the desk asked. */
    declineUncover(): void {
      const { signal, visit } = snapshot();
      if (visit.at === 'call') void signal?.request({ type: 'decline-uncover', call: visit.call.call });
    },
  };
}
