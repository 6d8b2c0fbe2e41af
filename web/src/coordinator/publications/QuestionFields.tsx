import { useState } from 'react';
import type { Choice as ChoiceOf, Question, QuestionKind, Screening } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { half } from '../../i18n/widths';
import { Choice, TextField } from '../../ui/Field';
import { useServices } from '../services';
import { at, insert, isGuide, put, sharedBy } from './edit';
import { told, useEditing } from './editing';
import { AddAt, DateAt, FlawAt, NumberAt, OptionalWords, RowActs, TargetAt, WordsAt } from './fields';
import { namesText } from './names';
import { asKind, firstTarget, noWords } from './templates';
import { publicationsText } from './text';

const KINDS = ['choice', 'several', 'birth-date', 'date', 'number', 'postcode'] as const;

/** One question: its words, how it is answered, and where each answer leads. */
export function QuestionFields({ path }: { readonly path: string }) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { content, change } = useEditing();
  const question = at(content, path) as Question;
  const others = isGuide(content) ? 0 : sharedBy(content as Screening, question.id);
  return (
    <>
      <FlawAt path={path} />
      {others > 0 && <p className="help">{text.shared(String(others))}</p>}
      <WordsAt path={`${path}/ask`} label={text.ask} />
      <OptionalWords path={`${path}/help`} label={text.help} choose={text.withHelp} />
      {isGuide(content) && (
        <Choice
          label={text.kind}
          options={KINDS.map((key) => ({ key, words: names.kinds[key] }))}
          value={question.kind.type}
          onChange={(type) =>
            change(`${path}/kind`, (before) => put(before, `${path}/kind`, asKind(type, question.kind)))
          }
        />
      )}
      <Kind path={`${path}/kind`} kind={question.kind} />
    </>
  );
}

function Kind({ path, kind }: { readonly path: string; readonly kind: QuestionKind }) {
  const text = useText(publicationsText);
  switch (kind.type) {
    case 'choice':
      return <Choices path={`${path}/choices`} choices={kind.choices} />;
    case 'several':
      return (
        <>
          <p className="help">{text.several}</p>
          <Choices path={`${path}/choices`} choices={kind.choices} />
          <fieldset className="row" data-path={`${path}/none`}>
            <legend>{text.none}</legend>
            <WordsAt path={`${path}/none/label`} label={text.label} />
            <TargetAt path={`${path}/none/then`} />
          </fieldset>
        </>
      );
    case 'date':
      return (
        <>
          <div className="pair">
            <DateAt path={`${path}/earliest`} label={text.earliest} />
            <DateAt path={`${path}/latest`} label={text.latest} help={text.latestHelp} optional />
          </div>
          <Ranges path={`${path}/ranges`} kind={kind} />
        </>
      );
    case 'birth-date':
      return <Ranges path={`${path}/ranges`} kind={kind} />;
    case 'number':
      return (
        <>
          <div className="pair">
            <NumberAt path={`${path}/min`} label={text.min} />
            <NumberAt path={`${path}/max`} label={text.max} />
          </div>
          <WordsAt path={`${path}/unit`} label={text.unit} />
          <Ranges path={`${path}/ranges`} kind={kind} />
        </>
      );
    case 'postcode':
      return <Areas path={`${path}/areas`} otherwise={`${path}/otherwise`} kind={kind} />;
  }
}

function Choices({ path, choices }: { readonly path: string; readonly choices: readonly ChoiceOf[] }) {
  const text = useText(publicationsText);
  const { newId } = useServices();
  const { change } = useEditing();
  const last = choices.at(-1);
  return (
    <section>
      <h4>{text.choices}</h4>
      <FlawAt path={path} />
      {choices.map((choice, place) => (
        <fieldset key={choice.id} className="row" data-path={`${path}/${place}`}>
          <legend>{text.choice(String(place + 1))}</legend>
          <FlawAt path={`${path}/${place}/id`} />
          <WordsAt path={`${path}/${place}/label`} label={text.label} />
          <div className="row-foot">
            <TargetAt path={`${path}/${place}/then`} />
            <RowActs path={`${path}/${place}`} count={choices.length} name={text.choice(String(place + 1))} />
          </div>
        </fieldset>
      ))}
      <AddAt
        words={text.addChoice}
        onAdd={() => {
          const then = last?.then ?? { outcome: 'end' };
          change(path, (before) =>
            insert(before, path, choices.length, { id: newId(), label: noWords, then }),
          );
        }}
      />
    </section>
  );
}

