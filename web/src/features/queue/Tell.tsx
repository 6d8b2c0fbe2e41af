import { type SubmitEvent, useState } from 'react';
import type { QueueRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { FormActs } from '../../ui/FormActs';
import { Notice } from '../../ui/Notice';
import { BriefField } from '../brief/BriefField';
import { writeBrief } from '../brief/brief';
import type { BriefFault } from '../brief/text';
import { queueText } from './text';

/** ひとこと: one way, to the screen of a resident who waits. */
export function Tell({
  row,
  signal,
  holdsMyNumber,
  onClose,
}: {
  readonly row: QueueRow;
  readonly signal: Pick<SignalClient, 'request'>;
  readonly holdsMyNumber: (text: string) => boolean;
  readonly onClose: () => void;
}) {
  const { tell: text } = useText(queueText);
  const [draft, setDraft] = useState('');
  const [fault, setFault] = useState<BriefFault | null>(null);
  const [failed, setFailed] = useState(false);
  const send = async (declared: boolean) => {
    const written = writeBrief(draft, holdsMyNumber, declared);
    if ('fault' in written) return setFault(written.fault);
    const reply = await signal.request({ type: 'tell', call: row.call, ...written });
    if (reply.type === 'done') onClose();
    else setFailed(true);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(false);
  };
  const write = (words: string) => {
    setDraft(words);
    setFault(null);
  };
  return (
    <Dialog title={text.title(row.number)} onClose={onClose}>
      <form className="tell" onSubmit={submit} noValidate>
        <fieldset className="phrases" aria-label={text.phrases}>
          {[text.soon, text.longer, text.order].map((words) => (
            <Button key={words} onPress={() => write(words)}>
              {words}
            </Button>
          ))}
        </fieldset>
        <BriefField
          label={text.label}
          help={text.help}
          value={draft}
          fault={fault}
          autoFocus
          onChange={write}
          onDeclare={() => void send(true)}
        />
        {failed && (
          <Notice kind="harm" live="now">
            {text.failed}
          </Notice>
        )}
        <FormActs cancel={text.cancel} submit={text.send} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
