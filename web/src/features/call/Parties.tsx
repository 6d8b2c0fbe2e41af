import type { CallView, PartyId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { handoverText } from './handover-text';

/** Who is in the call, once that is more than two. */
export function Parties({
  call,
  soundFirst,
}: {
  readonly call: CallView;
  /** Who of the others has the sound first. */
  readonly soundFirst: readonly PartyId[];
}) {
  const text = useText(handoverText);
  const here = call.parties.filter(({ presence }) => presence !== 'gone');
  if (here.length < 3) return null;
  return (
    <ul className="parties" aria-label={text.parties}>
      {here.map(({ party, role, label, presence }) => (
        <li key={party} data-role={role}>
          <strong>{text.role[role]}</strong> {label !== text.role[role] && label}
          {presence === 'present' && soundFirst.includes(party) && `（${text.partyState.soundFirst}）`}
          {(presence === 'awaited' || presence === 'lost') && `（${text.partyState[presence]}）`}
        </li>
      ))}
    </ul>
  );
}
