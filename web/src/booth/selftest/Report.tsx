import { useEffect, useState } from 'react';
import { useText } from '../../i18n/language';
import type { LocalState } from '../../rtc/media';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { useBooth, useBoothState } from '../useBooth';
import { type Answers, lampsOf, lineOf, questions } from './selftest';
import { texts } from './texts';

/** What was found, in words, and what to do about it. Staff of the ward see it with their devices. */
export function Report({
  answers,
  problems,
  onAgain,
}: {
  readonly answers: Answers;
  readonly problems: LocalState['problems'];
  readonly onAgain: () => void;
}) {
  const booth = useBooth();
  const { signal } = useBoothState();
  const t = useText(texts).report;
  const told = useTold(answers, problems);
  const link = signal?.snapshot().link ?? null;
  const line = lineOf(link, booth.report?.by === 'program');
  const isGood = line.tcp && questions.every((question) => answers[question]);
  return (
    <Screen
      corners={false}
      rail={
        <>
          <Button size="main" onPress={onAgain}>
            <Icon name="again" />
            <Words>{t.again}</Words>
          </Button>
          <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'back' })}>
            <Words>{t.done}</Words>
          </Button>
        </>
      }
    >
      <Heading aloud={[]}>{isGood ? t.good : t.bad}</Heading>
      <div className="selftest-report">
        <ul>
          {questions.map((question) => (
            <Row
              key={question}
              icon={answers[question] ? 'done' : 'error'}
              found={t.row(t.parts[question], answers[question] ? t.works : t.fails)}
              todo={answers[question] ? null : t.todo[question]}
            />
          ))}
          <Row
            icon={line.tcp ? 'done' : 'error'}
            found={t.row(t.tcp, line.tcp ? t.connected : t.disconnected)}
            todo={null}
          />
          <Row icon="info" found={t.row(t.udp, t[line.udp])} todo={null} />
        </ul>
        <div className="after">
          <p role="status">{told !== null && <Words>{told ? t.told : t.notTold}</Words>}</p>
          {!isGood && <Telephone label={t.telephone} />}
        </div>
      </div>
    </Screen>
  );
}

function Row({
  icon,
  found,
  todo,
}: {
  readonly icon: IconName;
  readonly found: string;
  readonly todo: string | null;
}) {
  return (
    <li data-found={icon}>
      <Icon name={icon} />
      <div>
        <p className="found">
          <Words>{found}</Words>
        </p>
        {todo !== null && (
          <p>
            <Words>{todo}</Words>
          </p>
        )}
      </div>
    </li>
  );
}

/** Tells staff how the parts were found. Null until it is known whether that arrived. */
function useTold(answers: Answers, problems: LocalState['problems']): boolean | null {
  const { report } = useBooth();
  const [told, setTold] = useState<boolean | null>(report === null ? false : null);
  useEffect(() => {
    void report?.tell(lampsOf(answers, problems)).then(setTold);
  }, [report, answers, problems]);
  return told;
}
