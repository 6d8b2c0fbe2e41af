import { type SubmitEvent, useState } from 'react';
import { useText } from '../../i18n/language';
import { Dialog } from '../../ui/Dialog';
import { Radios, TextField } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import type { Row } from './rows';
import { sheetText } from './text';

/** Asks for a suggestion. What the form takes, the booth decides; here it only must not be empty. */
export function Propose({
  row,
  onSend,
  onCancel,
}: {
  readonly row: Row;
  readonly onSend: (value: string) => void;
  readonly onCancel: () => void;
}) {
  const text = useText(sheetText);
  const [value, setValue] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (value.trim() === '') setMissing(true);
    else onSend(value.trim());
  };
  const problem = missing && value.trim() === '' ? text.proposeMissing : undefined;
  return (
    <Dialog title={text.proposeTitle(row.label)} onClose={onCancel}>
      <form className="propose" onSubmit={submit} noValidate>
        <p>{text.proposeHelp}</p>
        {row.suggest.by === 'choosing' ? (
          <Radios
            label={text.proposeValue}
            options={row.suggest.options}
            value={value === '' ? null : value}
            onChange={setValue}
            problem={problem}
          />
        ) : (
          <TextField
            label={text.proposeValue}
            type={row.suggest.by === 'day' ? 'date' : 'text'}
            autoComplete="off"
            autoFocus
            value={value}
            onChange={setValue}
            problem={problem}
          />
        )}
        <FormActs cancel={text.cancel} submit={text.send} onCancel={onCancel} />
      </form>
    </Dialog>
  );
}
