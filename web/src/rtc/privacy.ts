// How much of a party passes. The rules are the SFU's (protocol/src/privacy.rs); here they say what leaves this page.

import type { PartyId, PartyPrivacy, Privacy } from '../generated/protocol';

export const uncovered: Privacy = { is: 'off' };

const strictness = { off: 0, partial: 1, covered: 2 } as const;

/** Whether less passes. */
export function isStricter(one: Privacy, than: Privacy): boolean {
  return strictness[one.is] > strictness[than.is];
}

/** What is told of one party. */
export function privacyOf(parties: readonly PartyPrivacy[], party: PartyId | null): Privacy {
  return parties.find((one) => one.party === party)?.privacy ?? uncovered;
}
