import { type SubmitEvent, useState } from 'react';
import type { Calendar, Plan } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Check } from '../../ui/Checks';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import { Notice } from '../../ui/Notice';
import { useServices } from '../services';
import { CalendarFields } from './CalendarFields';
import { calendarEntryOf, newWeek, readCalendar } from './calendar-entry';
import { calendarsText } from './calendars-text';

/** One calendar: of a building, an office or an interpreter. */
export function CalendarDialog({
  of,
  title,
  name: firstName,
  calendar,
  path,
  apply,
  onRemove,
  onClose,
}: {
  readonly of: 'building' | 'office' | 'interpreter';
  readonly title: string;
  /** What an interpreter is called; the others have their names from elsewhere. */
  readonly name?: string;
  /** Null is no hours at all: always open. */
  readonly calendar: Calendar | null;
  /** Where in the plan the calendar stands, for the server's errors. */
  readonly path: (plan: Plan) => string;
  readonly apply: (calendar: Calendar | null, name: string) => Plan;
  readonly onRemove?: (() => void) | undefined;
  readonly onClose: () => void;
}) {
  const text = useText(calendarsText);
  const { draft } = useServices();
  const [limited, setLimited] = useState(calendar !== null);
  const [name, setName] = useState(firstName ?? '');
  const [entry, setEntry] = useState(calendarEntryOf(calendar ?? { week: [], dates: [] }));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [said, setSaid] = useState<string | null>(null);
  const interpreter = of === 'interpreter';
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSaid(null);
    const read = readCalendar(entry);
    const nameMissing = interpreter && name.trim() === '';
    if (limited && (read.is === 'flawed' || nameMissing)) {
      const problems = read.is === 'flawed' ? Object.entries(read.problems) : [];
      setWrong(
        Object.fromEntries([
          ...problems.map(([at, problem]) => [at, text.problems[problem]]),
          ...(nameMissing ? [['name', text.nameMissing]] : []),
        ]),
      );
      return setSaid(text.wrong);
    }
    setWrong({});
    const next = apply(limited && read.is === 'calendar' ? read.calendar : null, name.trim());
    const outcome = await draft.change(next);
    if (outcome.is === 'flawed') {
      const prefix = path(next);
      setWrong(
        Object.fromEntries(
          outcome.errors.map(({ path: at, message }) => [
            at.startsWith(prefix) ? at.slice(prefix.length) : at,
            message,
          ]),
        ),
      );
      return setSaid(outcome.title);
    }
    if (outcome.is === 'not-now') return setSaid(text.notNow);
    onClose();
  };
  const elsewhere = Object.entries(wrong).filter(([at]) => !/^(name$|week\/|dates\/)/.test(at));
  return (
    <Dialog title={text.title(title)} onClose={onClose}>
      <form className="opening-form" noValidate onSubmit={(event) => void submit(event)}>
        {said !== null && (
          <Notice kind="harm" live="now">
            <p>{said}</p>
            {elsewhere.map(([at, message]) => (
              <p key={at}>{message}</p>
            ))}
          </Notice>
        )}
        {interpreter ? (
          <TextField
            label={text.name}
            help={text.nameHelp}
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={setName}
            problem={wrong.name}
          />
        ) : (
          <div>
            <Check
              value={limited}
              onChange={(on) => {
                setLimited(on);
                if (on && entry.week.length === 0) setEntry({ ...entry, week: [newWeek] });
              }}
            >
              {text.limited}
            </Check>
            {!limited && <p className="help">{text.alwaysBuilding}</p>}
          </div>
        )}
        {limited && (
          <CalendarFields interpreter={interpreter} entry={entry} wrong={wrong} onChange={setEntry} />
        )}
        <FormActs cancel={text.cancel} submit={text.save} onCancel={onClose}>
          {onRemove !== undefined && (
            <Button kind="harm" onPress={onRemove}>
              {text.removeInterpreter}
            </Button>
          )}
        </FormActs>
      </form>
    </Dialog>
  );
}
