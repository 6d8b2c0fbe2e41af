import { useEffect, useMemo, useState } from 'react';
import type { CallView, PartyRole } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { CallClient } from '../../rtc/call';
import type { LocalMedia } from '../../rtc/media';
import type { Verdict } from '../../rtc/quality';
import { Sound } from '../../rtc/Sound';
import { Video } from '../../rtc/Video';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon, type IconName } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import { isBareKey, MUTE_KEY } from '../ring/plan';
import { Devices } from './Devices';
import { IdentityBanner } from './Identity';
import './call.css';
import { duration, residentOf, type Stage, sidePictures, stageOf } from './screen';
import { callText } from './text';

type Words = (typeof callText)['ja'];

/**
 * The talk itself: the resident large, oneself small, every control with its word. Staff have 本人確認 above it; whoever
 * interprets has not, sees the officer as large as the resident, and leaves without ending the call.
 */
export function Call({
  call,
  client,
  media,
  signal,
  role,
  notesOpen,
  onNotes,
}: {
  readonly call: CallView;
  readonly client: CallClient;
  readonly media: LocalMedia;
  readonly signal: SignalClient;
  readonly role: PartyRole;
  readonly notesOpen: boolean;
  readonly onNotes: (open: boolean) => void;
}) {
  const text = useText(callText);
  const interprets = role === 'interpreter';
  const heard = useStore(client);
  const stage = stageOf(call, heard);
  const resident = residentOf(call);
  const sides = sidePictures(call, heard);
  return (
    <section className="call" aria-label={text.number(call.number)} data-role={role}>
      <CallHead call={call} signal={signal} />
      {!interprets && <IdentityBanner call={call} signal={signal} />}
      <div className="stage" data-stage={stage.is}>
        {stage.is === 'picture' ? (
          <Video stream={stage.source.stream} party={stage.source.party} label={text.residentPicture} />
        ) : (
          <StageWords stage={stage.is} text={text} />
        )}
        {resident !== null && <span className="name">{`${text.resident}（${resident.label}）`}</span>}
        <div className="sides">
          {sides.map(({ source, label }) => (
            <figure key={`${source.party} ${source.line}`}>
              <Video
                stream={source.stream}
                party={source.party}
                line={source.line}
                label={text.otherPicture(label)}
              />
              <figcaption>{label}</figcaption>
            </figure>
          ))}
          <OwnPicture media={media} text={text} />
        </div>
      </div>
      <Sounds client={client} media={media} text={text} />
      <Controls
        call={call}
        media={media}
        signal={signal}
        leaving={interprets ? text.leave : text.finish}
        notesOpen={notesOpen}
        onNotes={onNotes}
        text={text}
      />
      <QualityLine verdict={heard.quality} text={text} />
    </section>
  );
}

function CallHead({ call, signal }: { readonly call: CallView; readonly signal: SignalClient }) {
  const text = useText(callText);
  const now = useNow() + signal.snapshot().ahead;
  return (
    <header className="call-head">
      <span className="number">{text.number(call.number)}</span>
      <div>
        <h2>{call.subject_name}</h2>
        <p>{call.site_name}</p>
      </div>
      {call.accepted_at !== null && (
        <p className="time">
          {text.time} <span>{duration(now - call.accepted_at)}</span>
        </p>
      )}
    </header>
  );
}

const stageIcons: Readonly<Record<Exclude<Stage['is'], 'picture'>, IconName>> = {
  joining: 'again',
  awaited: 'again',
  covered: 'cover',
  noPicture: 'cameraOff',
  theyLost: 'offline',
  weLost: 'offline',
  refused: 'error',
};

function StageWords({
  stage,
  text,
}: {
  readonly stage: Exclude<Stage['is'], 'picture'>;
  readonly text: Words;
}) {
  const help = stage === 'joining' || stage === 'awaited' ? null : text.state[`${stage}Help`];
  return (
    <div className="stage-words" role="status">
      <Icon name={stageIcons[stage]} />
      <p className="what">{text.state[stage]}</p>
      {help !== null && <p>{help}</p>}
    </div>
  );
}

