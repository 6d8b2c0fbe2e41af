import { type SubmitEvent, useRef, useState } from 'react';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import type { BookingRow, NewClosure, Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { FormActs } from '../../ui/FormActs';
import { Notice } from '../../ui/Notice';
import { Contact } from '../bookings/BookingsTable';
import { useServices } from '../services';
import { ClosureFields, type ClosureWrong } from './ClosureFields';
import { useWhen } from './ClosuresPage';
import { type ClosureEntry, hit, readClosure, scopeName } from './closure';
import { closuresText } from './text';

interface Meant {
  readonly closure: NewClosure;
  /** None where nobody could tell: a typhoon does not wait for the list. */
  readonly hit: readonly BookingRow[] | null;
}

/** A closure is asked for, looked at with what it hits, and done by pressing twice. */
export function ClosureDialog({
  schedule,
  entry: first,
  onClosed,
  onClose,
}: {
  readonly schedule: Schedule;
  readonly entry: ClosureEntry;
  readonly onClosed: (hit: number) => void;
  readonly onClose: () => void;
}) {
  const text = useText(closuresText);
  const { form } = text;
  const { api, newId } = useServices();
  const [entry, setEntry] = useState(first);
  const [wrong, setWrong] = useState<ClosureWrong>({});
  const [meant, setMeant] = useState<Meant | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef(newId());

  const look = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSaid(null);
    const read = readClosure(entry);
    if (read.is === 'flawed') {
      return setWrong(
        Object.fromEntries(
          Object.entries(read.problems).map(([field, problem]) => [field, form.problems[problem]]),
        ),
      );
    }
    setWrong({});
    const { closure } = read;
    const [from = '', until = ''] = [closure.from, closure.until].map((at) => at.slice(0, 10));
    const answer = await api.bookings({ from, until, site: null, section: null });
    if (answer.is === 'unreachable') return setSaid(text.unreachable);
    // Other words make another closure; the same one sent again is still the same.
    key.current = newId();
    setMeant({ closure, hit: answer.is === 'ok' ? hit(answer.value, closure) : null });
  };
  const close = async ({ closure, hit: rows }: Meant) => {
    setBusy(true);
    const answer = await api.close(closure, key.current);
    setBusy(false);
    if (answer.is === 'ok') return onClosed(rows?.length ?? 0);
    if (answer.is === 'unreachable') return setSaid(text.unreachable);
    setSaid([answer.title, ...(answer.errors ?? []).map(({ message }) => message)].join(' '));
  };

  return (
    <Dialog title={entry.scope === 'all' ? form.titleAll : form.title} onClose={onClose}>
      {said !== null && (
        <Notice kind="harm" live="now">
          {said}
        </Notice>
      )}
      {meant === null ? (
        <form className="opening-form" noValidate onSubmit={(event) => void look(event)}>
          <ClosureFields schedule={schedule} entry={entry} wrong={wrong} onChange={setEntry} />
          <FormActs cancel={form.cancel} submit={form.next} onCancel={onClose} />
        </form>
      ) : (
        <Confirm
          meant={meant}
          schedule={schedule}
          busy={busy}
          onBack={() => setMeant(null)}
          onDo={() => void close(meant)}
        />
      )}
    </Dialog>
  );
}

function Confirm({
  meant: { closure, hit: rows },
  schedule,
  busy,
  onBack,
  onDo,
}: {
  readonly meant: Meant;
  readonly schedule: Schedule;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onDo: () => void;
}) {
  const text = useText(closuresText);
  const dates = useDates();
  const when = useWhen();
  const { form } = text;
  const [sure, setSure] = useState(false);
  return (
    <div className="opening-form">
      <section>
        <h3>
          {rows === null ? form.hitUnknown : rows.length === 0 ? form.hitNone : form.hit(String(rows.length))}
        </h3>
        {rows !== null && rows.length > 0 && (
          <ul className="hit">
            {rows.map((row) => (
              <li key={row.booking}>
                {dates.short(row.date)} {shortTime(row.time)} {row.site_name} {row.subject_name}{' '}
                <Contact row={row} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3>{form.resident}</h3>
        <div className="resident">
          <strong>{closure.reason}</strong>
          <p>{form.closed(scopeName(closure.scope, schedule, text.all), when(closure))}</p>
          <p>{closure.instead || form.phone}</p>
        </div>
      </section>
      <div className="acts">
        <Button isDisabled={busy} onPress={onBack}>
          {form.back}
        </Button>
        <Button
          kind={sure ? 'act' : 'harm'}
          isDisabled={busy}
          onPress={() => {
            if (sure) onDo();
            else setSure(true);
          }}
        >
          <span aria-live="polite">{busy ? form.busy : sure ? form.sure : form.do}</span>
        </Button>
      </div>
    </div>
  );
}
