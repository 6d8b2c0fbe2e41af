import { type SubmitEvent, useState } from 'react';
import { readNumber } from '../../calendar/times';
import type { BookingRules, Plan } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { useServices } from '../services';
import { calendarsText } from './calendars-text';

type Name = keyof BookingRules;
const names: readonly Name[] = [
  'lead_minutes',
  'horizon_days',
  'per_person',
  'early_minutes',
  'late_minutes',
];

/** What holds for every booking of the ward. */
export function Rules({ plan }: { readonly plan: Plan }) {
  const text = useText(calendarsText);
  const { draft } = useServices();
  const [entry, setEntry] = useState<Readonly<Record<Name, string>>>(
    () => Object.fromEntries(names.map((name) => [name, String(plan.rules[name])])) as Record<Name, string>,
  );
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const [said, setSaid] = useState<string | null>(null);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSaid(null);
    const read = names.map((name) => [name, readNumber(entry[name])] as const);
    const missing = read.filter(([, value]) => value === null);
    setWrong(Object.fromEntries(missing.map(([name]) => [name, text.number])));
    if (missing.length > 0) return;
    const outcome = await draft.change({
      ...plan,
      rules: Object.fromEntries(read) as unknown as BookingRules,
    });
    if (outcome.is === 'not-now') return setSaid(text.notNow);
    if (outcome.is !== 'flawed') return;
    setSaid(outcome.title);
    setWrong(
      Object.fromEntries(outcome.errors.map(({ path, message }) => [path.replace('rules/', ''), message])),
    );
  };
  return (
    <section>
      <h2>{text.rules}</h2>
      <form className="rules" noValidate onSubmit={(event) => void submit(event)}>
        {said !== null && (
          <Notice kind="harm" live="now">
            {said}
          </Notice>
        )}
        {names.map((name) => (
          <TextField
            key={name}
            label={text.ruleHelp[name]}
            inputMode="numeric"
            autoComplete="off"
            value={entry[name]}
            onChange={(value) => setEntry({ ...entry, [name]: value })}
            problem={wrong[name]}
          />
        ))}
        <Button kind="primary" type="submit">
          {text.save}
        </Button>
      </form>
    </section>
  );
}
