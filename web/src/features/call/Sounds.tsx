import { useMemo, useState } from 'react';
import { useText } from '../../i18n/language';
import type { CallClient } from '../../rtc/call';
import type { LocalMedia } from '../../rtc/media';
import { Sound } from '../../rtc/Sound';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { deviceText } from './device-text';

/** What every other party says. */
export function Sounds({ client, media }: { readonly client: CallClient; readonly media: LocalMedia }) {
  const text = useText(deviceText);
  const { sources } = useStore(client);
  const { chosen } = useStore(media);
  const [blocked, setBlocked] = useState<(() => void) | null>(null);
  const [tries, setTries] = useState(0);
  const onBlocked = useMemo(() => () => setBlocked(() => () => setTries((n) => n + 1)), []);
  return (
    <>
      {sources
        .filter(({ line }) => line === 'microphone')
        .map(({ party, stream }) => (
          <Sound
            key={`${party} ${tries}`}
            stream={stream}
            party={party}
            speaker={chosen.speaker}
            onBlocked={onBlocked}
          />
        ))}
      {blocked !== null && (
        <Notice kind="act" live="now" icon="speaker">
          {text.blocked}{' '}
          <Button
            kind="act"
            onPress={() => {
              setBlocked(null);
              blocked();
            }}
          >
            {text.unblock}
          </Button>
        </Notice>
      )}
    </>
  );
}
