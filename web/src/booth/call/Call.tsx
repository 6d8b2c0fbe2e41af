import { useState } from 'react';
import type { CallView } from '../../generated/protocol';
import type { CallClient, CallMedia } from '../../rtc/call';
import type { DeviceProblem } from '../../rtc/media';
import { Sound } from '../../rtc/Sound';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { useAloud } from '../aloud/useAloud';
import { useFormPanel } from '../form/FormPanel';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useSettings, volumes } from '../frame/settings';
import { Consent } from '../stage/Consent';
import { StageWaits, useStagePanel } from '../stage/StagePanel';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { NotesPanel } from './NotesPanel';
import { OwnPicture, Picture } from './Party';
import { Volume } from './Volume';

/** The officer as large as the form beside them allows. */
export function Call({ view, call }: { readonly view: CallView; readonly call: CallClient }) {
  const booth = useBooth();
  const { form, covered, together } = useBoothState();
  const media = useStore(call);
  const t = useWords();
  const [writing, setWriting] = useState(false);
  const shown = form.is === 'open' && form.shown ? form.form : null;
  const panel = useFormPanel(shown);
  const stage = useStagePanel(together);
  const side = writing ? (
    <NotesPanel />
  ) : (
    (stage ?? panel?.middle ?? (form.is === 'closed' || form.is === 'open' ? null : <Opening />))
  );
  const ways = stage === null ? panel : null;
  return (
    <Screen onBack={writing ? () => setWriting(false) : ways?.onBack} rail={writing ? null : ways?.rail}>
      <div className="call" data-split={side !== null || undefined}>
        <section className="talk" aria-label={withoutRuby(t.call.title(view.section_name))}>
          {side === null && <Heading>{t.call.title(view.section_name)}</Heading>}
          <Stage view={view} media={media} covered={covered} />
          <LineState view={view} media={media} />
          {writing && stage !== null && <StageWaits />}
          <Controls
            view={view}
            isAlone={side === null}
            writing={writing}
            onWrite={setWriting}
            onForm={(show) => {
              setWriting(false);
              if (show && view.form !== null) void booth.openForm(view.form);
              else booth.showForm(false);
            }}
          />
        </section>
        {side !== null && <div className="side">{side}</div>}
        {together !== null && <Consent together={together} />}
      </div>
    </Screen>
  );
}

function Stage({
  view,
  media,
  covered,
}: {
  readonly view: CallView;
  readonly media: CallMedia;
  readonly covered: boolean;
}) {
  const booth = useBooth();
  const own = useStore(booth.media);
  const { volume } = useSettings();
  const t = useWords();
  const others = media.sources.filter(({ party }) => party !== view.you);
  const pictures = others.filter(({ line }) => line !== 'microphone');
  return (
    <div className="stage">
      {pictures.length === 0 && (
        <p className="no-picture" role="status">
          <Icon name="person" />
          <Words>{view.state === 'in-call' ? t.call.noPicture : t.call.connecting}</Words>
        </p>
      )}
      {pictures.map((source) => (
        <Picture
          key={`${source.party}/${source.line}`}
          source={source}
          label={
            view.parties.find(({ party }) => party === source.party)?.label ?? withoutRuby(t.call.officer)
          }
        />
      ))}
      {others
        .filter(({ line }) => line === 'microphone')
        .map((source) => (
          <Sound
            key={source.party}
            stream={source.stream}
            party={source.party}
            speaker={own.chosen.speaker}
            volume={volumes[volume]}
            silent={covered}
          />
        ))}
      {own.tracks.camera !== null && <OwnPicture track={own.tracks.camera} label={withoutRuby(t.call.own)} />}
    </div>
  );
}

/** The one thing of line and devices that the resident should know now, in words. */
function LineState({ view, media }: { readonly view: CallView; readonly media: CallMedia }) {
  const booth = useBooth();
  const { fitness } = useBoothState();
  const { speaking } = useStore(useAloud());
  const { problems } = useStore(booth.media);
  const t = useWords();
  const { unplugged, unusable } = t.call.devices;
  const broken = view.state === 'reconnecting' || media.link.is === 'shaky' || media.lost.length > 0;
  const words =
    (broken && t.call.reconnecting) ||
    missing(problems.microphone, unplugged.microphone, unusable.microphone) ||
    (problems.speaker && unplugged.speaker) ||
    (fitness.microphone === 'silent' && t.call.silent) ||
    missing(problems.camera, unplugged.camera, unusable.camera) ||
    (media.quality.level === 'poor' && t.call.poor) ||
    null;
  return (
    <div className="line-state" aria-live="polite">
      {speaking && (
        <Notice icon="speaker">
          <Words>{t.aloud.paused}</Words>
        </Notice>
      )}
      {!speaking && words !== null && (
        <Notice kind="act">
          <Words>{words}</Words>
        </Notice>
      )}
    </div>
  );
}

/** What a device that does not work means for the talk; it goes on by what is left. */
function missing(
  problem: DeviceProblem | undefined,
  unplugged: string,
  unusable: string,
): string | undefined {
  return problem === 'unplugged' ? unplugged : problem && unusable;
}

function Controls({
  view,
  isAlone,
  writing,
  onWrite,
  onForm,
}: {
  readonly view: CallView;
  /** Nothing beside the officer: there is room for the volume. */
  readonly isAlone: boolean;
  readonly writing: boolean;
  readonly onWrite: (writing: boolean) => void;
  readonly onForm: (show: boolean) => void;
}) {
  const booth = useBooth();
  const { form } = useBoothState();
  const { muted } = useStore(booth.media);
  const t = useWords();
  const formShown = !writing && (form.is === 'opening' || (form.is === 'open' && form.shown));
  return (
    <div className="controls">
      <ToggleButton size="large" isSelected={muted} onChange={booth.media.mute}>
        <Icon name={muted ? 'microphoneOff' : 'microphone'} />
        <Words>{muted ? t.call.unmute : t.call.mute}</Words>
      </ToggleButton>
      <ToggleButton size="large" isSelected={writing} onChange={onWrite}>
        <Icon name="note" />
        <Words>{writing ? t.call.closeNotes : t.call.notes}</Words>
      </ToggleButton>
      {view.form !== null && (
        <ToggleButton size="large" isSelected={formShown} onChange={onForm}>
          <Icon name="form" />
          <Words>{formShown ? t.call.closeForm : t.call.form}</Words>
        </ToggleButton>
      )}
      {isAlone && <Volume />}
    </div>
  );
}

/** The form is fetched, or could not be. */
function Opening() {
  const booth = useBooth();
  const { form } = useBoothState();
  const t = useWords();
  if (form.is === 'unavailable') {
    return (
      <Notice kind="harm" live="now">
        <p>
          <Words>{t.form.unavailable}</Words>
        </p>
        <Button size="main" onPress={() => void booth.openForm(form.form)}>
          <Words>{t.form.again}</Words>
        </Button>
      </Notice>
    );
  }
  return (
    <p role="status">
      <Words>{t.form.loading}</Words>
    </p>
  );
}
