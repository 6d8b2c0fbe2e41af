import { presenceText } from '../features/account/presence-text';
import type { Duty } from '../features/account/session';
import type { DeskPresence, PresenceReason } from '../generated/protocol';
import { useText } from '../i18n/language';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { deskText } from './text';

/** Nothing to do but wait, or come back. */
export function Idle({
  presence,
  why,
  duty,
  silent,
  onPrepare,
}: {
  readonly presence: DeskPresence | null;
  /** Why it is so, where the server made it so. */
  readonly why: PresenceReason | null;
  readonly duty: Duty;
  readonly silent: boolean;
  readonly onPrepare: () => void;
}) {
  const standing = useText(presenceText);
  const { idle: text } = useText(deskText);
  const state = presence === 'available' || presence === 'away' ? presence : 'unknown';
  return (
    <main className="idle">
      <Icon name={state === 'available' ? 'call' : state === 'away' ? 'away' : 'again'} />
      <h2>{duty === 'interpret' && state === 'available' ? text.interpreter : text[state]}</h2>
      {state === 'available' && <p>{duty === 'interpret' ? text.interpreterHelp : text.availableHelp}</p>}
      {state === 'away' && why !== null && (
        <Notice kind="act" live="now">
          {standing.why[why]}
        </Notice>
      )}
      {state === 'away' && <p>{text.awayHelp}</p>}
      {silent && (
        <Notice kind="act" icon="speaker">
          {text.silent} <Button onPress={onPrepare}>{text.prepare}</Button>
        </Notice>
      )}
    </main>
  );
}
