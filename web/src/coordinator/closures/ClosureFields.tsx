import { isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import type { Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Choice, Radios, TextField } from '../../ui/Field';
import type { ClosureEntry, ClosureField } from './closure';
import { closuresText } from './text';

export type ClosureWrong = Readonly<Partial<Record<ClosureField, string>>>;

export function ClosureFields({
  schedule,
  entry,
  wrong,
  onChange,
}: {
  readonly schedule: Schedule;
  readonly entry: ClosureEntry;
  readonly wrong: ClosureWrong;
  readonly onChange: (entry: ClosureEntry) => void;
}) {
  const text = useText(closuresText).form;
  const dates = useDates();
  const put = (more: Partial<ClosureEntry>) => onChange({ ...entry, ...more });
  const reading = (date: string) => (isDate(date) ? dates.long(date) : undefined);
  return (
    <>
      <Radios
        label={text.scope}
        options={(['all', 'site', 'section'] as const).map((key) => ({ key, words: text.scopes[key] }))}
        value={entry.scope}
        onChange={(scope) => put({ scope })}
      />
      {entry.scope === 'site' && (
        <Choice
          label={text.site}
          placeholder={text.choose}
          options={schedule.sites.map(({ site, name }) => ({ key: site, words: name }))}
          value={entry.site}
          onChange={(site) => put({ site })}
          problem={wrong.site}
        />
      )}
      {entry.scope === 'section' && (
        <Choice
          label={text.section}
          placeholder={text.choose}
          options={schedule.sections.map(({ section, name }) => ({ key: section, words: name }))}
          value={entry.section}
          onChange={(section) => put({ section })}
          problem={wrong.section}
        />
      )}
      <div className="pair">
        <TextField
          label={text.fromDate}
          help={reading(entry.fromDate)}
          type="date"
          value={entry.fromDate}
          onChange={(fromDate) => put({ fromDate })}
          problem={wrong.from}
        />
        <TextField
          label={text.fromTime}
          help={text.timeHelp}
          autoComplete="off"
          value={entry.fromTime}
          onChange={(fromTime) => put({ fromTime })}
        />
        <TextField
          label={text.untilDate}
          help={reading(entry.untilDate)}
          type="date"
          value={entry.untilDate}
          onChange={(untilDate) => put({ untilDate })}
          problem={wrong.until}
        />
        <TextField
          label={text.untilTime}
          help={text.timeHelp}
          autoComplete="off"
          value={entry.untilTime}
          onChange={(untilTime) => put({ untilTime })}
        />
      </div>
      <TextField
        label={text.reason}
        help={text.reasonHelp}
        autoComplete="off"
        maxLength={120}
        value={entry.reason}
        onChange={(reason) => put({ reason })}
        problem={wrong.reason}
      />
      <TextField
        label={text.instead}
        help={text.insteadHelp}
        autoComplete="off"
        maxLength={120}
        value={entry.instead}
        onChange={(instead) => put({ instead })}
      />
    </>
  );
}
