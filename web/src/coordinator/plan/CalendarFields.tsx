import { isDate, WEEKDAYS } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Check, Checks } from '../../ui/Checks';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { type CalendarEntry, type DateEntry, newDate, newWeek, type WeekEntry } from './calendar-entry';
import { calendarsText } from './calendars-text';

/** The week and the exceptions of a calendar. */
export function CalendarFields({
  interpreter,
  entry,
  wrong,
  onChange,
}: {
  readonly interpreter: boolean;
  readonly entry: CalendarEntry;
  readonly wrong: Readonly<Record<string, string>>;
  readonly onChange: (entry: CalendarEntry) => void;
}) {
  const text = useText(calendarsText);
  const dates = useDates();
  const { week } = entry;
  const putWeek = (at: number, more: Partial<WeekEntry>) =>
    onChange({ ...entry, week: week.map((one, place) => (place === at ? { ...one, ...more } : one)) });
  const putDate = (at: number, more: Partial<DateEntry>) =>
    onChange({
      ...entry,
      dates: entry.dates.map((one, place) => (place === at ? { ...one, ...more } : one)),
    });
  /** What is wrong with something, or with a part of it that has no place of its own. */
  const problem = (path: string) =>
    wrong[path] ?? Object.entries(wrong).find(([at]) => at.startsWith(`${path}/`))?.[1];
  return (
    <>
      <fieldset className="calendar-part">
        <legend>{text.week}</legend>
        {week.length === 0 && <p className="help">{text.noWeek}</p>}
        {week.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line that is being typed has no other name than its place
          <div key={at} className="calendar-line">
            <Checks
              label={text.weekDays(String(at + 1))}
              options={WEEKDAYS.map((key) => ({ key, words: dates.weekday(key) }))}
              value={one.days}
              onChange={(days) => putWeek(at, { days })}
              problem={problem(`week/${at}/days`)}
            />
            <TextField
              label={text.opens}
              autoComplete="off"
              value={one.opens}
              onChange={(opens) => putWeek(at, { opens })}
              problem={problem(`week/${at}/hours`)}
            />
            <TextField
              label={text.closes}
              autoComplete="off"
              value={one.closes}
              onChange={(closes) => putWeek(at, { closes })}
            />
            <Button
              aria-label={text.removeWeek(String(at + 1))}
              onPress={() => onChange({ ...entry, week: week.filter((_, place) => place !== at) })}
            >
              <Icon name="remove" />
              {text.remove}
            </Button>
          </div>
        ))}
        <Button onPress={() => onChange({ ...entry, week: [...week, newWeek] })}>
          <Icon name="add" />
          {text.addWeek}
        </Button>
      </fieldset>
      <fieldset className="calendar-part">
        <legend>{interpreter ? text.absences : text.dates}</legend>
        {entry.dates.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line that is being typed has no other name than its place
          <div key={at} className="calendar-line">
            <TextField
              label={text.date}
              help={isDate(one.date) ? dates.long(one.date) : undefined}
              type="date"
              value={one.date}
              onChange={(date) => putDate(at, { date })}
              problem={problem(`dates/${at}/date`)}
            />
            <Check value={one.closed} onChange={(closed) => putDate(at, { closed })}>
              {text.closed}
            </Check>
            {!one.closed && (
              <>
                <TextField
                  label={text.opens}
                  autoComplete="off"
                  value={one.opens}
                  onChange={(opens) => putDate(at, { opens })}
                  problem={problem(`dates/${at}/hours`)}
                />
                <TextField
                  label={text.closes}
                  autoComplete="off"
                  value={one.closes}
                  onChange={(closes) => putDate(at, { closes })}
                />
                {one.more.length > 0 && <p className="help">{text.more}</p>}
              </>
            )}
            <Button
              aria-label={text.removeDate(isDate(one.date) ? dates.long(one.date) : '')}
              onPress={() => onChange({ ...entry, dates: entry.dates.filter((_, place) => place !== at) })}
            >
              <Icon name="remove" />
              {text.remove}
            </Button>
          </div>
        ))}
        <Button onPress={() => onChange({ ...entry, dates: [...entry.dates, newDate] })}>
          <Icon name="add" />
          {text.addDate}
        </Button>
      </fieldset>
    </>
  );
}
