import { useEffect, useState } from 'react';
import './selftest.css';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Points } from '../frame/Points';
import { Screen } from '../frame/Screen';
import { useBooth } from '../useBooth';
import { QuestionScreen } from './Question';
import { Report } from './Report';
import { answer, back, before, start, type SelfTest as Test } from './selftest';
import { texts } from './texts';

/** 点検 by a person: camera, microphone and loudspeaker, in three plain questions. */
export default function SelfTest() {
  const booth = useBooth();
  const { problems } = useStore(booth.media);
  const t = useText(texts);
  const [test, setTest] = useState<Test>(before);
  useEffect(() => booth.media.close, [booth]);
  const begin = () => {
    void booth.media.open();
    setTest(start());
  };
  const goBack = () => {
    const earlier = back(test);
    if (earlier.at === 'before') booth.media.close();
    setTest(earlier);
  };
  const give = (yes: boolean) => {
    const next = answer(test, yes);
    if (next.at === 'report') booth.media.close();
    setTest(next);
  };
  switch (test.at) {
    case 'before':
      return (
        <Screen
          corners={false}
          onBack={() => booth.tell({ type: 'back' })}
          rail={
            <Button kind="primary" size="main" onPress={begin}>
              <Words>{t.start}</Words>
              <Icon name="forward" />
            </Button>
          }
        >
          <div className="message">
            <Heading aloud={[t.how, t.privacy]}>{t.title}</Heading>
            <p>
              <Words>{t.how}</Words>
            </p>
            <Points points={[['lock', t.privacy]]} />
          </div>
        </Screen>
      );
    case 'question':
      return <QuestionScreen question={test.question} onAnswer={give} onBack={goBack} />;
    case 'report':
      return <Report answers={test.answers} problems={problems} onAgain={begin} />;
  }
}
