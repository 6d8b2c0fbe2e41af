import type { CallView, Party } from '../../generated/protocol';

/** How a handing over ended: another officer has the call now, or the same one is back. */
export type HandoverEnd = 'passed-on' | 'returned';

/** Whether a handing over ended between two facts, and how. */
export function handoverEnd(before: CallView, now: CallView): HandoverEnd | null {
  if (before.call !== now.call || before.transfer === null || now.transfer !== null) return null;
  return before.section === now.section && officerOf(before)?.party === officerOf(now)?.party
    ? 'returned'
    : 'passed-on';
}

/** With whom the resident talks: the section, and what the office's policy shows of the officer. */
export function talksWith(view: CallView): string {
  return officerOf(view)?.label ?? view.section_name;
}

function officerOf({ parties }: CallView): Party | undefined {
  return parties.find(({ role, presence }) => role === 'staff' && presence !== 'gone');
}