function OwnPicture({ media, text }: { readonly media: LocalMedia; readonly text: Words }) {
  const { tracks, cameraOff } = useStore(media);
  const { camera } = tracks;
  const stream = useMemo(() => (camera === null ? null : new MediaStream([camera])), [camera]);
  if (stream === null || cameraOff) return null;
  return <Video stream={stream} party="self" label={text.ownPicture} mirrored />;
}

function Sounds({
  client,
  media,
  text,
}: {
  readonly client: CallClient;
  readonly media: LocalMedia;
  readonly text: Words;
}) {
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

function Controls({
  call,
  media,
  signal,
  leaving,
  notesOpen,
  onNotes,
  text,
}: {
  readonly call: CallView;
  readonly media: LocalMedia;
  readonly signal: SignalClient;
  /** Ends the call, or leaves it to the others. */
  readonly leaving: Words['finish'] | Words['leave'];
  readonly notesOpen: boolean;
  readonly onNotes: (open: boolean) => void;
  readonly text: Words;
}) {
  const { muted, cameraOff, tracks, problems } = useStore(media);
  const [asking, setAsking] = useState<'end' | 'devices' | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isBareKey(event, MUTE_KEY)) return;
      event.preventDefault();
      media.mute(!media.snapshot().muted);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [media]);
  return (
    <>
      <fieldset className="controls" aria-label={text.controls}>
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
          isDisabled={tracks.camera === null}
          onPress={() => media.turnCamera(cameraOff)}
          kind={cameraOff ? 'act' : 'plain'}
        >
          <Icon name={cameraOff ? 'cameraOff' : 'camera'} />
          {cameraOff ? text.cameraOn : text.cameraOff}
        </Button>
        <ToggleButton isSelected={notesOpen} onChange={onNotes}>
          <Icon name="note" />
          {text.notes}
        </ToggleButton>
        <Button onPress={() => setAsking('devices')}>
          <Icon name="settings" />
          {text.devices}
        </Button>
        <Button kind="harm" onPress={() => setAsking('end')}>
          <Icon name="endCall" />
          {leaving.act}
        </Button>
      </fieldset>
      {muted && <Notice kind="act">{text.muted}</Notice>}
      {(['microphone', 'speaker', 'camera'] as const).map((kind) => {
        const problem = problems[kind];
        if (problem === undefined) return null;
        return (
          <Notice key={kind} kind="harm" live="polite">
            {kind === 'speaker' || problem === 'unplugged' ? text.unplugged(text[kind]) : text.unusable[kind]}
          </Notice>
        );
      })}
      {asking === 'devices' && (
        <Dialog title={text.devicesTitle} onClose={() => setAsking(null)}>
          <Devices media={media} />
          <div className="acts">
            <Button onPress={() => setAsking(null)}>{text.close}</Button>
          </div>
        </Dialog>
      )}
      {asking === 'end' && (
        <Dialog title={leaving.title} role="alertdialog" onClose={() => setAsking(null)}>
          <p>{leaving.help}</p>
          <div className="acts">
            <Button onPress={() => setAsking(null)}>{leaving.no}</Button>
            <Button
              kind="harm"
              onPress={() => {
                setAsking(null);
                void signal.request({ type: 'end', call: call.call });
              }}
            >
              {leaving.yes}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function QualityLine({ verdict, text }: { readonly verdict: Verdict; readonly text: Words }) {
  const words = verdict.level === 'good' ? text.quality.good : text.quality[verdict.side][verdict.level];
  return (
    <p className="quality" role="status" data-level={verdict.level}>
      <Icon name={verdict.level === 'good' ? 'done' : 'warning'} />
      {words}
    </p>
  );
}
