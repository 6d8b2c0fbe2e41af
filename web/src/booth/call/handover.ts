import type { CallView, PartyId } from '../../generated/protocol';

/** How a handing over ended: another officer has the call now, or the same one is back. */
export type HandoverEnd = 'passed-on' | 'returned';

/** Whether a handing over ended between two facts, and how. */
export function handoverEnd(before: CallView, now: CallView): HandoverEnd | null {
  if (before.call !== now.call || before.transfer === null || now.transfer !== null) return null;
  return before.section === now.section && officerOf(before) === officerOf(now) ? 'returned' : 'passed-on';
}

function officerOf({ parties }: CallView): PartyId | undefined {
  return parties.find(({ role, presence }) => role === 'staff' && presence !== 'gone')?.party;
}
