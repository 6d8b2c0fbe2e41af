import { useEffect, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { LocalMedia } from '../../rtc/media';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { PictureDialog } from '../picture/PictureDialog';
import type { Picture } from '../picture/picture';
import { pictureText } from '../picture/text';
import { COVER_KEY, HOLD_KEY, isBareKey, MUTE_KEY, NOTES_KEY } from '../ring/plan';
import { ActNotice } from './ActNotice';
import { Devices } from './Devices';
import { handoverText } from './handover-text';
import { InviteDialog } from './InviteDialog';
import type { Powers } from './powers';
import { TransferDialog } from './TransferDialog';
import { callText } from './text';
import { useAct } from './useAct';

/** Everything that can be done in a call, in one row, each with its word and key. */
export function Controls({
  call,
  media,
  picture,
  signal,
  powers,
  holdsMyNumber,
  notesOpen,
  onNotes,
  soundFirst,
  onSoundFirst,
}: {
  readonly call: CallView;
  readonly media: LocalMedia;
  readonly picture: Picture;
  readonly signal: SignalClient;
  readonly powers: Powers;
  readonly holdsMyNumber: (text: string) => boolean;
  readonly notesOpen: boolean;
  readonly onNotes: (open: boolean) => void;
  readonly soundFirst: boolean;
  readonly onSoundFirst: (on: boolean) => void;
}) {
  const text = useText(callText);
  const handover = useText(handoverText);
  const look = useText(pictureText);
  const { muted, cameraOff, tracks } = useStore(media);
  const [asking, setAsking] = useState<
    'transfer' | 'invite' | 'picture' | 'devices' | 'alarm' | 'leave' | null
  >(null);
  const { fault, act } = useAct(signal);
  const close = () => setAsking(null);
  const held = call.held_since !== null;
  const hold = () => void act({ type: 'hold', call: call.call, held: !held });
  useKey(MUTE_KEY, powers.speaks, () => media.mute(!media.snapshot().muted));
  useKey(HOLD_KEY, powers.hold, hold);
  const cover = () => void act({ type: 'cover', call: call.call });
  // What only a private field stopped is lifted sooner than what somebody asked for.
  const coverable = powers.cover && (call.privacy.is !== 'covered' || call.privacy.by === 'private-field');
  useKey(COVER_KEY, coverable, cover);
  useKey(NOTES_KEY, powers.write, () => onNotes(!notesOpen));
  const leaving = text.leaving[powers.leaving];
  const more = [
    ...(powers.speaks ? [{ id: 'picture', words: look.change, act: () => setAsking('picture') }] : []),
    { id: 'devices', words: text.devices, act: () => setAsking('devices') },
    {
      id: 'sound-first',
      words: soundFirst ? handover.soundFirstOff : handover.soundFirst,
      act: () => onSoundFirst(!soundFirst),
    },
  ];
  return (
    <>
      <fieldset className="controls" aria-label={text.controls}>
        {powers.speaks && (
          <>
            <Button
              aria-keyshortcuts={MUTE_KEY}
              isDisabled={tracks.microphone === null}
              onPress={() => media.mute(!muted)}
              kind={muted ? 'act' : 'plain'}
            >
              <Icon name={muted ? 'microphoneOff' : 'microphone'} />
              <span>
                {muted ? text.unmute : text.mute} <kbd>{MUTE_KEY}</kbd>
              </span>
            </Button>
            <Button
              isDisabled={tracks.camera === null || soundFirst}
              onPress={() => media.turnCamera(cameraOff)}
              kind={cameraOff ? 'act' : 'plain'}
            >
              <Icon name={cameraOff ? 'cameraOff' : 'camera'} />
              {cameraOff ? text.cameraOn : text.cameraOff}
            </Button>
          </>
        )}
        {(powers.identify || powers.hold) && (
          <Button
            aria-keyshortcuts={HOLD_KEY}
            isDisabled={!powers.hold}
            kind={held && powers.hold ? 'act' : 'plain'}
            onPress={hold}
          >
            <Icon name="pause" />
            <span>
              {held && powers.hold ? handover.release : handover.hold} <kbd>{HOLD_KEY}</kbd>
            </span>
          </Button>
        )}
        {powers.identify && (
          <>
            <Button aria-keyshortcuts={COVER_KEY} isDisabled={!coverable} onPress={cover}>
              <Icon name="cover" />
              <span>
                {text.cover} <kbd>{COVER_KEY}</kbd>
              </span>
            </Button>
            <Button isDisabled={!powers.transfer} onPress={() => setAsking('transfer')}>
              <Icon name="transfer" />
              {handover.transfer.act}
            </Button>
            <Button isDisabled={!powers.invite} onPress={() => setAsking('invite')}>
              <Icon name="invite" />
              {handover.invite.act}
            </Button>
          </>
        )}
        {powers.write && (
          <ToggleButton aria-keyshortcuts={NOTES_KEY} isSelected={notesOpen} onChange={onNotes}>
            <Icon name="note" />
            <span>
              {text.notes} <kbd>{NOTES_KEY}</kbd>
            </span>
          </ToggleButton>
        )}
        <MenuTrigger>
          <Button>
            <Icon name="more" />
            {handover.more}
          </Button>
          <Popover className="popover">
            <Menu
              aria-label={handover.more}
              items={more}
              onAction={(key) => more.find(({ id }) => id === key)?.act()}
            >
              {({ id, words }) => (
                <MenuItem id={id} className="option">
                  {words}
                </MenuItem>
              )}
            </Menu>
          </Popover>
        </MenuTrigger>
        {powers.identify && (
          <Button
            kind="harm"
            isDisabled={!powers.alarm || call.alarm_since !== null}
            onPress={() => setAsking('alarm')}
          >
            <Icon name="alarm" />
            {handover.alarm.act}
          </Button>
        )}
        <Button kind="harm" onPress={() => setAsking('leave')}>
          <Icon name="endCall" />
          {leaving.act}
        </Button>
      </fieldset>
      <ActNotice fault={fault} />
      {asking === 'transfer' && (
        <TransferDialog call={call} signal={signal} holdsMyNumber={holdsMyNumber} onClose={close} />
      )}
      {asking === 'invite' && <InviteDialog call={call} signal={signal} onClose={close} />}
      {asking === 'picture' && <PictureDialog picture={picture} onClose={close} />}
      {asking === 'devices' && (
        <Dialog title={text.devicesTitle} onClose={close}>
          <Devices media={media} />
          <div className="acts">
            <Button onPress={close}>{text.close}</Button>
          </div>
        </Dialog>
      )}
      {asking === 'alarm' && (
        <Sure
          title={handover.alarm.title}
          help={handover.alarm.help(call.site_name)}
          yes={handover.alarm.yes}
          no={handover.alarm.no}
          onYes={() => void act({ type: 'alarm', call: call.call, on: true })}
          onClose={close}
        />
      )}
      {asking === 'leave' && (
        <Sure {...leaving} onYes={() => void act({ type: 'end', call: call.call })} onClose={close} />
      )}
    </>
  );
}

/** Asks once more before something that others notice at once. */
function Sure({
  title,
  help,
  yes,
  no,
  onYes,
  onClose,
}: {
  readonly title: string;
  readonly help: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={title} role="alertdialog" onClose={onClose}>
      <p>{help}</p>
      <div className="acts">
        <Button onPress={onClose}>{no}</Button>
        <Button
          kind="harm"
          onPress={() => {
            onClose();
            onYes();
          }}
        >
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}

function useKey(key: string, isOn: boolean, act: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (!isBareKey(event, key)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [key, isOn, act]);
}
