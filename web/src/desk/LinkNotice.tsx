import { useText } from '../i18n/language';
import type { Link } from '../signal/client';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { deskText } from './text';

/** Says when the server is away, and what goes on without it. Nothing while all is well. */
export function LinkNotice({ link, inCall }: { readonly link: Link; readonly inCall: boolean }) {
  const { link: text } = useText(deskText);
  const failing = link.is === 'waiting' || (link.is === 'connecting' && link.failures > 0);
  if (failing) {
    return (
      <Notice kind="act" live="polite" icon="offline">
        <strong>{text.broken}</strong> {inCall ? text.brokenInCall : text.brokenIdle}
      </Notice>
    );
  }
  if (link.is !== 'ended' || link.why === 'closed' || link.why === 'revoked') return null;
  return (
    <Notice kind="harm" live="now" icon="offline">
      <strong>{link.why === 'replaced' ? text.replaced : text.outdated}</strong>{' '}
      <Button onPress={() => location.reload()}>{text.reload}</Button>
    </Notice>
  );
}
