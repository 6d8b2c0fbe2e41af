import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { useAloud, useCanRead, useScript } from '../aloud/useAloud';
import { NotesPanel } from '../call/NotesPanel';
import { Volume } from '../call/Volume';
import { chime } from '../chime';
import { useFormPanel } from '../form/FormPanel';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useSettings, volumes } from '../frame/settings';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { practiceForm } from './form';
import { Officer } from './Officer';
import { stepOf } from './practice';
import type { Round } from './round';
import { script } from './script';
import { texts } from './texts';

/** The officer who is drawn, as large as what is beside allows, and what they say as text. */
export function Lesson({
  round,
  view,
  onAgain,
}: {
  readonly round: Round;
  readonly view: CallView;
  readonly onAgain: () => void;
}) {
  const booth = useBooth();
  const { form } = useBoothState();
  const practice = useStore(round);
  const { speaking } = useStore(useAloud());
  const t = useText(texts);
  const [writing, setWriting] = useState(false);
  const step = stepOf(practice);
  const shown = form.is === 'open' && form.shown ? form.form : null;
  const panel = useFormPanel(shown);
  const finished = shown?.place.at === 'check';
  const side = writing ? <NotesPanel view={view} /> : panel?.middle;
  useVoice();
  useSample(round);
  useCorrespondence(round, step.id === 'note', practice.tried === 'done');
  // The next step begins with the officer alone, or with its form.
  useEffect(() => {
    if (step.id !== 'note') setWriting(false);
  }, [step.id]);
  const rail = finished ? (
    <Button kind="primary" size="main" onPress={() => booth.showForm(false)}>
      <Words>{t.checked}</Words>
    </Button>
  ) : (
    panel?.rail
  );
  return (
    <Screen onBack={writing ? () => setWriting(false) : panel?.onBack} rail={writing ? null : rail}>
      <div className="call lesson" data-split={side !== undefined || undefined}>
        <section className="talk" aria-label={withoutRuby(t.title)}>
          {side === undefined && <Heading>{t.title}</Heading>}
          <div className="stage">
            <Officer pose={step.pose} speaking={speaking} label={withoutRuby(t.officer)} />
          </div>
          <Caption round={round} isAlone={side === undefined} onAgain={onAgain} />
          <div className="controls">
            <ToggleButton size="large" isSelected={writing} onChange={setWriting}>
              <Icon name="note" />
              <CallWords of={writing ? 'closeNotes' : 'notes'} />
            </ToggleButton>
            <ToggleButton
              size="large"
              isSelected={!writing && shown !== null}
              onChange={(show) => {
                setWriting(false);
                if (show) void booth.openForm(practiceForm.id);
                else booth.showForm(false);
              }}
            >
              <Icon name="form" />
              <CallWords of={!writing && shown !== null ? 'closeForm' : 'form'} />
            </ToggleButton>
            {side === undefined && <Volume />}
          </div>
        </section>
        {side !== undefined && (
          <div className="side">
            {finished && !writing && (
              <Notice live="polite">
                <Words>{t.check}</Words>
              </Notice>
            )}
            {side}
          </div>
        )}
      </div>
    </Screen>
  );
}

/** What the officer says, and the way through the script. */
function Caption({
  round,
  isAlone,
  onAgain,
}: {
  readonly round: Round;
  /** Nothing beside the officer: there is room for the main button. */
  readonly isAlone: boolean;
  readonly onAgain: () => void;
}) {
  const practice = useStore(round);
  const canRead = useCanRead();
  const t = useText(texts);
  const [times, setTimes] = useState(0);
  const step = stepOf(practice);
  const done = practice.tried === 'done';
  const words = done && step.task !== null ? t.done[step.task] : t.says[step.id];
  const isLast = practice.at + 1 === script.length;
  return (
    <div className="caption" data-done={done || undefined}>
      <p className="step">{t.step(practice.at + 1, script.length)}</p>
      <p className="says" role="status">
        <Words>{words}</Words>
      </p>
      <Speech key={`${words}${times}`} words={words} />
      <div className="acts">
        {practice.at > 0 && (
          <Button size="large" onPress={round.back}>
            <Words>{t.back}</Words>
          </Button>
        )}
        {canRead && (
          <Button size="large" onPress={() => setTimes(times + 1)}>
            <Icon name="speaker" />
            <Words>{t.repeat}</Words>
          </Button>
        )}
        {isLast ? (
          <Button size={isAlone ? 'main' : 'large'} onPress={onAgain}>
            <Icon name="again" />
            <Words>{t.restart}</Words>
          </Button>
        ) : (
          <Button
            size={isAlone ? 'main' : 'large'}
            kind={done || step.task === null ? 'primary' : 'plain'}
            onPress={round.next}
          >
            <Words>{done || step.task === null ? t.next : t.skip}</Words>
            <Icon name="forward" />
          </Button>
        )}
      </div>
    </div>
  );
}

/** Said once, for as long as it is mounted. */
function Speech({ words }: { readonly words: string }): ReactNode {
  useScript([words], false);
  return null;
}

function CallWords({ of }: { readonly of: 'notes' | 'closeNotes' | 'form' | 'closeForm' }) {
  const t = useWords();
  return <Words>{t.call[of]}</Words>;
}

/** An officer speaks: where the booth can read aloud, it does so from here on, until somebody switches it off. */
function useVoice(): void {
  const aloud = useAloud();
  const canRead = useCanRead();
  useEffect(() => {
    if (canRead) aloud.turn(true);
  }, [aloud, canRead]);
}

/** The chosen loudness is heard at once. */
function useSample(round: Round): void {
  const { volume } = useSettings();
  const heard = useRef(volume);
  useEffect(() => {
    if (heard.current === volume) return;
    heard.current = volume;
    chime(round.speaker(), volumes[volume]);
  }, [round, volume]);
}

/** 筆談 from the officer's side. */
function useCorrespondence(round: Round, asks: boolean, answered: boolean): void {
  const { ask, reply } = useText(texts).note;
  useEffect(() => {
    if (asks) round.write('ask', withoutRuby(ask));
    if (asks && answered) round.write('reply', withoutRuby(reply));
  }, [round, asks, answered, ask, reply]);
}
