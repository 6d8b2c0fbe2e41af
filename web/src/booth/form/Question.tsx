import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Checkbox } from 'react-aria-components';
import { handIn, isWay } from '../../features/form/hand-in';
import type { Form, Place } from '../../features/form/machine';
import * as filling from '../../features/form/machine';
import { optionsOf } from '../../features/form/several';
import type { Definition, Field, Kind } from '../../generated/forms';
import { Button } from '../../ui/Button';
import { Radios, Several } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { ReadQuestion } from '../aloud/ReadQuestion';
import { Heading } from '../frame/Heading';
import { useBooth, useBoothState, useWord, useWords } from '../useBooth';
import { DateField } from './DateField';
import { Entries } from './Entries';
import { LetterPad, NumberPad } from './Pad';

/** One question of the form, with the pad that fits it. A proposal by staff takes the pad's place, or the whole answer's. */
export function Question({
  form,
  place,
  proposed,
}: {
  readonly form: Form;
  readonly place: Place & { at: 'field' };
  /** Where a proposal waits for the resident. */
  readonly proposed: string | null;
}) {
  const { visit } = useBoothState();
  const t = useWords();
  const word = useWord();
  const { definition } = form.rules;
  const { path, step: stepId, entry, required } = place.asked;
  const question = useRef<HTMLDivElement>(null);
  // What is wrong is read with the field that it is about.
  useEffect(() => {
    if (place.error !== null) question.current?.querySelector<HTMLElement>(FIELDS)?.focus();
  }, [place.error]);
  const field = form.rules.field(path);
  const step = definition.steps.find(({ id }) => id === stepId);
  if (field === undefined || step === undefined) return null;
  const { now, of } = filling.progress(form);
  const isPrivate = place.asked.private;
  const isFirst = definition.steps[0]?.fields[0]?.id === path;
  return (
    <div className="question" ref={question} data-highlighted={form.writer.highlight === path || undefined}>
      <p className="step">
        <Words>{entry === null ? word(step.title) : `${word(step.title)} ${entry + 1}`}</Words>
        <span>{withoutRuby(t.form.step(now, of))}</span>
      </p>
      <div className="asked">
        <Heading aloud={scriptOf(field, definition, isFirst, word, t)} onRequest={visit.at === 'call'}>
          {word(field.label)}
        </Heading>
        <ReadQuestion />
      </div>
      <p className="tags">
        {isPrivate && (
          <span className="tag">
            <Icon name="lock" />
            <Words>{t.form.private}</Words>
          </span>
        )}
        {!required && <Words>{t.form.optional}</Words>}
        {form.writer.highlight === path && (
          <span className="tag pointed" role="status">
            <Icon name="highlight" />
            <Words>{t.form.highlighted}</Words>
          </span>
        )}
      </p>
      {isFirst && <Beforehand definition={definition} />}
      {proposed !== path && <Answer form={form} place={place} field={field} pad={proposed === null} />}
    </div>
  );
}

/** What of a question can hold the focus. */
const FIELDS = 'input';

/** Before the first answer: what all of it is used for, and who may give it. */
function Beforehand({ definition: { purpose, acting } }: { readonly definition: Definition }) {
  const t = useWords();
  const word = useWord();
  return (
    <dl className="purpose">
      <dt>
        <Words>{t.form.purpose}</Words>
      </dt>
      <dd>
        <Words>{word(purpose)}</Words>
      </dd>
      <dt>
        <Words>{t.form.acting}</Words>
      </dt>
      <dd>
        <Words>{word(acting.words)}</Words>
      </dd>
    </dl>
  );
}

/** Kinds of field that are typed on the pad of digits. */
const inDigits: ReadonlySet<Kind['type']> = new Set(['postcode', 'telephone', 'number', 'digits']);

/** What of a question is read: its help, its options by number. Never an answer, since others are close by. */
function scriptOf(
  { help, kind }: Field,
  { purpose, acting }: Definition,
  isFirst: boolean,
  word: ReturnType<typeof useWord>,
  t: ReturnType<typeof useWords>,
): readonly string[] {
  const options = kind.type === 'choice' || kind.type === 'several' ? optionsOf(kind) : [];
  return [
    ...(isFirst ? [word(purpose), word(acting.words)] : []),
    ...(help === null ? [] : [word(help)]),
    ...options.map(({ label }, at) => t.aloud.option(at + 1, word(label))),
  ];
}

