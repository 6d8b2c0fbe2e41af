// How much of a party passes. The rules are the SFU's (protocol/src/privacy.rs); here they say what leaves this page.

import type { PartyId, PartyPrivacy, Privacy } from '../generated/protocol';

export const uncovered: Privacy = { is: 'off' };

const strictness = { off: 0, partial: 2, covered: 4 } as const;

/** Whether less passes, or the same and less is to be seen here. */
export function isStricter(one: Privacy, than: Privacy): boolean {
  return strictnessOf(one) > strictnessOf(than);
}

function strictnessOf(privacy: Privacy): number {
  return strictness[privacy.is] - (privacy.is !== 'off' && !hidesScreen(privacy) ? 1 : 0);
}

/** Whether the party's own screen is covered, too: not while the party itself writes on it. */
export function hidesScreen(privacy: Privacy): privacy is Exclude<Privacy, { is: 'off' }> {
  return privacy.is !== 'off' && privacy.by !== 'private-field';
}

/** What is told of one party. */
export function privacyOf(parties: readonly PartyPrivacy[], party: PartyId | null): Privacy {
  return parties.find((one) => one.party === party)?.privacy ?? uncovered;
}
