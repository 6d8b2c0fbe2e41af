import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { Answered, Language, Question, Tree, Words } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { languageTag, useText } from '../../i18n/language';
import type { Answers } from '../../trees/trees';
import { Button, ToggleButton } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Ruby } from '../../ui/Ruby';
import { publicationPagesText } from './page-text';
import type { DraftRules } from './rules';

/** A walk through a draft's tree, one question after the other. */
export function TryWalk({
  tree,
  rules,
  day,
  language,
  children,
}: {
  readonly tree: Tree;
  readonly rules: DraftRules;
  readonly day: string;
  readonly language: Language;
  /** What is said at the end. */
  readonly children: (answers: Answers) => ReactNode;
}) {
  const text = useText(publicationPagesText);
  const [answers, setAnswers] = useState<Answers>({});
  const walk = rules.step(tree, answers, day);
  const say = (words: Words) => <Ruby>{inLanguage(words, language)}</Ruby>;
  const back = () => {
    const last = walk.answered.at(-1);
    if (last === undefined) return;
    const { [last.question]: _, ...others } = answers;
    setAnswers(others);
  };
  return (
    <section className="try-walk" aria-label={text.booth}>
      <div className="try-booth" lang={languageTag(language)}>
        {walk.is === 'ask' ? (
          <>
            <p className="quiet">{text.left(String(walk.left))}</p>
            <h3 aria-live="polite">{say(walk.question.ask)}</h3>
            {walk.question.help !== null && <p>{say(walk.question.help)}</p>}
            {walk.refused !== null && (
              <Notice kind="harm" live="now">
                {say(walk.refused.words)}
              </Notice>
            )}
            <Ask
              key={walk.question.id}
              question={walk.question}
              language={language}
              onAnswer={(answer) => setAnswers({ ...answers, [walk.question.id]: answer })}
            />
          </>
        ) : (
          <div aria-live="polite">
            <p className="quiet">{text.end}</p>
            {children(answers)}
          </div>
        )}
      </div>
      <div className="try-side">
        <div className="acts">
          <Button isDisabled={walk.answered.length === 0} onPress={back}>
            <Icon name="back" />
            {text.stepBack}
          </Button>
          <Button isDisabled={Object.keys(answers).length === 0} onPress={() => setAnswers({})}>
            {text.restart}
          </Button>
        </div>
        {walk.answered.length > 0 && <SoFar answered={walk.answered} language={language} />}
      </div>
    </section>
  );
}

function SoFar({
  answered,
  language,
}: {
  readonly answered: readonly Answered[];
  readonly language: Language;
}) {
  const text = useText(publicationPagesText);
  return (
    <>
      <h3>{text.answeredSoFar}</h3>
      <dl lang={languageTag(language)}>
        {answered.map(({ question, ask, words }) => (
          <div key={question}>
            <dt>
              <Ruby>{inLanguage(ask, language)}</Ruby>
            </dt>
            <dd>
              <Ruby>{inLanguage(words, language)}</Ruby>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Ask({
  question: { kind },
  language,
  onAnswer,
}: {
  readonly question: Question;
  readonly language: Language;
  readonly onAnswer: (answer: string | string[]) => void;
}) {
  const text = useText(publicationPagesText);
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState<readonly string[]>([]);
  const say = (words: Words) => <Ruby>{inLanguage(words, language)}</Ruby>;
  if (kind.type === 'choice') {
    return (
      <div className="try-choices">
        {kind.choices.map(({ id, label }) => (
          <Button key={id} size="large" onPress={() => onAnswer(id)}>
            {say(label)}
          </Button>
        ))}
      </div>
    );
  }
  if (kind.type === 'several') {
    const toggle = (id: string, isMarked: boolean) =>
      setMarked(isMarked ? [...marked, id] : marked.filter((one) => one !== id));
    return (
      <div className="try-choices">
        {kind.choices.map(({ id, label }) => (
          <ToggleButton
            key={id}
            size="large"
            isSelected={marked.includes(id)}
            onChange={(isMarked) => toggle(id, isMarked)}
          >
            {marked.includes(id) && <Icon name="done" />}
            {say(label)}
          </ToggleButton>
        ))}
        <Button size="large" onPress={() => onAnswer([kind.none.id])}>
          {say(kind.none.label)}
        </Button>
        <Button
          kind="primary"
          size="large"
          isDisabled={marked.length === 0}
          onPress={() => onAnswer([...marked])}
        >
          {text.next}
        </Button>
      </div>
    );
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAnswer(typed);
  };
  const isDay = kind.type === 'date' || kind.type === 'birth-date';
  return (
    <form className="try-choices" onSubmit={submit}>
      <TextField
        label={
          kind.type === 'number' ? say(kind.unit) : <span className="visually-hidden">{text.typed}</span>
        }
        {...(isDay ? { type: 'date' } : { inputMode: 'numeric' as const })}
        autoComplete="off"
        value={typed}
        onChange={setTyped}
      />
      <Button kind="primary" size="large" type="submit">
        {text.next}
      </Button>
    </form>
  );
}