function Answer({
  form,
  place,
  field,
  pad,
}: {
  readonly form: Form;
  readonly place: Place & { at: 'field' };
  readonly field: Field;
  readonly pad: boolean;
}) {
  const booth = useBooth();
  const t = useWords();
  const word = useWord();
  const { typed, error } = place;
  const onType = (typed: string) => booth.formed(filling.type(form, typed));
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also confirms a word in an input method: only a plain one goes on.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) booth.formed(filling.next(form));
  };
  const label = withoutRuby(word(field.label));
  const help = field.help === null ? null : word(field.help);
  const problem = error === null ? undefined : <Words>{word(error.message)}</Words>;
  const declare =
    error?.code === 'my-number' ? (
      <Button size="large" onPress={() => booth.formed(filling.declare(form))}>
        <Words>{t.form.declare}</Words>
      </Button>
    ) : null;
  const { kind } = field;
  switch (kind.type) {
    case 'choice':
      return (
        <Explained help={help} problem={problem}>
          {() => (
            <Radios
              label={<span className="visually-hidden">{label}</span>}
              options={kind.options.map(({ id, label }) => ({
                key: id,
                words: <Words>{word(label)}</Words>,
              }))}
              value={typed === '' ? null : typed}
              onChange={onType}
            />
          )}
        </Explained>
      );
    case 'attachment':
      return (
        <Explained help={help} problem={problem}>
          {() => (
            <Radios
              label={<span className="visually-hidden">{label}</span>}
              options={kind.ways.map((way) => ({ key: way, words: <Words>{word(handIn[way])}</Words> }))}
              value={isWay(typed) ? typed : null}
              onChange={onType}
            />
          )}
        </Explained>
      );
    case 'several':
      return (
        <Explained help={help} problem={problem}>
          {() => (
            <Several
              label={<span className="visually-hidden">{label}</span>}
              options={optionsOf(kind).map(({ id, label }) => ({
                key: id,
                words: <Words>{word(label)}</Words>,
              }))}
              none={kind.none?.id ?? null}
              value={typed}
              onChange={onType}
            />
          )}
        </Explained>
      );
    case 'consent':
      return (
        <Explained help={help} problem={problem}>
          {(described) => (
            <Checkbox
              className="consent"
              isSelected={typed === 'yes'}
              onChange={(agreed) => onType(agreed ? 'yes' : '')}
              isInvalid={problem !== undefined}
              {...described}
            >
              <span className="box">
                <Icon name="done" />
              </span>
              <Words>{t.form.consent.yes}</Words>
            </Checkbox>
          )}
        </Explained>
      );
    case 'repeat':
      return <Entries form={form} place={place} kind={kind} problem={problem} />;
    case 'date':
      return (
        <Explained help={help} problem={problem}>
          {(described) => (
            <DateField typed={typed} onType={onType} onKeyDown={onKeyDown} described={described} pad={pad} />
          )}
        </Explained>
      );
    default: {
      const Pad = inDigits.has(kind.type) ? NumberPad : LetterPad;
      return (
        <Explained help={help} problem={problem}>
          {(described) => (
            <>
              <div className="with-unit" data-short={kind.type === 'number' || undefined}>
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
              </div>
              {kind.type === 'address' && <Places form={form} onType={onType} />}
              {declare}
              {pad && (
                <Pad
                  value={typed}
                  onChange={onType}
                  {...(kind.type === 'kana' ? { only: 'katakana' as const } : {})}
                  {...(kind.type === 'email' ? { only: 'address' as const } : {})}
                />
              )}
            </>
          )}
        </Explained>
      );
    }
  }
}

/** Where a postcode stands for several places: which; where for none that is known: that the address is written whole. */
function Places({ form, onType }: { readonly form: Form; readonly onType: (typed: string) => void }) {
  const t = useWords();
  const places = filling.placesToChoose(form);
  if (places === null) return null;
  if (places.length === 0)
    return (
      <p className="help" role="status">
        <Words>{t.form.places.unknown}</Words>
      </p>
    );
  return (
    <fieldset className="places">
      <legend>
        <Words>{t.form.places.which}</Words>
      </legend>
      {places.map((place) => (
        <Button size="large" key={place} onPress={() => onType(place)}>
          {place}
        </Button>
      ))}
    </fieldset>
  );
}

/** Help above, what is wrong right at the field, both tied to it. */
function Explained({
  help,
  problem,
  children,
}: {
  readonly help: string | null;
  readonly problem: ReactNode;
  readonly children: (described: { 'aria-describedby'?: string; 'aria-invalid'?: boolean }) => ReactNode;
}) {
  const id = useId();
  const ids = [help === null ? null : `${id}-help`, problem === undefined ? null : `${id}-problem`];
  const described = ids.filter((id) => id !== null).join(' ');
  return (
    <>
      {help !== null && (
        <p id={`${id}-help`} className="help">
          <Words>{help}</Words>
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="problem" role="alert">
          <Icon name="error" />
          <span>{problem}</span>
        </p>
      )}
      {children({
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(problem === undefined ? {} : { 'aria-invalid': true }),
      })}
    </>
  );
}
