import { type SubmitEvent, useState } from 'react';
import { readNumber } from '../../calendar/times';
import type { Plan, Schedule, ScheduleSubject } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import { Notice } from '../../ui/Notice';
import { useServices } from '../services';
import { calendarsText } from './calendars-text';
import { putLength } from './edit';
import { planText } from './text';

/** How long each subject takes, and what staff need after it. */
export function Lengths({ schedule, plan }: { readonly schedule: Schedule; readonly plan: Plan }) {
  const text = useText(calendarsText);
  const words = useText(planText);
  const [doing, setDoing] = useState<ScheduleSubject | null>(null);
  const subjects = schedule.sections.flatMap((section) => section.subjects);
  return (
    <section>
      <h2>{text.lengths}</h2>
      <p>{text.lengthsLead}</p>
      <ul className="hours-list">
        {subjects.map((subject) => {
          const set = plan.lengths.find((one) => one.subject === subject.subject);
          return (
            <li key={subject.subject}>
              <strong>{subject.name}</strong>
              <span>
                {set === undefined
                  ? text.usual(String(subject.minutes))
                  : `${words.field.minutes} ${words.minutes(String(set.minutes))}${words.list}${words.field.buffer} ${words.minutes(String(set.buffer_minutes))}`}
              </span>
              <Button aria-label={text.changeOf(subject.name)} onPress={() => setDoing(subject)}>
                {text.change}
              </Button>
            </li>
          );
        })}
      </ul>
      {doing !== null && <LengthDialog subject={doing} plan={plan} onClose={() => setDoing(null)} />}
    </section>
  );
}

function LengthDialog({
  subject,
  plan,
  onClose,
}: {
  readonly subject: ScheduleSubject;
  readonly plan: Plan;
  readonly onClose: () => void;
}) {
  const text = useText(calendarsText);
  const { draft } = useServices();
  const set = plan.lengths.find((one) => one.subject === subject.subject);
  const [talk, setTalk] = useState(String(set?.minutes ?? subject.minutes));
  const [buffer, setBuffer] = useState(String(set?.buffer_minutes ?? 0));
  const [tried, setTried] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [minutes, after] = [readNumber(talk), readNumber(buffer)];
  const become = async (next: Plan) => {
    const outcome = await draft.change(next);
    if (outcome.is === 'flawed')
      setSaid(outcome.errors.map(({ message }) => message).join(' ') || outcome.title);
    else if (outcome.is === 'not-now') setSaid(text.notNow);
    else onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (minutes === null || after === null) return;
    void become(
      putLength(plan, subject.subject, { subject: subject.subject, minutes, buffer_minutes: after }),
    );
  };
  return (
    <Dialog title={text.title(subject.name)} onClose={onClose}>
      <form className="opening-form" noValidate onSubmit={submit}>
        {said !== null && (
          <Notice kind="harm" live="now">
            {said}
          </Notice>
        )}
        <div className="pair">
          <TextField
            label={text.talk}
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            value={talk}
            onChange={setTalk}
            problem={tried && minutes === null ? text.number : undefined}
          />
          <TextField
            label={text.buffer}
            inputMode="numeric"
            autoComplete="off"
            value={buffer}
            onChange={setBuffer}
            problem={tried && after === null ? text.number : undefined}
          />
        </div>
        <FormActs cancel={text.cancel} submit={text.save} onCancel={onClose}>
          {set !== undefined && (
            <Button onPress={() => void become(putLength(plan, subject.subject, null))}>
              {text.usualLength}
            </Button>
          )}
        </FormActs>
      </form>
    </Dialog>
  );
}
