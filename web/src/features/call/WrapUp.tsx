import { useState } from 'react';
import type { CallView, Outcome } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Button } from '../../ui/Button';
import { Radios } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { callText } from './text';

const outcomes: readonly Outcome[] = ['solved', 'asked-to-visit', 'call-back', 'not-connected'];

/** 後処理: one of four outcomes and no free text, hence nothing personal. */
export function WrapUp({ call, signal }: { readonly call: CallView; readonly signal: SignalClient }) {
  const text = useText(callText);
  const [outcome, setOutcome] = useState<Outcome | null>(call.receipt === null ? null : 'solved');
  const [fault, setFault] = useState<'missing' | 'failed' | null>(null);
  const finish = async () => {
    if (outcome === null) return setFault('missing');
    const reply = await signal.request({ type: 'wrap-up', call: call.call, subject: call.subject, outcome });
    setFault(reply.type === 'done' ? null : 'failed');
  };
  return (
    <section className="wrap-up" aria-labelledby="wrap-up-title">
      <h2 id="wrap-up-title">{text.wrapUp.title}</h2>
      <p>{text.wrapUp.lead(call.number)}</p>
      {call.receipt !== null && <Notice kind="done">{text.wrapUp.receipt(call.receipt)}</Notice>}
      <Radios
        label={text.wrapUp.outcome}
        value={outcome}
        onChange={(key) => {
          setOutcome(key);
          setFault(null);
        }}
        options={outcomes.map((key) => ({ key, words: text.wrapUp.outcomes[key] }))}
        problem={fault === 'missing' ? text.wrapUp.missing : undefined}
      />
      {fault === 'failed' && (
        <Notice kind="harm" live="now">
          {text.wrapUp.failed}
        </Notice>
      )}
      <Button kind="primary" size="large" onPress={() => void finish()}>
        {text.wrapUp.finish}
      </Button>
    </section>
  );
}
