import { type SubmitEvent, useState } from 'react';
import type { Outcome, QueueRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Dialog } from '../../ui/Dialog';
import { Radios } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import { ActNotice } from '../call/ActNotice';
import { Option } from '../call/TransferDialog';
import { useAct } from '../call/useAct';
import { wrapUpText } from '../call/wrap-up-text';
import { queueText } from './text';

/** A ticket that waits already cannot be told to wait. */
const outcomes = ['not-connected', 'solved', 'asked-to-visit'] as const satisfies readonly Outcome[];

/** Ends a callback that nobody could be reached for, or that the telephone has settled. */
export function CloseCallback({
  row,
  signal,
  onClose,
}: {
  readonly row: QueueRow;
  readonly signal: Pick<SignalClient, 'request'>;
  readonly onClose: () => void;
}) {
  const { close: text } = useText(queueText);
  const words = useText(wrapUpText);
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('not-connected');
  const { fault, act } = useAct(signal);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { call, subject } = row;
    if (await act({ type: 'wrap-up', call, subject, outcome })) onClose();
  };
  return (
    <Dialog title={text.title(row.number)} onClose={onClose}>
      <form className="tell" onSubmit={(event) => void submit(event)} noValidate>
        <p>{text.help}</p>
        <Radios
          label={words.outcome}
          value={outcome}
          onChange={setOutcome}
          options={outcomes.map((key) => ({
            key,
            words: <Option name={words.outcomes[key]} help={text.meaning[key]} />,
          }))}
        />
        <ActNotice fault={fault} />
        <FormActs cancel={text.no} submit={text.yes} kind="harm" onCancel={onClose} />
      </form>
    </Dialog>
  );
}