function Ranges({
  path,
  kind,
}: {
  readonly path: string;
  readonly kind: Extract<QuestionKind, { ranges: unknown }>;
}) {
  const text = useText(publicationsText);
  const { change } = useEditing();
  const End = kind.type === 'date' ? DateAt : NumberAt;
  const words = kind.type === 'birth-date' ? text.ages : text.ranges;
  return (
    <section>
      <h4>{words}</h4>
      <p className="help">{text.rangesHelp}</p>
      <FlawAt path={path} />
      {kind.ranges.map((_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a range has no other name than its place
        <fieldset key={place} className="row" data-path={`${path}/${place}`}>
          <legend>{text.range(String(place + 1))}</legend>
          <FlawAt path={`${path}/${place}`} />
          <div className="pair">
            <End path={`${path}/${place}/from`} label={text.from} optional />
            <End path={`${path}/${place}/until`} label={text.until} optional />
            <TargetAt path={`${path}/${place}/then`} />
            <RowActs
              path={`${path}/${place}`}
              count={kind.ranges.length}
              name={text.range(String(place + 1))}
            />
          </div>
        </fieldset>
      ))}
      <AddAt
        words={text.addRange}
        onAdd={() => {
          const then = firstTarget(kind);
          const range = { from: null, until: null, then };
          change(path, (before) => insert(before, path, kind.ranges.length, range));
        }}
      />
    </section>
  );
}

function Areas({
  path,
  otherwise,
  kind,
}: {
  readonly path: string;
  readonly otherwise: string;
  readonly kind: Extract<QuestionKind, { areas: unknown }>;
}) {
  const text = useText(publicationsText);
  const { change } = useEditing();
  return (
    <section>
      <h4>{text.areas}</h4>
      <FlawAt path={path} />
      {kind.areas.map((area, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an area has no other name than its place
        <fieldset key={place} className="row" data-path={`${path}/${place}`}>
          <legend>{text.area(String(place + 1))}</legend>
          <BeginsAt path={`${path}/${place}/begins`} begins={area.begins} />
          <div className="row-foot">
            <TargetAt path={`${path}/${place}/then`} />
            <RowActs
              path={`${path}/${place}`}
              count={kind.areas.length}
              name={text.area(String(place + 1))}
            />
          </div>
        </fieldset>
      ))}
      <AddAt
        words={text.addArea}
        onAdd={() => {
          const then = kind.otherwise;
          const area = { begins: [], then };
          change(path, (before) => insert(before, path, kind.areas.length, area));
        }}
      />
      <TargetAt path={otherwise} label={text.otherwise} />
    </section>
  );
}

/** First digits of postcodes, typed in a row. */
function BeginsAt({ path, begins }: { readonly path: string; readonly begins: readonly string[] }) {
  const text = useText(publicationsText);
  const { found, change } = useEditing();
  const [typed, setTyped] = useState<string | null>(null);
  const read = (words: string) =>
    half(words)
      .split(/[^\d-]+/)
      .map((one) => one.replaceAll('-', ''))
      .filter((one) => one !== '');
  const asTyped = typed !== null && read(typed).join() === begins.join();
  return (
    <div data-path={path}>
      <TextField
        label={text.begins}
        help={text.beginsHelp}
        inputMode="numeric"
        autoComplete="off"
        value={asTyped ? typed : begins.join('、')}
        onChange={(next) => {
          setTyped(next);
          change(path, (before) => put(before, path, read(next)), true);
        }}
        problem={told(found.flaws, path, true)}
      />
    </div>
  );
}
