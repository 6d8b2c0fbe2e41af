import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Finding, Plan, Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { FormActs } from '../../ui/FormActs';
import { Notice } from '../../ui/Notice';
import { putOpening } from '../plan/edit';
import { type EntryProblems, type OpeningEntry, read } from '../plan/entry';
import { atFields, type Wrong } from '../plan/wrong';
import { useServices } from '../services';
import { Findings } from './Findings';
import { OpeningFields } from './OpeningFields';
import { openingText } from './opening-text';
import { raised } from './rows';

/** 編集: one opening. It stays open, with everything that was typed, until it is in the draft. */
export function OpeningDialog({
  schedule,
  plan,
  entry: first,
  known,
  onClose,
}: {
  readonly schedule: Schedule;
  readonly plan: Plan;
  readonly entry: OpeningEntry;
  /** The conflicts that were there before. */
  readonly known: readonly Finding[];
  readonly onClose: () => void;
}) {
  const text = useText(openingText);
  const { api, draft } = useServices();
  const [entry, setEntry] = useState(first);
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [found, setFound] = useState<readonly Finding[] | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const isNew = !plan.openings.some(({ id }) => id === entry.id);

  const labels: Readonly<Record<string, string>> = {
    title: text.name,
    section: text.section,
    sites: text.sites,
    subjects: text.subjects,
    'days/days': text.weekdays,
    'days/from': text.from,
    'days/until': text.until,
    'days/dates': text.dates,
    'hours/opens': text.opens,
    'hours/closes': text.closes,
    unit_minutes: text.unit,
    seats: text.seats,
    interpreter: text.interpreter,
    except: text.except,
  };
  const count = Object.keys(wrong).length;
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (count > 0) summary.current?.focus();
  }, [count]);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setSaid(null);
    const opening = read(entry);
    if (opening.is === 'flawed') return setWrong(words(opening.problems, text.problems));
    setWrong({});
    setBusy(true);
    const next = putOpening(plan, opening.opening);
    const outcome = await draft.change(next);
    setBusy(false);
    if (outcome.is === 'flawed') {
      const at = next.openings.findIndex(({ id }) => id === entry.id);
      setSaid(outcome.title);
      return setWrong(atFields(outcome.errors, at));
    }
    if (outcome.is === 'not-now') return setSaid(text.notNow);
    // What could not be sent is in the plan, and told above the table.
    if (outcome.is === 'kept') return onClose();
    const review = await api.review();
    const mine = review.is === 'ok' ? raised(review.value.findings, known, entry.id) : [];
    if (mine.length === 0) onClose();
    else setFound(mine);
  };

  return (
    <Dialog title={isNew && found === null ? text.titleNew : text.title} onClose={onClose}>
      {found !== null ? (
        <div className="opening-form">
          <p>{text.found}</p>
          <Findings findings={found} />
          <div className="acts">
            <Button onPress={onClose}>{text.leave}</Button>
            <Button kind="primary" autoFocus onPress={() => setFound(null)}>
              {text.fix}
            </Button>
          </div>
        </div>
      ) : (
        <form ref={form} className="opening-form" noValidate onSubmit={(event) => void submit(event)}>
          {(count > 0 || said !== null) && (
            <div ref={summary} tabIndex={-1}>
              <Notice kind="harm" live="now">
                {count > 0 && <strong>{text.wrong(String(count))}</strong>}
                {said !== null && count === 0 && <p>{said}</p>}
                <ul>
                  {Object.entries(wrong).map(([path, message]) => (
                    <li key={path}>{text.at(labels[path], message)}</li>
                  ))}
                </ul>
              </Notice>
            </div>
          )}
          <OpeningFields schedule={schedule} plan={plan} entry={entry} wrong={wrong} onChange={setEntry} />
          <FormActs cancel={text.cancel} submit={busy ? text.saving : text.save} onCancel={onClose} />
        </form>
      )}
    </Dialog>
  );
}

function words(problems: EntryProblems, texts: Readonly<Record<EntryProblems[string], string>>): Wrong {
  return Object.fromEntries(Object.entries(problems).map(([path, problem]) => [path, texts[problem]]));
}
