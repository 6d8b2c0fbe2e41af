import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useDates } from '../../calendar/era';
import type { FieldProblem, Holiday } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { PageProps } from '../App';
import { Asking } from '../frame/Asking';
import { useServices } from '../services';
import { byYear, csvOf } from './csv';
import './holidays.css';
import { holidaysText } from './text';

type Said =
  | { readonly is: 'done'; readonly count: number; readonly before: readonly Holiday[] }
  | { readonly is: 'undone' }
  | { readonly is: 'failed'; readonly words: string; readonly errors: readonly FieldProblem[] };

/** 祝日: what is known, the file that brings it, and everything that is wrong with a file. */
export function HolidaysPage({ schedule }: PageProps) {
  const text = useText(holidaysText);
  const dates = useDates();
  const { api, draft } = useServices();
  const { asked, again } = useAsked('', api.holidays);
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const known = asked.is === 'loaded' ? asked.value : [];
  const send = async (content: Blob, after: (holidays: readonly Holiday[]) => Said) => {
    setBusy(true);
    const answer = await api.importHolidays(content);
    setBusy(false);
    if (answer.is === 'ok') {
      setFile(null);
      // The answer may be short; the list itself is asked for anew.
      const now = await api.holidays();
      setSaid(after(now.is === 'ok' ? now.value : known));
    } else if (answer.is === 'refused') {
      setSaid({ is: 'failed', words: answer.title || text.failed, errors: answer.errors ?? [] });
    } else setSaid({ is: 'failed', words: text.unreachable, errors: [] });
    again();
    void draft.load();
  };
  return (
    <>
      <p>{text.lead}</p>
      {schedule.holidays_missing && <Notice kind="act">{text.missing}</Notice>}
      <p>{schedule.holidays_until === null ? text.none : text.known(dates.long(schedule.holidays_until))}</p>
      <section>
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv']}
          onSelect={(files) => {
            setFile(files?.[0] ?? null);
            setSaid(null);
          }}
        >
          <Button>
            <Icon name="add" />
            {text.file}
          </Button>
        </FileTrigger>
        {file !== null && (
          <>
            <p>
              {text.chosen(file.name)} {text.replace}
            </p>
            <Button
              kind="primary"
              isDisabled={busy}
              onPress={() => void send(file, (now) => ({ is: 'done', count: now.length, before: known }))}
            >
              {busy ? text.importing : text.import}
            </Button>
          </>
        )}
        <div role="status">
          {said?.is === 'done' && (
            <Notice kind="done">
              <p>{text.done(String(said.count))}</p>
              {said.before.length > 0 && (
                <Button
                  isDisabled={busy}
                  onPress={() => void send(new Blob([csvOf(said.before)]), () => ({ is: 'undone' }))}
                >
                  <Icon name="undo" />
                  {text.undo}
                </Button>
              )}
            </Notice>
          )}
          {said?.is === 'undone' && <Notice kind="done">{text.undone}</Notice>}
          {said?.is === 'failed' && (
            <Notice kind="harm">
              <p>{said.words}</p>
              {said.errors.length > 0 && (
                <>
                  <h2>{text.rows}</h2>
                  <ul className="reasons">
                    {said.errors.map(({ path, message }) => (
                      <li key={`${path}${message}`}>{message}</li>
                    ))}
                  </ul>
                </>
              )}
            </Notice>
          )}
        </div>
      </section>
      <Asking asked={asked} again={again}>
        {(list) => (
          <div className="years">
            {byYear(list).map(({ year, list: its }) => (
              <table key={year} className="list">
                <caption>{dates.year(`${year}-12-31`)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{text.date}</th>
                    <th scope="col">{text.name}</th>
                  </tr>
                </thead>
                <tbody>
                  {its.map(({ date, name }) => (
                    <tr key={date}>
                      <th scope="row">{dates.short(date)}</th>
                      <td>{name}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
        )}
      </Asking>
    </>
  );
}
