import { Button as AriaButton } from 'react-aria-components';
import { screeningText } from '../../features/screening/text';
import { answeredOf, questionOf } from '../../features/screening/walk';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { ReadQuestion } from '../aloud/ReadQuestion';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { About } from '../screens/About';
import { useBooth, useWords } from '../useBooth';
import type { Visit } from '../visit';

/** 事前確認: one question, each answer a button that leads on. */
export function QuestionScreen({ visit }: { readonly visit: Visit & { at: 'screening' } }) {
  const booth = useBooth();
  const words = useWords();
  const t = useText(screeningText);
  const { language } = useLanguage();
  const { walk, subject, because } = visit;
  const asking = questionOf(walk);
  const { is } = walk.now;
  const help = asking?.question.help == null ? [] : [inLanguage(asking.question.help, language)];
  const choices =
    asking?.question.kind.type === 'choice'
      ? asking.question.kind.choices.map(({ id, label }) => ({ id, words: inLanguage(label, language) }))
      : [];
  const note = visit.wants.is === 'ring' ? t.nothing : t.kept;
  const spoken = choices.map((choice, at) => words.aloud.option(at + 1, choice.words));
  return (
    <Screen
      onBack={() => booth.tell({ type: 'back' })}
      rail={
        is === 'failed' && (
          <Button kind="primary" size="main" onPress={booth.screening.again}>
            <Icon name="again" />
            <Words>{t.again}</Words>
          </Button>
        )
      }
    >
      <div className="screening">
        <About subject={subject} />
        {asking === null ? (
          <Waiting failed={is === 'failed'} />
        ) : (
          <>
            <p className="left">
              <Words>{t.left(asking.left)}</Words>
            </p>
            <div className="asked">
              <Heading aloud={[...help, ...spoken]}>{inLanguage(asking.question.ask, language)}</Heading>
              <ReadQuestion />
            </div>
            {help.map((sentence) => (
              <p key={sentence}>
                <Words>{sentence}</Words>
              </p>
            ))}
            {asking.renewed && (
              <Notice kind="act" live="polite">
                <Words>{t.renewed}</Words>
              </Notice>
            )}
            <ul className="replies">
              {choices.map((choice) => (
                <li key={choice.id}>
                  <AriaButton
                    className="reply"
                    data-chosen={walk.earlier[asking.question.id] === choice.id || undefined}
                    isDisabled={is !== 'ask'}
                    onPress={() => booth.screening.choose(choice.id)}
                  >
                    <Words>{choice.words}</Words>
                    {walk.earlier[asking.question.id] === choice.id && (
                      <span className="before">
                        <Icon name="done" />
                        <Words>{t.chosen}</Words>
                      </span>
                    )}
                  </AriaButton>
                </li>
              ))}
            </ul>
            <p role="status">{is === 'waiting' && <Words>{t.asking}</Words>}</p>
            {is === 'failed' && (
              <Notice kind="harm" live="now">
                <Words>{t.failed}</Words>
              </Notice>
            )}
            <p className="note">
              <Icon name="lock" />
              <Words>{note}</Words>
            </p>
          </>
        )}
        {because !== null && <SoFar visit={visit} because={because} />}
      </div>
    </Screen>
  );
}

/** Why it is asked again, and what was answered. */
function SoFar({
  visit: { walk },
  because,
}: {
  readonly visit: Visit & { at: 'screening' };
  readonly because: NonNullable<(Visit & { at: 'screening' })['because']>;
}) {
  const t = useText(screeningText);
  const { language } = useLanguage();
  const answered = answeredOf(walk);
  return (
    <>
      <Notice kind="act" live="now">
        <Words>{t.because[because]}</Words>
      </Notice>
      {answered.length > 0 && (
        <dl className="so-far" aria-label={t.answered}>
          {answered.map(({ question, ask, words }) => (
            <div key={question}>
              <dt>
                <Words>{inLanguage(ask, language)}</Words>
              </dt>
              <dd>
                <Words>{inLanguage(words, language)}</Words>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** The office is asked, which is over before it could be read aloud, or did not answer. */
function Waiting({ failed }: { readonly failed: boolean }) {
  const t = useText(screeningText);
  return failed ? <Heading aloud={[]}>{t.failed}</Heading> : <Heading>{t.asking}</Heading>;
}
