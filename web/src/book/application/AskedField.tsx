import { useEffect, useRef } from 'react';
import { handIn } from '../../features/form/hand-in';
import { optionsOf } from '../../features/form/several';
import type { Field } from '../../generated/forms';
import type { Language } from '../../generated/protocol';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Day } from '../Day';
import { Press, Row, Title, TypedLine } from '../parts';
import { Hindrance, useApplying } from './ApplicationPage';
import { type Fault, type Place, questionOf } from './applicant';
import type { ApplicantText } from './text';
import { askOf } from './words';

const QUESTION = 'application-question';
const PROBLEM = 'application-problem';

/** One field that was asked for, with the office's words and the form's own question. */
export function AskedField({ place }: { readonly place: Place & { at: 'question' } }) {
  const { applicant, tell, t, text, language } = useApplying();
  const { fixing } = applicant;
  const question = questionOf(applicant);
  const field = question === null ? undefined : fixing?.form.field(question.path);
  const { fault } = place;
  const problem = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (fault !== null) problem.current?.focus();
  }, [fault]);
  if (fixing === null || question === null || field === undefined) return null;
  const isMyNumber = fault?.is === 'rule' && fault.error.code === 'my-number';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tell({ type: 'next' });
      }}
    >
      <p className="help">
        <Words>{text.progress(place.index + 1, fixing.asked.length)}</Words>
      </p>
      <Title id={QUESTION}>{askOf(fixing.form, question.path, language, t)}</Title>
      <Hindrance />
      <div className="asked">
        <h2>
          <Words>{question.words === null ? t.question.more : t.question.asked}</Words>
        </h2>
        {question.words !== null && <p lang="ja">{question.words}</p>}
      </div>
      {field.private && (
        <p className="quiet">
          <Icon name="lock" />
          <Words>{t.question.private}</Words>
        </p>
      )}
      {field.help !== null && (
        <p className="help">
          <Words>{field.help[language]}</Words>
        </p>
      )}
      {!field.required && (
        <p className="quiet">
          <Words>{t.question.optional}</Words>
        </p>
      )}
      {fault !== null && (
        <p id={PROBLEM} className="problem" role="alert" tabIndex={-1} ref={problem}>
          <Words>{wordsOf(fault, language, t)}</Words>
        </p>
      )}
      <Entry
        field={field}
        typed={fixing.typed[question.path] ?? ''}
        onType={(typed) => tell({ type: 'type', typed })}
        wrong={fault !== null}
      />
      {isMyNumber && <Press onPress={() => tell({ type: 'declare' })}>{t.question.declare}</Press>}
      <Press kind="primary" submit>
        {text.next}
      </Press>
    </form>
  );
}

function wordsOf(
  fault: Fault,
  language: Language,
  t: { readonly empty: string; readonly question: ApplicantText['question'] },
): string {
  if (fault.is === 'rule') return fault.error.message[language];
  return fault.is === 'empty' ? t.empty : t.question.refused;
}

/** The keyboard that a phone opens for a kind of field. */
const KEYS: Readonly<Record<string, 'numeric' | 'tel' | 'email'>> = {
  number: 'numeric',
  digits: 'numeric',
  postcode: 'numeric',
  repeat: 'numeric',
  telephone: 'tel',
  email: 'email',
};

function Entry({
  field,
  typed,
  onType,
  wrong,
}: {
  readonly field: Field;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly wrong: boolean;
}) {
  const { t, language } = useApplying();
  const { kind } = field;
  if (kind.type === 'date') {
    return <Day typed={typed} onType={onType} wrong={wrong} question={QUESTION} problem={PROBLEM} />;
  }
  const options = optionsFor(field, language, t);
  if (options !== null) {
    return (
      <fieldset className="rows" aria-labelledby={QUESTION} aria-describedby={wrong ? PROBLEM : undefined}>
        {options.map(({ id, words }) => (
          <Row
            key={id}
            name={field.id}
            kind={kind.type === 'choice' || kind.type === 'attachment' ? 'radio' : 'checkbox'}
            checked={typed.split(',').includes(id)}
            onChoose={() => onType(chosen(field, typed, id))}
          >
            <Words>{words}</Words>
          </Row>
        ))}
      </fieldset>
    );
  }
  return (
    <>
      {kind.type === 'repeat' && (
        <p className="help">
          <Words>{t.question.count}</Words>
        </p>
      )}
      <TypedLine
        id="application-answer"
        aria-labelledby={QUESTION}
        inputMode={KEYS[kind.type] ?? 'text'}
        autoComplete={field.autocomplete ?? 'off'}
        value={typed}
        onType={onType}
      />
    </>
  );
}

interface Option {
  readonly id: string;
  readonly words: string;
}

function optionsFor({ kind }: Field, language: Language, t: ApplicantText): Option[] | null {
  switch (kind.type) {
    case 'choice':
    case 'several':
      return optionsOf(kind).map(({ id, label }) => ({ id, words: label[language] }));
    case 'attachment':
      return kind.ways.map((way) => ({ id: way, words: handIn[way][language] }));
    case 'consent':
      return [{ id: 'yes', words: t.question.yes }];
    default:
      return null;
  }
}

/** What is answered after one more touch: of several, あてはまるものはない stands alone. */
function chosen({ kind }: Field, typed: string, id: string): string {
  if (kind.type === 'consent') return typed === id ? '' : id;
  if (kind.type !== 'several') return id;
  const before = typed.split(',');
  const now = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
  const none = kind.none?.id ?? null;
  const fits = (one: string) =>
    now.includes(one) && (before.includes(id) || (one === none) === (id === none));
  return optionsOf(kind)
    .map((option) => option.id)
    .filter(fits)
    .join(',');
}
