import { useState } from 'react';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { ActNotice } from '../call/ActNotice';
import './companion.css';
import { companionKinds, nameCompanions } from './companions';
import { companionText, companionWords } from './text';

/** 付き添い: who is with the resident, in words; a button to whoever has the call. */
export function Companions({
  call,
  signal,
  mayName,
}: {
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly mayName: boolean;
}) {
  const text = useText(companionText);
  const { and, kind: kinds } = useText(companionWords);
  const [open, setOpen] = useState(false);
  const said = companionKinds.filter((kind) => call.companions.includes(kind));
  const words = said.length > 0 ? said.map((kind) => kinds[kind]).join(and) : text.none;
  return (
    <>
      {mayName && (
        <Button onPress={() => setOpen(true)}>
          <Icon name="people" />
          {text.line(words)}
        </Button>
      )}
      <p role="status" className={mayName ? 'visually-hidden' : 'companions'}>
        {said.length > 0 && text.line(words)}
      </p>
      {open && <CompanionDialog call={call} signal={signal} onClose={() => setOpen(false)} />}
    </>
  );
}

/** One press a kind; each is said at once. */
function CompanionDialog({
  call,
  signal,
  onClose,
}: {
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly onClose: () => void;
}) {
  const text = useText(companionText);
  const { kind: kinds } = useText(companionWords);
  const [naming] = useState(() => nameCompanions(signal, call.call));
  const { asked, fault } = useStore(naming);
  const said = asked ?? call.companions;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p>{text.help}</p>
      <fieldset className="companion-kinds" aria-label={text.title}>
        {companionKinds.map((kind) => (
          <ToggleButton
            key={kind}
            isSelected={said.includes(kind)}
            onChange={() => void naming.toggle(call.companions, kind)}
          >
            {said.includes(kind) && <Icon name="done" />}
            {kinds[kind]}
          </ToggleButton>
        ))}
      </fieldset>
      <ActNotice fault={fault} />
      <div className="acts">
        <Button kind="primary" onPress={onClose}>
          {text.close}
        </Button>
      </div>
    </Dialog>
  );
}
