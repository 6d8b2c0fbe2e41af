import { useState } from 'react';
import { addMonths } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import type { Plan, Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Choice } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { frameText } from '../frame/text';
import { copyMonth } from '../plan/month';
import { openingWords } from '../plan/words';
import { useServices, useWording } from '../services';
import { weekText } from './text';

/** How many months before and after can be chosen. */
const MONTHS = 13;

/** 「5月を6月へ写す」, with everything that would be added before it is. */
export function CopyMonth({
  plan,
  schedule,
  month,
  onClose,
}: {
  readonly plan: Plan;
  readonly schedule: Schedule;
  readonly month: string;
  readonly onClose: () => void;
}) {
  const text = useText(weekText).copy;
  const frame = useText(frameText);
  const { draft } = useServices();
  const dates = useDates();
  const wording = useWording(schedule);
  const [from, setFrom] = useState(month);
  const [to, setTo] = useState(addMonths(month, 1));
  const months = Array.from({ length: MONTHS }, (_, by) => addMonths(month, by - 2));
  const options = months.map((key) => ({ key, words: dates.month(key) }));
  const { plan: copied, openings } = copyMonth(plan, from, to);
  const list = (some: readonly string[]) => some.map(dates.short).join(wording.text.list);
  const something = openings.some(({ added }) => added.length > 0);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div className="copy-month">
        <p>{text.lead}</p>
        <p>{text.weekly}</p>
        <div className="filters">
          <Choice label={text.from} options={options} value={from} onChange={setFrom} />
          <Choice label={text.to} options={options} value={to} onChange={setTo} />
        </div>
        <section aria-live="polite">
          <h3>{text.preview(dates.month(from), dates.month(to))}</h3>
          {from === to ? (
            <Notice kind="act">{text.same}</Notice>
          ) : openings.length === 0 ? (
            <p>{text.nothing}</p>
          ) : (
            <ul className="changes">
              {openings.map(({ opening, added, without, exceptions }) => {
                const found = plan.openings.find(({ id }) => id === opening);
                return (
                  <li key={opening}>
                    <strong>{found === undefined ? opening : openingWords(found, wording)}</strong>
                    {added.length > 0 && <p>{text[exceptions ? 'except' : 'dates'](list(added))}</p>}
                    {without.length > 0 && <p>{text.without(list(without))}</p>}
                  </li>
                );
              })}
            </ul>
          )}
        </section>
        <div className="acts">
          <Button onPress={onClose}>{frame.cancel}</Button>
          <Button
            kind="primary"
            isDisabled={!something || from === to}
            onPress={() => {
              onClose();
              void draft.change(copied);
            }}
          >
            {text.do}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
