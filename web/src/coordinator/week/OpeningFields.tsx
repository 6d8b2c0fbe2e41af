import { isDate, WEEKDAYS } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { rowText } from '../../features/booking/row-text';
import type { OpeningKind, Plan, Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Check, Checks } from '../../ui/Checks';
import { Choice, Radios, TextField } from '../../ui/Field';
import type { OpeningEntry } from '../plan/entry';
import type { Wrong } from '../plan/wrong';
import { DateList } from './DateList';
import { openingText } from './opening-text';

const kinds: readonly OpeningKind[] = ['counter', 'clinic', 'lecture'];
const NOBODY = 'nobody';

/** The fields of an opening. */
export function OpeningFields({
  schedule,
  plan,
  entry,
  wrong,
  onChange,
}: {
  readonly schedule: Schedule;
  readonly plan: Plan;
  readonly entry: OpeningEntry;
  readonly wrong: Wrong;
  readonly onChange: (entry: OpeningEntry) => void;
}) {
  const text = useText(openingText);
  const { counter: counterMark } = useText(rowText);
  const dates = useDates();
  const put = (more: Partial<OpeningEntry>) => onChange({ ...entry, ...more });
  const reading = (date: string) => (isDate(date) ? dates.long(date) : undefined);
  const subjects = schedule.sections.find(({ section }) => section === entry.section)?.subjects ?? [];
  // A counter is chosen by itself: who opens all booths does not open it along with them.
  const booths = schedule.sites.filter(({ counter }) => counter !== true).map(({ site }) => site);
  const everywhere = booths.every((site) => entry.sites.includes(site));
  return (
    <>
      <Radios
        label={text.kind}
        options={kinds.map((key) => ({ key, words: text.kinds[key] }))}
        value={entry.kind}
        onChange={(kind) => put({ kind })}
      />
      {entry.kind !== 'counter' && (
        <TextField
          label={text.name}
          help={text.nameHelp}
          autoComplete="off"
          maxLength={60}
          value={entry.title}
          onChange={(title) => put({ title })}
          problem={wrong.title}
        />
      )}
      <Choice
        label={text.section}
        placeholder={text.choose}
        options={schedule.sections.map(({ section, name }) => ({ key: section, words: name }))}
        value={entry.section}
        onChange={(section) => put({ section, subjects: section === entry.section ? entry.subjects : [] })}
        problem={wrong.section}
      />
      <div className="with-act">
        <Checks
          label={text.sites}
          help={text.sitesHelp}
          options={schedule.sites.map(({ site, name, counter }) => ({
            key: site,
            words: counter ? `${name}（${counterMark}）` : name,
          }))}
          value={entry.sites}
          onChange={(sites) => put({ sites })}
          problem={wrong.sites}
        />
        <Button onPress={() => put({ sites: everywhere ? [] : booths })}>
          {everywhere ? text.noneOf : text.all}
        </Button>
      </div>
      {subjects.length > 0 && (
        <Checks
          label={text.subjects}
          help={text.subjectsHelp}
          options={subjects.map(({ subject, name }) => ({ key: subject, words: name }))}
          value={entry.subjects}
          onChange={(chosen) => put({ subjects: chosen })}
          problem={wrong.subjects}
        />
      )}
      <Radios
        label={text.repeat}
        options={(['weekly', 'dates'] as const).map((key) => ({ key, words: text.repeats[key] }))}
        value={entry.repeat}
        onChange={(repeat) => put({ repeat })}
      />
      {entry.repeat === 'weekly' ? (
        <>
          <Checks
            label={text.weekdays}
            options={WEEKDAYS.map((key) => ({ key, words: dates.weekday(key) }))}
            value={entry.weekdays}
            onChange={(weekdays) => put({ weekdays })}
            problem={wrong['days/days']}
          />
          <div className="pair">
            <TextField
              label={text.from}
              help={reading(entry.from)}
              type="date"
              value={entry.from}
              onChange={(from) => put({ from })}
              problem={wrong['days/from']}
            />
            <TextField
              label={text.until}
              help={reading(entry.until) ?? text.untilHelp}
              type="date"
              value={entry.until}
              onChange={(until) => put({ until })}
              problem={wrong['days/until']}
            />
          </div>
        </>
      ) : (
        <DateList
          label={text.dates}
          add={text.addDate}
          dates={entry.dates}
          onChange={(list) => put({ dates: list })}
          problem={wrong['days/dates']}
        />
      )}
      <div className="pair">
        <TextField
          label={text.opens}
          help={text.timeHelp}
          autoComplete="off"
          value={entry.opens}
          onChange={(opens) => put({ opens })}
          problem={wrong['hours/opens']}
        />
        <TextField
          label={text.closes}
          help={text.timeHelp}
          autoComplete="off"
          value={entry.closes}
          onChange={(closes) => put({ closes })}
          problem={wrong['hours/closes']}
        />
        {entry.kind !== 'lecture' && (
          <TextField
            label={text.unit}
            help={text.unitHelp}
            inputMode="numeric"
            autoComplete="off"
            value={entry.unit}
            onChange={(unit) => put({ unit })}
            problem={wrong.unit_minutes}
          />
        )}
        <TextField
          label={entry.kind === 'lecture' ? text.capacity : text.seats}
          help={text.seatsHelp}
          inputMode="numeric"
          autoComplete="off"
          value={entry.seats}
          onChange={(seats) => put({ seats })}
          problem={wrong.seats}
        />
      </div>
      <Choice
        label={text.interpreter}
        options={[
          { key: NOBODY, words: text.noInterpreter },
          ...plan.interpreters.map(({ id, name }) => ({ key: id, words: name })),
        ]}
        value={entry.interpreter ?? NOBODY}
        onChange={(key) => put({ interpreter: key === NOBODY ? null : key })}
        problem={wrong.interpreter}
      />
      {entry.repeat === 'weekly' && (
        <DateList
          label={text.except}
          help={text.exceptHelp}
          add={text.addExcept}
          dates={entry.except}
          onChange={(except) => put({ except })}
          problem={wrong.except}
        />
      )}
      <Check value={entry.onHolidays} onChange={(onHolidays) => put({ onHolidays })}>
        {text.onHolidays}
      </Check>
    </>
  );
}
