// 画面をかくす at a booth: what is seen and sent of the resident, and who may show it again.

import type { CallId, CallView, CoveredBy, Privacy, PrivateField } from '../../generated/protocol';
import { isStricter, uncovered } from '../../rtc/privacy';
import type { FormState } from '../paper';
import type { BoothState } from '../surroundings';

/** The visit around it. */
export interface Around {
  readonly snapshot: () => Pick<BoothState, 'call' | 'info' | 'privacy' | 'signal' | 'together' | 'visit'>;
  readonly learn: (privacy: Privacy) => void;
  /** The quietest way to hear. */
  readonly hush: () => void;
  /** Tells the desk anew what it may read. */
  readonly introduce: () => void;
}

/** What the municipality's rule for a private field asks for. */
const fieldRules: Readonly<Record<PrivateField, Privacy>> = {
  masked: uncovered,
  'voice-only': { is: 'partial', by: 'private-field' },
  covered: { is: 'covered', by: 'private-field' },
};

/** `begun`: the call that a page before this one had joined. */
export function createCover({ snapshot, learn, hush, introduce }: Around, begun: CallId | null) {
  /** The call that was joined last: what the screening asks for is done once, and the resident's to lift. */
  let joined = begun;
  /** The private field that is open: its rule, too, is followed once and the resident's to lift. */
  let writing: string | null = null;

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
      const covered: Privacy = { is: 'covered', by };
      if (isStricter(covered, snapshot().privacy)) set(covered);
    },
    /**
     * What is open of the form, before it is seen. Nobody looks on while a private field is written into, and whoever leaves
     * it brings the pictures back themselves: they may be in it again at once.
     */
    follow(form: FormState): void {
      const { info, privacy, visit } = snapshot();
      const field = visit.at === 'call' ? privateField(form) : null;
      const isNew = field !== null && field !== writing;
      writing = field;
      const rule = fieldRules[info?.privacy?.private_field ?? 'masked'];
      if (isNew && isStricter(rule, privacy)) set(rule);
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
    /** A call was joined: what is covered is covered in it, and what screening or site call private begins with voices. */
    begin({ call, screened }: Pick<CallView, 'call' | 'screened'>): void {
      const { privacy } = snapshot();
      const isNew = call !== joined;
      joined = call;
      if (privacy.is !== 'off') set(privacy);
      else if (isNew && (screened?.verdict === 'remote-private' || snapshot().info?.privacy?.voice_only))
        set({ is: 'partial', by: 'policy' });
    },
    /** The resident stays covered, though the desk asked. */
    declineUncover(): void {
      const { signal, visit } = snapshot();
      if (visit.at === 'call') void signal?.request({ type: 'decline-uncover', call: visit.call.call });
    },
  };
}

function privateField(form: FormState): string | null {
  if (form.is !== 'open' || !form.shown || form.form.place.at !== 'field') return null;
  const { asked } = form.form.place;
  return asked.private ? asked.path : null;
}
