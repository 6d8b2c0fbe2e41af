import { type DragEvent, useEffect, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useText } from '../../i18n/language';
import type { CallClient, RemoteSource } from '../../rtc/call';
import { Video } from '../../rtc/Video';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { attendStage, type StageGuest } from './attendStage';
import { BoardTools } from './BoardTools';
import type { Seen } from './guest';
import { PageChooser } from './PageChooser';
import { PictureBoard } from './PictureBoard';
import './desk-stage.css';
import { boardText, deskStageText } from './text';
import { type Picker, usePicker } from './usePicker';

/** What the desk and the booth look at together. Whoever may not act looks on. */
export function StagePart({ client, mayAct }: { readonly client: CallClient; readonly mayAct: boolean }) {
  const guest = useGuest(client);
  return guest === null ? null : <Attended guest={guest} client={client} mayAct={mayAct} />;
}

function Attended({
  guest,
  client,
  mayAct,
}: {
  readonly guest: StageGuest;
  readonly client: CallClient;
  readonly mayAct: boolean;
}) {
  const text = useText(deskStageText);
  const { seen } = useStore(guest);
  const { sources } = useStore(client);
  const picker = usePicker(guest);
  const document = sources.find(({ line }) => line === 'second') ?? null;
  const open = seen.shown !== null || (seen.camera === 'live' && document !== null);
  if (!mayAct && !open) return null;
  return (
    <section
      className="together"
      aria-label={text.title}
      data-open={open || undefined}
      {...(mayAct ? drops(picker.choose) : {})}
    >
      {mayAct && <Tools guest={guest} seen={seen} picker={picker} />}
      <Sight guest={guest} document={document} mayAct={mayAct} />
      {picker.picking.is === 'pages' && (
        <PageChooser pages={picker.picking.pages} onShow={picker.show} onClose={picker.cancel} />
      )}
    </section>
  );
}

/** A file that is dropped here is chosen. */
function drops(choose: Picker['choose']) {
  return {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      if (file !== undefined) choose(file);
    },
  };
}

function Tools({
  guest,
  seen,
  picker,
}: {
  readonly guest: StageGuest;
  readonly seen: Seen;
  readonly picker: Picker;
}) {
  const text = useText(deskStageText);
  const { camera, freezing, shown } = seen;
  const { choose } = picker;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file !== undefined) choose(file);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [choose]);
  const on = camera === 'asked' || camera === 'opening' || camera === 'live';
  return (
    <>
      <fieldset className="tools" aria-label={text.tools}>
        <Button isDisabled={camera === null} onPress={() => guest.askCamera(!on)}>
          <Icon name={on ? 'cameraOff' : 'document'} />
          {on ? text.stopCamera : text.askCamera}
        </Button>
        {camera === 'live' && shown === null && (
          <Button kind="primary" isDisabled={freezing} onPress={guest.freeze}>
            <Icon name="pause" />
            {freezing ? text.freezing : text.freeze}
          </Button>
        )}
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg', 'application/pdf']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) choose(file);
          }}
        >
          <Button isDisabled={camera === null || picker.picking.is === 'busy'}>
            <Icon name="picture" />
            {text.choose}
          </Button>
        </FileTrigger>
      </fieldset>
      <State guest={guest} seen={seen} picker={picker} />
    </>
  );
}

/** The one thing to know now. */
function State({
  guest,
  seen: { camera, offer, notice },
  picker: { picking },
}: {
  readonly guest: StageGuest;
  readonly seen: Seen;
  readonly picker: Picker;
}) {
  const text = useText(deskStageText);
  if (offer !== null) {
    return (
      <p className="sending" role="status">
        {text.sending(Math.round(offer.progress * 100))}
        <Button onPress={guest.withdraw}>{text.withdraw}</Button>
      </p>
    );
  }
  if (picking.is === 'busy') return <p role="status">{text.preparing}</p>;
  const words =
    notice === null
      ? camera && text.camera[camera]
      : notice.by === 'file'
        ? text.file[notice.why]
        : text.notShown[notice.why];
  if (!words) return null;
  const isWaiting = notice === null && (camera === 'asked' || camera === 'opening');
  return (
    <Notice kind={notice?.by === 'file' ? 'harm' : isWaiting ? 'plain' : 'act'} live="polite">
      {words}
    </Notice>
  );
}

function Sight({
  guest,
  document,
  mayAct,
}: {
  readonly guest: StageGuest;
  readonly document: RemoteSource | null;
  readonly mayAct: boolean;
}) {
  const text = useText(deskStageText);
  const board = useText(boardText);
  const { seen, address } = useStore(guest);
  const { shown, drawn, pixels, camera } = seen;
  if (shown !== null) {
    return (
      <>
        {address === null ? (
          <p className="board" role="status">
            {pixels.are === 'broken' ? board.broken : board.coming}
          </p>
        ) : (
          <PictureBoard shown={shown} drawn={drawn} address={address} onAct={mayAct ? guest.act : null} />
        )}
        {mayAct && <BoardTools shown={shown} hand="office" onAct={guest.act} />}
        <p className="quiet">{text.nothingKept}</p>
      </>
    );
  }
  if (camera !== 'live' || document === null) return null;
  return (
    <div className="board">
      <Video stream={document.stream} party={document.party} line="second" label={text.live} />
    </div>
  );
}

function useGuest(client: CallClient): StageGuest | null {
  const [guest, setGuest] = useState<StageGuest | null>(null);
  useEffect(() => {
    const attends = attendStage(client);
    setGuest(attends);
    return () => {
      attends.close();
      setGuest(null);
    };
  }, [client]);
  return guest;
}
