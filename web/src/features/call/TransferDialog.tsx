import { type SubmitEvent, useState } from 'react';
import type { CallView, SectionId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Dialog } from '../../ui/Dialog';
import { Radios } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import { BriefField } from '../brief/BriefField';
import { writeBrief } from '../brief/brief';
import type { BriefFault } from '../brief/text';
import { ActNotice } from './ActNotice';
import { handoverText } from './handover-text';
import { targetsOf } from './reach';
import { useAct } from './useAct';

/** つなぐ: to which section, whether the two talk first, and what the next officer should know. */
export function TransferDialog({
  call,
  signal,
  holdsMyNumber,
  onClose,
}: {
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly holdsMyNumber: (text: string) => boolean;
  readonly onClose: () => void;
}) {
  const { transfer: text } = useText(handoverText);
  const targets = targetsOf(useStore(signal).colleagues);
  const [section, setSection] = useState<SectionId | null>(null);
  const [how, setHow] = useState<'warm' | 'cold'>('warm');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [noteFault, setNoteFault] = useState<BriefFault | null>(null);
  const { fault, act } = useAct(signal);
  const send = async (declared: boolean) => {
    const written = writeBrief(note, holdsMyNumber, declared);
    setMissing(section === null);
    if ('fault' in written) return setNoteFault(written.fault);
    if (section === null) return;
    const warm = how === 'warm';
    const { text: words, declared: isDeclared } = written;
    const body = {
      type: 'transfer',
      call: call.call,
      section,
      note: words,
      declared: isDeclared,
      warm,
    } as const;
    if (await act(body)) onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(false);
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <form className="handover" onSubmit={submit} noValidate>
        <p>{text.help}</p>
        {targets.length === 0 ? (
          <p role="status">{text.none}</p>
        ) : (
          <Radios
            label={text.section}
            value={section}
            onChange={(key) => {
              setSection(key);
              setMissing(false);
            }}
            options={targets.map(({ section, name, available, busy }) => ({
              key: section,
              isDisabled: available === 0,
              words: (
                <Option
                  name={name}
                  help={
                    busy === 0
                      ? text.available(available)
                      : `${text.available(available)}・${text.busy(busy)}`
                  }
                />
              ),
            }))}
            problem={missing ? text.missing : undefined}
          />
        )}
        <Radios
          label={text.how}
          value={how}
          onChange={setHow}
          options={[
            { key: 'warm', words: <Option name={text.warm} help={text.warmHelp} /> },
            { key: 'cold', words: <Option name={text.cold} help={text.coldHelp} /> },
          ]}
        />
        <BriefField
          label={text.note}
          help={text.noteHelp}
          value={note}
          fault={noteFault}
          onChange={(value) => {
            setNote(value);
            setNoteFault(null);
          }}
          onDeclare={() => void send(true)}
        />
        <ActNotice fault={fault} />
        <FormActs
          cancel={text.cancel}
          submit={text.send}
          isDisabled={!targets.some(({ available }) => available > 0)}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** A choice and what it means. */
export function Option({ name, help }: { readonly name: string; readonly help: string }) {
  return (
    <span className="option-words">
      <strong>{name}</strong>
      <span>{help}</span>
    </span>
  );
}
