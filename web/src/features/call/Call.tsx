import type { CallView, PartyRole } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { CallClient } from '../../rtc/call';
import type { LocalMedia } from '../../rtc/media';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Companions } from '../companion/Companions';
import { PictureLine } from '../picture/PictureLine';
import type { Picture } from '../picture/picture';
import { CallHead } from './CallHead';
import { Controls } from './Controls';
import { CoverNotice } from './CoverNotice';
import './call.css';
import { DeviceLines } from './DeviceLines';
import { handoverText } from './handover-text';
import { IdentityBanner } from './Identity';
import { OngoingLines } from './Ongoing';
import { OngoingNotice } from './OngoingNotice';
import { Parties } from './Parties';
import { Pictures } from './Pictures';
import { powersOf } from './powers';
import { QualityLine } from './Quality';
import { Sounds } from './Sounds';
import { callText } from './text';

/**
 * The talk itself: the resident large, oneself small, every control with its word. Whoever has the call can do
 * everything to it; the others see what goes on, and leave without ending it.
 */
export function Call({
  call,
  client,
  media,
  picture,
  signal,
  role,
  listens,
  holdsMyNumber,
  notesOpen,
  onNotes,
}: {
  readonly call: CallView;
  readonly client: CallClient;
  readonly media: LocalMedia;
  readonly picture: Picture;
  readonly signal: SignalClient;
  readonly role: PartyRole;
  /** A supervisor who came unasked. */
  readonly listens: boolean;
  readonly holdsMyNumber: (text: string) => boolean;
  readonly notesOpen: boolean;
  readonly onNotes: (open: boolean) => void;
}) {
  const text = useText(callText);
  const handover = useText(handoverText);
  const heard = useStore(client);
  const powers = powersOf(call, role, listens);
  return (
    <section className="call" aria-label={text.number(call.number)} data-role={role}>
      <div className="call-top">
        <CallHead call={call} signal={signal}>
          <Companions call={call} signal={signal} mayName={powers.accompany} />
        </CallHead>
        <Parties call={call} soundFirst={heard.theirSoundFirst} />
        {role !== 'interpreter' && <IdentityBanner call={call} signal={signal} mayRecord={powers.identify} />}
        {call.handed !== null && (
          <Notice icon="note">
            <strong>{handover.transfer.noteFrom(call.handed.from)}</strong>
            <p>{call.handed.note}</p>
          </Notice>
        )}
        <OngoingLines call={call} role={role} signal={signal} />
      </div>
      <Pictures call={call} heard={heard} picture={picture} role={role} />
      <Sounds client={client} media={media} />
      <Controls
        call={call}
        media={media}
        picture={picture}
        signal={signal}
        powers={powers}
        holdsMyNumber={holdsMyNumber}
        notesOpen={notesOpen}
        onNotes={onNotes}
        soundFirst={heard.soundFirst}
        onSoundFirst={client.putSoundFirst}
      />
      {powers.cover && <CoverNotice call={call} signal={signal} />}
      {powers.speaks && <DeviceLines media={media} />}
      {powers.speaks && <PictureLine picture={picture} />}
      {heard.soundFirst && (
        <OngoingNotice icon="speaker">
          <p>{handover.soundFirstOn}</p>
          <Button onPress={() => client.putSoundFirst(false)}>{handover.soundFirstOff}</Button>
        </OngoingNotice>
      )}
      <QualityLine verdict={heard.quality} />
    </section>
  );
}
