import type { AnswerIs, Condition, Question, Rule, Screening, Verdict } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Checks } from '../../ui/Checks';
import { Choice } from '../../ui/Field';
import { withoutRuby } from '../../ui/ruby-markup';
import { at, insert, put } from './edit';
import { told, useEditing } from './editing';
import { AddAt, FlawAt, RowActs, TextAt } from './fields';
import { namesText } from './names';
import { publicationsText } from './text';
import {
  type Attribute,
  choicesOf,
  conditionWords,
  isList,
  LISTS,
  OF_SITE,
  OF_SUBJECT,
  questionsOf,
  shown,
  valueName,
} from './words';

const VERDICTS: readonly Verdict[] = [
  'remote',
  'remote-private',
  'enclosed-booth',
  'in-person',
  'kiosk',
  'online-with-help',
  'quiet-card',
];

/** One rule of a screening: when it decides, what, and why. */
export function RuleFields({ path }: { readonly path: string }) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { content, found, change } = useEditing();
  const { reasons, rules } = content as Screening;
  const rule = at(content, path) as Rule;
  const questions = questionsOf(content);
  const isLast = rules.at(-1)?.id === rule.id;
  return (
    <>
      <FlawAt path={path} />
      <TextAt path={`${path}/title`} label={text.ruleTitle} />
      <section className="condition">
        <h4>{text.condition}</h4>
        <p>
          <strong>{conditionWords(names, rule.when, questions)}</strong>
        </p>
        {isLast && <p className="help">{text.lastRule}</p>}
        <Attributes path={`${path}/when`} title={names.ofSubject} attributes={OF_SUBJECT} when={rule.when} />
        <Attributes path={`${path}/when`} title={names.ofSite} attributes={OF_SITE} when={rule.when} />
        <Answers path={`${path}/when/answers`} answers={rule.when.answers} questions={questions} />
      </section>
      <section>
        <h4>{text.verdict}</h4>
        <div data-path={`${path}/verdict`}>
          <Choice
            label={text.verdictLabel}
            options={VERDICTS.map((key) => ({ key, words: names.verdicts[key] }))}
            value={rule.verdict}
            onChange={(verdict) =>
              change(`${path}/verdict`, (before) => put(before, `${path}/verdict`, verdict))
            }
          />
        </div>
        <div data-path={`${path}/guide`}>
          <Choice
            label={text.guideAlone.label}
            options={[
              { key: 'no', words: text.guideAlone.no },
              { key: 'yes', words: text.guideAlone.yes },
            ]}
            value={rule.guide ? 'yes' : 'no'}
            onChange={(next) =>
              change(`${path}/guide`, (before) => put(before, `${path}/guide`, next === 'yes'))
            }
          />
        </div>
        <div data-path={`${path}/reasons`}>
          <Checks
            label={text.ruleReasons}
            options={reasons.map(({ id, words }) => ({ key: id, words: shown(names, words.ja) }))}
            value={rule.reasons}
            onChange={(next) => change(`${path}/reasons`, (before) => put(before, `${path}/reasons`, next))}
            problem={told(found.flaws, `${path}/reasons`, true)}
          />
        </div>
      </section>
    </>
  );
}

function Attributes({
  path,
  title,
  attributes,
  when,
}: {
  readonly path: string;
  readonly title: string;
  readonly attributes: readonly Attribute[];
  readonly when: Condition;
}) {
  const names = useText(namesText);
  const { change } = useEditing();
  const set = (attribute: Attribute, value: unknown) =>
    change(`${path}/${attribute}`, (before) => put(before, `${path}/${attribute}`, value));
  return (
    <fieldset className="row">
      <legend>{title}</legend>
      <div className="attributes">
        {attributes.map((attribute) => {
          const name = names.attributes[attribute];
          if (isList(attribute)) {
            const values: readonly string[] = LISTS[attribute];
            return (
              <Checks
                key={attribute}
                label={name}
                options={values.map((key) => ({ key, words: valueName(names, attribute, key) }))}
                value={when[attribute] ?? []}
                onChange={(next) => set(attribute, next.length === 0 ? null : next)}
              />
            );
          }
          const flag = when[attribute];
          return (
            <Choice
              key={attribute}
              label={name}
              options={[
                { key: 'either', words: names.either },
                { key: 'yes', words: names.yes },
                { key: 'no', words: names.no },
              ]}
              value={flag === null ? 'either' : flag ? 'yes' : 'no'}
              onChange={(next) => set(attribute, next === 'either' ? null : next === 'yes')}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

function Answers({
  path,
  answers,
  questions,
}: {
  readonly path: string;
  readonly answers: readonly AnswerIs[];
  readonly questions: readonly Question[];
}) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { change } = useEditing();
  const first = questions[0];
  return (
    <fieldset className="row" data-path={path}>
      <legend>{text.answers}</legend>
      {answers.map(({ question: id, is }, place) => {
        const at = `${path}/${place}`;
        const question = questions.find((one) => one.id === id);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no other name than its place
          <div key={place} className="test" data-path={at}>
            <Choice
              label={text.testQuestion}
              placeholder={text.choose}
              options={questions.map((one) => ({ key: one.id, words: shown(names, one.ask.ja) }))}
              value={question?.id ?? null}
              onChange={(next) => change(at, (before) => put(before, at, { question: next, is: [] }))}
            />
            {question !== undefined && (
              <Checks
                label={text.anyOf}
                options={choicesOf(question).map((one) => ({
                  key: one.id,
                  words: withoutRuby(one.label.ja),
                }))}
                value={is}
                onChange={(next) => change(at, (before) => put(before, `${at}/is`, next))}
              />
            )}
            <FlawAt path={at} inside />
            <RowActs path={at} count={answers.length} name={text.test(String(place + 1))} />
          </div>
        );
      })}
      {first !== undefined && (
        <AddAt
          words={text.addAnswer}
          onAdd={() =>
            change(path, (before) => insert(before, path, answers.length, { question: first.id, is: [] }))
          }
        />
      )}
    </fieldset>
  );
}
