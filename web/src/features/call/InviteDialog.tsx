import { type SubmitEvent, useState } from 'react';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Dialog } from '../../ui/Dialog';
import { Radios } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import { ActNotice } from './ActNotice';
import { handoverText } from './handover-text';
import { type Guest, guestsOf } from './reach';
import { Option } from './TransferDialog';
import { useAct } from './useAct';

/** 人をよぶ: an interpreter, a supervisor or an officer of another section. */
export function InviteDialog({
  call,
  signal,
  onClose,
}: {
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly onClose: () => void;
}) {
  const { invite: text } = useText(handoverText);
  const guests = guestsOf(call, useStore(signal).colleagues);
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { fault, act } = useAct(signal);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const guest = guests.find(({ key }) => key === chosen);
    if (guest === undefined) return setMissing(true);
    if (await act({ type: 'invite', call: call.call, whom: guest.whom })) onClose();
  };
  const nameOf = ({ section, whom }: Guest) =>
    section ?? (whom.who === 'interpreter' ? text.interpreter : text.supervisor);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <form className="handover" onSubmit={(event) => void submit(event)} noValidate>
        <p>{text.help}</p>
        <Radios
          label={text.whom}
          value={chosen}
          onChange={(key) => {
            setChosen(key);
            setMissing(false);
          }}
          options={guests.map((guest) => ({
            key: guest.key,
            words: <Option name={nameOf(guest)} help={text.available(guest.available)} />,
          }))}
          problem={missing ? text.missing : undefined}
        />
        <ActNotice fault={fault} />
        <FormActs cancel={text.cancel} submit={text.send} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
