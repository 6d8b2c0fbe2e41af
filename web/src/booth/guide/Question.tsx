import type { KeyboardEvent, ReactNode } from 'react';
import { guideText } from '../../features/guide/text';
import * as walks from '../../features/guide/walk';
import type { Question as Asked, Choice, GuidePoint } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Checks } from '../../ui/Checks';
import { Radios } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { ReadQuestion } from '../aloud/ReadQuestion';
import { DateField } from '../form/DateField';
import { NumberPad } from '../form/Pad';
import { Heading } from '../frame/Heading';
import { useBooth, useBoothState, useWord, useWords } from '../useBooth';

/** One question of a guide, with what fits it: large choices, a pad, or a day by its era. */
export function Question({
  walk,
  question,
  pointed,
}: {
  readonly walk: walks.Walking;
  readonly question: Asked;
  readonly pointed: GuidePoint | null;
}) {
  const { visit } = useBoothState();
  const t = useText(guideText);
  const booth = useWords();
  const word = useWord();
  const { now, of } = walks.progress(walk);
  const { askedAgain } = walk;
  const again = askedAgain?.includes(question.id) ?? false;
  const several = question.kind.type === 'several';
  const options = choicesOf(question).map(({ label }, at) => booth.aloud.option(at + 1, word(label)));
  const help = [...(several ? [t.several] : []), ...(question.help === null ? [] : [word(question.help)])];
  return (
    <div className="question guide-question">
      <p className="step">
        <Words>{word(walk.rules.guide.tree.title)}</Words>
        <span>{withoutRuby(t.step(now, of))}</span>
      </p>
      {askedAgain !== null && (
        <Notice kind="act" live="polite">
          <Words>{again ? t.askedAgain : t.renewed}</Words>
        </Notice>
      )}
      <div className="asked">
        <Heading aloud={[...help, ...options]} onRequest={visit.at === 'call'}>
          {word(question.ask)}
        </Heading>
        <ReadQuestion />
      </div>
      {help.map((words) => (
        <p key={words} className="help">
          <Words>{words}</Words>
        </p>
      ))}
      <Answer walk={walk} question={question} pointed={pointed} />
    </div>
  );
}

function choicesOf({ kind }: Asked): readonly Choice[] {
  if (kind.type === 'several') return [...kind.choices, kind.none];
  return kind.type === 'choice' ? kind.choices : [];
}

function Answer({
  walk,
  question,
  pointed,
}: {
  readonly walk: walks.Walking;
  readonly question: Asked;
  readonly pointed: GuidePoint | null;
}) {
  const { guide } = useBooth();
  const t = useText(guideText);
  const word = useWord();
  const typed = typeof walk.typed === 'string' ? walk.typed : '';
  const onType = (typed: string) => guide.act((walk) => walks.type(walk, typed));
  const label = withoutRuby(word(question.ask));
  const problem: ReactNode =
    walk.refused === null ? undefined : (
      <Words>{walk.refused === 'empty' ? t.empty : word(walk.refused)}</Words>
    );
  const wrong = problem === undefined ? {} : { problem };
  const hidden = <span className="visually-hidden">{label}</span>;
  const options = choicesOf(question).map((choice) => ({
    key: choice.id,
    words: <Choosable choice={choice} pointed={pointed} />,
  }));
  const { kind } = question;
  if (kind.type === 'choice')
    return (
      <Radios
        label={hidden}
        options={options}
        value={typed === '' ? null : typed}
        onChange={onType}
        {...wrong}
      />
    );
  if (kind.type === 'several') {
    const chosen = walks.chosenOf(walk);
    const onChange = (ids: readonly string[]) => {
      const id = ids.find((id) => !chosen.includes(id)) ?? chosen.find((id) => !ids.includes(id));
      if (id !== undefined) guide.act((walk) => walks.toggle(walk, id));
    };
    return <Checks label={hidden} options={options} value={chosen} onChange={onChange} {...wrong} />;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also confirms a word in an input method: only a plain one goes on.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) guide.act(walks.next);
  };
  const id = 'guide-problem';
  const described = problem === undefined ? {} : { 'aria-describedby': id, 'aria-invalid': true };
  const said = problem !== undefined && (
    <p id={id} className="problem" role="alert">
      <Icon name="error" />
      <span>{problem}</span>
    </p>
  );
  if (kind.type === 'date' || kind.type === 'birth-date') {
    return (
      <>
        {said}
        <DateField typed={typed} onType={onType} onKeyDown={onKeyDown} described={described} pad />
      </>
    );
  }
  return (
    <>
      {said}
      <p className="measured">
        <input
          className="line"
          aria-label={label}
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKeyDown}
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          {...described}
        />
        {kind.type === 'number' && <Words>{word(kind.unit)}</Words>}
      </p>
      <NumberPad value={typed} onChange={onType} />
    </>
  );
}

function Choosable({ choice, pointed }: { readonly choice: Choice; readonly pointed: GuidePoint | null }) {
  const word = useWord();
  const isPointed = pointed !== null && 'choice' in pointed && pointed.choice === choice.id;
  return (
    <>
      <Words>{word(choice.label)}</Words>
      {isPointed && <Pointed />}
    </>
  );
}

/** What an officer points at, beside it. */
export function Pointed() {
  const t = useText(guideText);
  return (
    <span className="tag pointed" role="status">
      <Icon name="highlight" />
      <Words>{t.pointed}</Words>
    </span>
  );
}
