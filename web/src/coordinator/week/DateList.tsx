import { isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { openingText } from './opening-text';

/** Any number of dates, each with its reading in words. */
export function DateList({
  label,
  help,
  add,
  dates,
  onChange,
  problem,
}: {
  readonly label: string;
  readonly help?: string;
  readonly add: string;
  readonly dates: readonly string[];
  readonly onChange: (dates: string[]) => void;
  readonly problem?: string | undefined;
}) {
  const text = useText(openingText);
  const words = useDates();
  const reading = (date: string) => (isDate(date) ? words.long(date) : undefined);
  return (
    <fieldset className="date-list">
      <legend>{label}</legend>
      {help !== undefined && <p className="help">{help}</p>}
      {dates.map((date, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a date that is being typed has no other name than its place
        <div key={at}>
          <TextField
            label={<span className="visually-hidden">{text.date(String(at + 1))}</span>}
            type="date"
            help={reading(date)}
            value={date}
            onChange={(next) => onChange(dates.map((one, place) => (place === at ? next : one)))}
          />
          <Button
            aria-label={text.removeDate(reading(date) ?? text.date(String(at + 1)))}
            onPress={() => onChange(dates.filter((_, place) => place !== at))}
          >
            <Icon name="remove" />
            {text.removeWord}
          </Button>
        </div>
      ))}
      {problem !== undefined && <p className="problem">{problem}</p>}
      <Button onPress={() => onChange([...dates, ''])}>
        <Icon name="add" />
        {add}
      </Button>
    </fieldset>
  );
}
