import { type ReactNode, useEffect, useState } from 'react';
import { guideText } from '../../features/guide/text';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { CallClient } from '../../rtc/call';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { FieldCovered } from '../cover/Covered';
import { useFormPanel } from '../form/FormPanel';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Suggested, useGuidePanel } from '../guide/GuidePanel';
import { HearingPanel } from '../hearing/HearingPanel';
import { hearingText } from '../hearing/text';
import { Consent } from '../stage/Consent';
import { StageWaits, useStagePanel } from '../stage/StagePanel';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { CompanionPanel } from './CompanionPanel';
import { Company } from './Company';
import { HandoverNotice } from './HandoverNotice';
import { talksWith } from './handover';
import { LineState } from './LineState';
import { NotesPanel } from './NotesPanel';
import { Stage } from './Stage';
import { Volume } from './Volume';

/** What the resident opened beside the officer; it goes before form and stage. */
type Beside = 'notes' | 'companions' | 'hearing';

/** The officer as large as the form beside them allows. */
export function Call({ view, call }: { readonly view: CallView; readonly call: CallClient }) {
  const booth = useBooth();
  const { form, guided, notes, privacy, signal, together, writesFirst } = useBoothState();
  const media = useStore(call);
  const t = useWords();
  const [beside, setBeside] = useState<Beside | null>(writesFirst === null ? null : 'notes');
  // A note from the office opens them: nobody at a booth looks for what has come.
  const theirs = notes.filter(({ by }) => by !== 'me').length;
  useEffect(() => {
    if (theirs > 0) setBeside('notes');
  }, [theirs]);
  const shown = form.is === 'open' && form.shown ? form.form : null;
  const panel = useFormPanel(shown);
  const guide = useGuidePanel(guided, () => booth.guide.show(false));
  const besides = guided.shown ? guide : panel;
  const stage = useStagePanel(together);
  const ours = besideOf(beside, view, signal);
  const side =
    ours ??
    stage ??
    besides?.middle ??
    (guided.shown || form.is === 'closed' || form.is === 'open' ? null : <Opening />);
  const ways = stage === null ? besides : null;
  return (
    <Screen
      onBack={ours === null ? ways?.onBack : () => setBeside(null)}
      rail={ours === null ? ways?.rail : null}
    >
      <div className="call" data-split={side !== null || undefined}>
        <section className="talk" aria-label={withoutRuby(t.call.title(talksWith(view)))}>
          {side === null && (
            <Heading>
              {view.held_since === null ? t.call.title(talksWith(view)) : t.call.held.heading}
            </Heading>
          )}
          {privacy.is === 'off' || view.held_since !== null ? (
            <Stage view={view} media={media} />
          ) : (
            <FieldCovered privacy={privacy} view={view} call={call} />
          )}
          <Company view={view} />
          <HandoverNotice view={view} />
          <Suggested guide={guided.suggested} onOpen={() => setBeside(null)} />
          <LineState view={view} call={call} media={media} />
          {ours !== null && stage !== null && <StageWaits />}
          <Controls
            view={view}
            isAlone={side === null}
            beside={beside}
            onBeside={setBeside}
            onForm={(show) => {
              setBeside(null);
              booth.guide.show(false);
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

function Controls({
  view,
  isAlone,
  beside,
  onBeside,
  onForm,
}: {
  readonly view: CallView;
  /** Nothing beside the officer: there is room for what is wanted seldom. */
  readonly isAlone: boolean;
  readonly beside: Beside | null;
  readonly onBeside: (beside: Beside | null) => void;
  readonly onForm: (show: boolean) => void;
}) {
  const booth = useBooth();
  const { form, guided } = useBoothState();
  const { muted } = useStore(booth.media);
  const { way } = useStore(booth.hearing);
  const heard = useText(hearingText);
  const t = useWords();
  const guideWords = useText(guideText);
  const guideShown = beside === null && guided.shown;
  const writing = beside === 'notes';
  const formShown =
    beside === null && !guided.shown && (form.is === 'opening' || (form.is === 'open' && form.shown));
  return (
    <div className="controls">
      <ToggleButton size="large" isSelected={muted} onChange={booth.media.mute}>
        <Icon name={muted ? 'microphoneOff' : 'microphone'} />
        <Words>{muted ? t.call.unmute : t.call.mute}</Words>
      </ToggleButton>
      <ToggleButton size="large" isSelected={writing} onChange={(on) => onBeside(on ? 'notes' : null)}>
        <Icon name="note" />
        <Words>{writing ? t.call.closeNotes : t.call.notes}</Words>
      </ToggleButton>
      {view.form !== null && (
        <ToggleButton size="large" isSelected={formShown} onChange={onForm}>
          <Icon name="form" />
          <Words>{formShown ? t.call.closeForm : t.call.form}</Words>
        </ToggleButton>
      )}
      {guided.offered && (
        <ToggleButton
          size="large"
          isSelected={guideShown}
          onChange={(on) => {
            onBeside(null);
            if (on) booth.guide.open();
            else booth.guide.show(false);
          }}
        >
          <Icon name="help" />
          <Words>{guideWords.title}</Words>
        </ToggleButton>
      )}
      {isAlone && (
        <>
          <Button size="large" onPress={() => onBeside('companions')}>
            <Icon name="people" />
            <Words>{t.call.companions.title}</Words>
          </Button>
          <Button size="large" onPress={() => onBeside('hearing')}>
            <Icon name="hearing" />
            <Words>{`${heard.name}: ${heard.way[way]}`}</Words>
          </Button>
          {way === 'open' && <Volume />}
        </>
      )}
    </div>
  );
}

function besideOf(beside: Beside | null, view: CallView, signal: SignalClient | null): ReactNode {
  if (beside === 'notes') return <NotesPanel view={view} />;
  if (beside === 'hearing') return <HearingPanel />;
  return beside !== null && signal !== null ? <CompanionPanel view={view} signal={signal} /> : null;
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
