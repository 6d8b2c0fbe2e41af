import { type SubmitEvent, useState } from 'react';
import { isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { readTime, shortTime } from '../../calendar/times';
import type { Explanation, PlanOf } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Choice, TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { PageProps } from '../App';
import { firstOf } from '../plan/names';
import { useServices } from '../services';
import { explainText } from './text';

/** なぜ？: why a time is or is not open, in sentences. */
export function ExplainPage({ schedule, plan }: PageProps) {
  const text = useText(explainText);
  const dates = useDates();
  const { api } = useServices();
  const subjects = schedule.sections.flatMap((section) => section.subjects);
  const [of, setOf] = useState<PlanOf>(schedule.version === 0 ? 'draft' : 'published');
  const [first] = useState(() => firstOf(schedule, plan));
  const [site, setSite] = useState(first.site);
  const [subject, setSubject] = useState(first.subject);
  const [date, setDate] = useState(schedule.today);
  const [time, setTime] = useState('9:00');
  const [tried, setTried] = useState(false);
  const [told, setTold] = useState<{ readonly about: string; readonly why: Explanation } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const at = readTime(time);
  const nameOf = (list: readonly { readonly key: string; readonly words: string }[], key: string) =>
    list.find((one) => one.key === key)?.words ?? '';
  const sites = schedule.sites.map((one) => ({ key: one.site, words: one.name }));
  const about = subjects.map((one) => ({ key: one.subject, words: one.name }));
  const ask = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    setFault(null);
    if (at === null || !isDate(date)) return;
    const answer = await api.explain({ of, site, subject, at: `${date}T${at}` });
    if (answer.is === 'ok') {
      const words = text.about(dates.long(date), shortTime(at), nameOf(sites, site), nameOf(about, subject));
      return setTold({ about: words, why: answer.value });
    }
    setTold(null);
    setFault(answer.is === 'refused' ? answer.title : text.unreachable);
  };
  return (
    <>
      <p>{text.lead}</p>
      <form className="filters" noValidate onSubmit={(event) => void ask(event)}>
        <Choice
          label={text.of}
          options={(['published', 'draft'] as const).map((key) => ({ key, words: text.ofs[key] }))}
          value={of}
          onChange={setOf}
        />
        <Choice label={text.site} options={sites} value={site} onChange={setSite} />
        <Choice label={text.subject} options={about} value={subject} onChange={setSubject} />
        <TextField
          label={text.date}
          type="date"
          value={date}
          onChange={setDate}
          problem={tried && !isDate(date) ? text.noDate : undefined}
        />
        <TextField
          label={text.time}
          help={text.timeHelp}
          autoComplete="off"
          value={time}
          onChange={setTime}
          problem={tried && at === null ? text.noTime : undefined}
        />
        <Button kind="primary" type="submit">
          {text.ask}
        </Button>
      </form>
      {fault !== null && (
        <Notice kind="harm" live="now">
          {fault}
        </Notice>
      )}
      <div role="status">
        {told !== null && (
          <Notice kind={told.why.open ? 'done' : 'act'}>
            <h2>{told.why.open ? text.open : text.closed}</h2>
            <p>{told.about}</p>
            <ul className="reasons">
              {told.why.reasons.map(({ why, sentence }) => (
                <li key={`${why}${sentence}`}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </>
  );
}
