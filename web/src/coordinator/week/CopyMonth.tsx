import { useState } from 'react';
import { addMonths } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import type { Finding, Plan, Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Choice } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { coordinationText } from '../frame/text';
import { copyMonth } from '../plan/month';
import { openingWords } from '../plan/words';
import { useServices, useWording } from '../services';
import { Findings } from './Findings';
import { openingText } from './opening-text';
import { raised } from './rows';
import { weekText } from './text';

/** How many months before and after can be chosen. */
const MONTHS = 13;

/** 「5月を6月へ写す」, with everything that would be added before it is, and what stands against it once it is. */
export function CopyMonth({
  plan,
  schedule,
  month,
  known,
  onGo,
  onClose,
}: {
  readonly plan: Plan;
  readonly schedule: Schedule;
  readonly month: string;
  /** The conflicts that were there before. */
  readonly known: readonly Finding[];
  /** Shows where a conflict is. */
  readonly onGo: (finding: Finding) => void;
  readonly onClose: () => void;
}) {
  const text = useText(weekText).copy;
  const frame = useText(coordinationText);
  const opening = useText(openingText);
  const { api, draft } = useServices();
  const dates = useDates();
  const wording = useWording(schedule);
  const [from, setFrom] = useState(month);
  const [to, setTo] = useState(addMonths(month, 1));
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [found, setFound] = useState<readonly Finding[] | null>(null);
  const months = Array.from({ length: MONTHS }, (_, by) => addMonths(month, by - 2));
  const options = months.map((key) => ({ key, words: dates.month(key) }));
  const { plan: copied, openings } = copyMonth(plan, from, to);
  const list = (some: readonly string[]) => some.map(dates.short).join(wording.text.list);
  const something = openings.some(({ added }) => added.length > 0);
  const copy = async () => {
    if (busy) return;
    setSaid(null);
    setBusy(true);
    const outcome = await draft.change(copied);
    const review = outcome.is === 'done' ? await api.review() : null;
    setBusy(false);
    if (outcome.is === 'flawed') return setSaid(outcome.title);
    if (outcome.is === 'not-now') return setSaid(opening.notNow);
    // What could not be sent is in the plan, and told above the table.
    const against = review?.is === 'ok' ? raised(review.value.findings, known, null) : [];
    if (against.length === 0) onClose();
    else setFound(against);
  };
  if (found !== null) {
    return (
      <Dialog title={text.title} onClose={onClose}>
        <div className="copy-month">
          <p>{text.found(dates.month(from), dates.month(to))}</p>
          <Findings findings={found} onGo={onGo} />
          <div className="acts">
            <Button
              onPress={() => {
                onClose();
                void draft.undo();
              }}
            >
              {text.undo}
            </Button>
            <Button kind="primary" autoFocus onPress={onClose}>
              {opening.leave}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div className="copy-month">
        {said !== null && (
          <Notice kind="harm" live="now">
            {said}
          </Notice>
        )}
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
              {openings.map(({ opening: id, added, without, exceptions }) => {
                const of = plan.openings.find((one) => one.id === id);
                return (
                  <li key={id}>
                    <strong>{of === undefined ? id : openingWords(of, wording)}</strong>
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
          <Button kind="primary" isDisabled={!something || from === to} onPress={() => void copy()}>
            {busy ? opening.saving : text.do}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
