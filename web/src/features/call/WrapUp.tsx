import { type SubmitEvent, useEffect, useState } from 'react';
import type { CallView, Outcome, SubjectRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Button } from '../../ui/Button';
import { Choice, Radios } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { MemoApi } from '../memo/api';
import { isBareKey } from '../ring/plan';
import { minutesOf, outcomeOf, outcomes } from './outcomes';
import { wrapUpText } from './wrap-up-text';

/** 後処理: one of four outcomes, a key each, and no free text, hence nothing personal. */
export function WrapUp({
  call,
  signal,
  memos,
}: {
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly memos: Pick<MemoApi, 'subjects'>;
}) {
  const text = useText(wrapUpText);
  const [outcome, setOutcome] = useState<Outcome | null>(call.receipt === null ? null : 'solved');
  const [subject, setSubject] = useState(call.subject);
  // Until the list is there, and where it cannot be had, the subject stays what it was.
  const [subjects, setSubjects] = useState<readonly SubjectRow[]>([]);
  useEffect(() => {
    void memos.subjects().then((answer) => {
      if (answer.is === 'ok') setSubjects(answer.value);
    });
  }, [memos]);
  const [fault, setFault] = useState<'missing' | 'failed' | null>(null);
  // It is shown once, as it was when the talk ended.
  const [ended] = useState(() => Date.now() + signal.snapshot().ahead);
  const choose = (chosen: Outcome) => {
    setOutcome(chosen);
    setFault(null);
  };
  const finish = async () => {
    if (outcome === null) return setFault('missing');
    const reply = await signal.request({ type: 'wrap-up', call: call.call, subject, outcome });
    setFault(reply.type === 'done' ? null : 'failed');
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void finish();
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isBareKey(event, event.key)) return;
      const chosen = outcomeOf(event.key);
      if (chosen !== null) choose(chosen);
      // Where something has the focus, Enter is its own.
      else if (event.key === 'Enter' && document.activeElement === document.body) void finish();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  return (
    <form className="wrap-up" aria-labelledby="wrap-up-title" onSubmit={submit} noValidate>
      <h2 id="wrap-up-title">{text.title}</h2>
      <p>{text.lead(call.number)}</p>
      <dl>
        {subjects.length === 0 && (
          <>
            <dt>{text.subject}</dt>
            <dd>{call.subject_name}</dd>
          </>
        )}
        {call.accepted_at !== null && (
          <>
            <dt>{text.took}</dt>
            <dd>{text.minutes(minutesOf(ended - call.accepted_at))}</dd>
          </>
        )}
      </dl>
      {subjects.length > 0 && (
        <Choice
          label={text.subject}
          value={subject}
          onChange={setSubject}
          options={subjects.map((row) => ({ key: row.subject, words: row.name }))}
        />
      )}
      {call.receipt !== null && <Notice kind="done">{text.receipt(call.receipt)}</Notice>}
      <Radios
        label={text.outcome}
        value={outcome}
        onChange={choose}
        options={outcomes.map((key, at) => ({
          key,
          words: (
            <span className="outcome">
              <span className="option-words">
                <strong>{text.outcomes[key]}</strong>
                <span>{text.meaning[key]}</span>
              </span>
              <kbd>{at + 1}</kbd>
            </span>
          ),
        }))}
        problem={fault === 'missing' ? text.missing : undefined}
      />
      {fault === 'failed' && (
        <Notice kind="harm" live="now">
          {text.failed}
        </Notice>
      )}
      <Button kind="primary" size="large" type="submit" aria-keyshortcuts="Enter">
        {text.finish} <kbd>Enter</kbd>
      </Button>
    </form>
  );
}
