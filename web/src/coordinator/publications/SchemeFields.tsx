import type { Case, Guide, Question, Scheme, Test, Wants } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Check, Checks } from '../../ui/Checks';
import { Choice } from '../../ui/Field';
import { withoutRuby } from '../../ui/ruby-markup';
import { at, insert, put } from './edit';
import { useEditing } from './editing';
import { AddAt, FlawAt, NumberAt, OptionalWords, RowActs, WordsAt } from './fields';
import { namesText } from './names';
import { publicationsText } from './text';
import { caseWords, choicesOf, shown } from './words';

/** One scheme of a guide: what it is, and for whom. */
export function SchemeFields({ path }: { readonly path: string }) {
  const text = useText(publicationsText);
  const { content, change } = useEditing();
  const scheme = at(content, path) as Scheme;
  return (
    <>
      <FlawAt path={path} />
      <WordsAt path={`${path}/name`} label={text.schemeName} />
      <WordsAt path={`${path}/about`} label={text.about} rows={3} />
      <WordsAt path={`${path}/place`} label={text.place} />
      <WordsAt path={`${path}/bring`} label={text.bring} />
      <OptionalWords path={`${path}/online`} label={text.online} choose={text.withOnline} />
      <Check
        value={scheme.my_number}
        onChange={(value) => change(`${path}/my_number`, (before) => put(before, `${path}/my_number`, value))}
      >
        {text.myNumber}
      </Check>
      <Cases path={`${path}/when`} title={text.when} help={text.whenHelp} cases={scheme.when} />
      <Cases path={`${path}/perhaps`} title={text.perhaps} help={text.perhapsHelp} cases={scheme.perhaps} />
    </>
  );
}

function Cases({
  path,
  title,
  help,
  cases,
}: {
  readonly path: string;
  readonly title: string;
  readonly help: string;
  readonly cases: readonly Case[];
}) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { content, change } = useEditing();
  const { questions } = (content as Guide).tree;
  const usable = questions.filter(({ kind }) => kind.type !== 'date' && kind.type !== 'postcode');
  const first = usable[0];
  return (
    <section className="cases">
      <h4>{title}</h4>
      <p className="help">{help}</p>
      <FlawAt path={path} />
      {cases.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a case has no other name than its place
        <fieldset key={place} className="row" data-path={`${path}/${place}`}>
          <legend>{place === 0 ? text.caseFirst : text.caseOr}</legend>
          <p>
            <strong>{caseWords(names, one, questions)}</strong>
          </p>
          <FlawAt path={`${path}/${place}`} />
          <FlawAt path={`${path}/${place}/all`} />
          {one.all.map((test, at) => (
            <TestFields
              // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no other name than its place
              key={at}
              path={`${path}/${place}/all/${at}`}
              count={one.all.length}
              test={test}
              questions={usable}
            />
          ))}
          <div className="acts">
            {first !== undefined && (
              <AddAt
                words={text.addTest}
                onAdd={() => {
                  const list = `${path}/${place}/all`;
                  const next =
                    usable.find(({ id }) => one.all.every(({ question }) => question !== id)) ?? first;
                  change(list, (before) => insert(before, list, one.all.length, testOf(next)));
                }}
              />
            )}
            <RowActs path={`${path}/${place}`} count={cases.length} name={text.case(String(place + 1))} />
          </div>
        </fieldset>
      ))}
      <AddAt
        words={cases.length === 0 ? text.addCase : text.addOtherCase}
        onAdd={() => {
          const all = first === undefined ? [] : [testOf(first)];
          change(path, (before) => insert(before, path, cases.length, { all }));
        }}
      />
    </section>
  );
}

function testOf(question: Question): Test {
  const choices = choicesOf(question);
  const [first] = choices;
  const wants: Wants =
    choices.length > 0
      ? { is: first === undefined ? [] : [first.id] }
      : { between: { from: question.kind.type === 'birth-date' ? 65 : 1, until: null } };
  return { question: question.id, wants };
}

function TestFields({
  path,
  count,
  test,
  questions,
}: {
  readonly path: string;
  readonly count: number;
  readonly test: Test;
  readonly questions: readonly Question[];
}) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { change } = useEditing();
  const question = questions.find(({ id }) => id === test.question);
  const { wants } = test;
  return (
    <div className="test" data-path={path}>
      <div data-path={`${path}/question`}>
        <Choice
          label={text.testQuestion}
          placeholder={text.choose}
          options={questions.map(({ id, ask }) => ({ key: id, words: shown(names, ask.ja) }))}
          value={question === undefined ? null : question.id}
          onChange={(id) => {
            const next = questions.find((one) => one.id === id);
            if (next !== undefined) change(path, (before) => put(before, path, testOf(next)));
          }}
        />
        <FlawAt path={`${path}/question`} />
      </div>
      {'between' in wants ? (
        <div className="pair">
          <NumberAt path={`${path}/wants/between/from`} label={text.fromCount} optional />
          <NumberAt path={`${path}/wants/between/until`} label={text.untilCount} optional />
        </div>
      ) : (
        question !== undefined && (
          <Checks
            label={text.anyOf}
            options={choicesOf(question).map(({ id, label }) => ({ key: id, words: withoutRuby(label.ja) }))}
            value={wants.is}
            onChange={(is) => change(path, (before) => put(before, `${path}/wants`, { is }))}
          />
        )
      )}
      <FlawAt path={`${path}/wants`} inside />
      <RowActs
        path={path}
        count={count}
        name={text.test(String(Number(path.slice(path.lastIndexOf('/') + 1)) + 1))}
      />
    </div>
  );
}
