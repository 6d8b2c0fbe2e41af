import type { Notice } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { Languages } from '../frame/TopBar';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { closedBy, noticeWords, readable } from './notice';

export function Start() {
  const booth = useBooth();
  const { info } = useBoothState();
  const t = useWords();
  const closed = info === null ? null : closedBy(info);
  return (
    <Screen
      corners={false}
      corner={
        <Button size="large" onPress={() => booth.tell({ type: 'test' })}>
          <Icon name="settings" />
          <Words>{booth.isFresh() ? t.start.testToday : t.start.test}</Words>
        </Button>
      }
      rail={
        <>
          <div className="lesser">
            <Button size="main" onPress={() => booth.tell({ type: 'arrive' })}>
              <Words>{t.start.booked}</Words>
            </Button>
            <Button size="main" onPress={() => booth.tell({ type: 'practise' })}>
              <Words>{t.start.practise}</Words>
            </Button>
          </div>
          <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'begin' })}>
            <Words>{closed === null ? t.start.begin : t.start.closed.begin}</Words>
            <Icon name="forward" />
          </Button>
        </>
      }
    >
      <div className="poster">
        <p className="office">
          {info?.municipality} {info?.ward_name}
        </p>
        <p className="service">
          <Words>{t.service}</Words>
        </p>
        {closed === null ? <Open /> : <Closed notice={closed} />}
      </div>
    </Screen>
  );
}

function Open() {
  const t = useWords();
  return (
    <>
      <Heading aloud={[t.start.free, t.start.how]}>{t.start.title}</Heading>
      <p>
        <Words>{t.start.free}</Words>
      </p>
      <div className="big-languages">
        <Languages />
      </div>
      <p className="how">
        <Words>{t.start.how}</Words>
      </p>
    </>
  );
}

/** 臨時休止: why, until when, what instead. */
function Closed({ notice }: { readonly notice: Notice }) {
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  const sentences = [...noticeWords(t, notice), { words: t.start.closed.still }];
  return (
    <>
      <Heading aloud={readable(sentences, language)}>{t.start.closed.title}</Heading>
      <div className="closed">
        {sentences.map(({ words, lang }) => (
          <p key={words} lang={lang}>
            <Words>{words}</Words>
          </p>
        ))}
      </div>
      <Telephone label={t.down.telephone(info?.ward_name ?? '')} />
    </>
  );
}
