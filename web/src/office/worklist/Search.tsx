import { type SubmitEvent, useState } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { addressOf } from '../page';
import { useServices } from '../services';
import { worklistText } from './text';
import { findByReceipt, readReceipt } from './worklist';

/** Opens one application by its 受付番号, wherever it stands. */
export function Search() {
  const text = useText(worklistText);
  const { api } = useServices();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setFault(null);
    const receipt = readReceipt(typed);
    setProblem(receipt === null ? text.notReceipt : undefined);
    if (receipt === null) return;
    setBusy(true);
    const answer = await findByReceipt(api, receipt);
    setBusy(false);
    if (answer.is === 'unreachable') return setFault(text.unreachable);
    if (answer.is === 'refused') return setFault(answer.title);
    if (answer.value === null) return setFault(text.notFound(receipt));
    location.hash = addressOf({ page: 'application', id: answer.value.id });
  };
  return (
    <form className="search" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        label={text.search}
        help={text.searchHelp}
        problem={problem}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={setTyped}
      />
      <Button type="submit">{busy ? text.finding : text.find}</Button>
      {fault !== null && (
        <Notice kind="act" live="now">
          {fault}
        </Notice>
      )}
    </form>
  );
}
