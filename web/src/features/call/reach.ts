import type { CallView, Invitee, SectionId } from '../../generated/protocol';
import type { Colleagues } from '../../signal/client';

/** A section that a call can be handed over to. */
export interface Target {
  readonly section: SectionId;
  readonly name: string;
  readonly available: number;
  readonly busy: number;
}

/**
 * Every section with an officer at their desk, the call's own among them, first those where one is 対応可: at the others
 * nothing would ring now.
 */
export function targetsOf({ sections }: Colleagues): Target[] {
  return sections
    .filter(({ available, busy }) => available + busy > 0)
    .toSorted((a, b) => Number(b.available > 0) - Number(a.available > 0));
}

/** Somebody who can be asked in. */
export interface Guest {
  readonly key: string;
  readonly whom: Invitee;
  /** For an officer of another section. */
  readonly section: string | null;
  readonly available: number;
}

/** Who can be asked in as a third person, whoever was asked already left out. */
export function guestsOf(call: CallView, { sections, interpreters, supervisors }: Colleagues): Guest[] {
  const isInvited = (key: string) => call.invited.some((whom) => keyOf(whom) === key);
  const all: Omit<Guest, 'key'>[] = [
    { whom: { who: 'interpreter' }, section: null, available: interpreters },
    { whom: { who: 'supervisor' }, section: null, available: supervisors },
    ...sections
      .filter(({ section }) => section !== call.section)
      .map(({ section, name, available }) => ({
        whom: { who: 'section' as const, section },
        section: name,
        available,
      })),
  ];
  return all.map((guest) => ({ ...guest, key: keyOf(guest.whom) })).filter(({ key }) => !isInvited(key));
}

function keyOf(whom: Invitee): string {
  return whom.who === 'section' ? `section ${whom.section}` : whom.who;
}
