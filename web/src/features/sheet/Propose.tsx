import { type SubmitEvent, useState } from 'react';
import { useText } from '../../i18n/language';
import { Dialog } from '../../ui/Dialog';
import { Radios, Several, TextField } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import type { Row } from './rows';
import { sheetText } from './text';

/** Asks for a suggestion. What the form takes, the booth decides; here it only must not be empty or a 個人番号. */
export function Propose({
  row,
  holdsMyNumber,
  onSend,
  onCancel,
}: {
  readonly row: Row;
  readonly holdsMyNumber: (text: string) => boolean;
  readonly onSend: (value: string) => void;
  readonly onCancel: () => void;
}) {
  const text = useText(sheetText);
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (faultOf() === undefined) onSend(value.trim());
  };
  const faultOf = () => {
    if (value.trim() === '') return text.proposeMissing;
    return holdsMyNumber(value) ? text.proposeMyNumber : undefined;
  };
  const problem = tried ? faultOf() : undefined;
  return (
    <Dialog title={text.proposeTitle(row.label)} onClose={onCancel}>
      <form className="propose" onSubmit={submit} noValidate>
        <p>{text.proposeHelp}</p>
        {row.suggest.by === 'choosing-several' ? (
          <Several
            label={text.proposeValue}
            options={row.suggest.options}
            none={row.suggest.none}
            value={value}
            onChange={setValue}
            problem={problem}
          />
        ) : row.suggest.by === 'choosing' ? (
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
