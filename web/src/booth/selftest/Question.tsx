import { useState } from 'react';
import { useText } from '../../i18n/language';
import { LevelBar } from '../../rtc/LevelBar';
import type { LocalState } from '../../rtc/media';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { OwnPicture } from '../call/Party';
import { chime } from '../chime';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth } from '../useBooth';
import { type Question, questions } from './selftest';
import { texts } from './texts';

export function QuestionScreen({
  question,
  onAnswer,
  onBack,
}: {
  readonly question: Question;
  readonly onAnswer: (yes: boolean) => void;
  readonly onBack: () => void;
}) {
  const t = useText(texts);
  const { chosen } = useStore(useBooth().media);
  const [played, setPlayed] = useState(false);
  const play = () => {
    chime(chosen.speaker);
    setPlayed(true);
  };
  const canAnswer = question !== 'speaker' || played;
  return (
    <Screen
      corners={false}
      onBack={onBack}
      rail={
        <>
          <Button size="main" isDisabled={!canAnswer} onPress={() => onAnswer(false)}>
            <Words>{t.no}</Words>
          </Button>
          <Button kind="primary" size="main" isDisabled={!canAnswer} onPress={() => onAnswer(true)}>
            <Words>{t.yes}</Words>
          </Button>
        </>
      }
    >
      <p className="selftest-step">
        <Words>{t.step(questions.indexOf(question) + 1, questions.length)}</Words>
      </p>
      <Heading aloud={[t.hints[question]]}>{t.ask[question]}</Heading>
      <p>
        <Words>{t.hints[question]}</Words>
      </p>
      <div className="selftest">
        {question === 'speaker' ? (
          <Button size="main" onPress={play}>
            <Icon name="speaker" />
            <Words>{played ? t.playAgain : t.play}</Words>
          </Button>
        ) : (
          <Sense question={question} />
        )}
      </div>
    </Screen>
  );
}

/** What camera or microphone give, or that they give nothing. */
function Sense({ question }: { readonly question: 'camera' | 'microphone' }) {
  const { tracks, problems }: LocalState = useStore(useBooth().media);
  const t = useText(texts);
  const track = tracks[question];
  if (track === null && problems[question] === undefined)
    return (
      <p role="status">
        <Words>{t.opening}</Words>
      </p>
    );
  if (track === null)
    return (
      <Notice kind="act" live="polite">
        <Words>{t.missing[question]}</Words>
      </Notice>
    );
  if (question === 'camera') return <OwnPicture track={track} label={withoutRuby(t.preview)} />;
  return (
    <>
      <Icon name="microphone" />
      <LevelBar track={track} label={withoutRuby(t.level)} />
    </>
  );
}
