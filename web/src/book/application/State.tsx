import { wallOf } from '../../calendar/dates';
import { dayInWords } from '../../calendar/day';
import { today } from '../../clock/today';
import { statusText } from '../../features/application/status-text';
import type { ApplicationStatus, OwnApplication } from '../../generated/protocol';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Fact, Press, Title } from '../parts';
import { Hindrance, useApplying } from './ApplicationPage';

/** Every application goes through these; 補正のお願い stands between them only while it is asked. */
const WAY: readonly ApplicationStatus[] = ['submitted', 'review', 'complete', 'handed-over'];

/** Where the application stands, and what is asked. */
export function State() {
  const { said } = useBook();
  const { applicant, tell, t, text, language, how } = useApplying();
  if (applicant.found === null) return null;
  const { code, application } = applicant.found;
  const { date } = wallOf(application.submitted_at, 'Asia/Tokyo');
  const busy = how?.is === 'running';
  return (
    <>
      <Title>{t.state.title}</Title>
      <Hindrance />
      {application.status === 'correction' ? (
        <Asked application={application} />
      ) : (
        <p>
          <Words>{t.state.words[application.status]}</Words>
        </p>
      )}
      <Steps status={application.status} />
      <dl className="facts">
        <Fact name={t.state.receipt}>
          <strong>{application.receipt}</strong>
        </Fact>
        <Fact name={t.state.form}>
          <Words>{said(application.title)}</Words>
        </Fact>
        <Fact name={t.state.submitted}>
          <Words>{dayInWords(date, language)}</Words>
        </Fact>
      </dl>
      <div className="acts">
        <Press
          icon="again"
          busy={busy}
          onPress={() => {
            tell({ type: 'type-code', typed: code });
            tell({ type: 'find' });
          }}
        >
          {busy ? text.busy : t.state.again}
        </Press>
        <Press onPress={() => tell({ type: 'forget' })}>{t.state.other}</Press>
      </div>
    </>
  );
}

/** 補正のお願い, until when, and the way to put it right. */
function Asked({ application }: { readonly application: OwnApplication }) {
  const { tell, t, text, language, how } = useApplying();
  const { correction } = application;
  if (correction === null) return null;
  const busy = how?.is === 'running';
  const day = dayInWords(correction.until, language);
  const late = correction.until < today();
  return (
    <section className="asked">
      <h2>
        <Words>{t.state.asked}</Words>
      </h2>
      <p>
        <strong>
          <Words>{late ? t.state.late(day) : t.state.until(day)}</Words>
        </strong>
      </p>
      <ul lang="ja">
        {correction.reasons.map(({ path, words }) => (
          <li key={path}>{words}</li>
        ))}
      </ul>
      <Press kind="primary" busy={busy} onPress={() => tell({ type: 'fix' })}>
        {busy ? text.busy : t.state.fix}
      </Press>
      <p>
        <Words>{t.state.call}</Words>
      </p>
    </section>
  );
}

function Steps({ status }: { readonly status: ApplicationStatus }) {
  const { t, language } = useApplying();
  const way = status === 'correction' ? WAY.toSpliced(2, 0, status) : WAY;
  const here = way.indexOf(status);
  return (
    <section>
      <h2>
        <Words>{t.state.steps}</Words>
      </h2>
      <ol className="way-of">
        {way.map((one, at) => (
          <li
            key={one}
            data-is={at < here ? 'past' : at === here ? 'now' : 'next'}
            aria-current={at === here ? 'step' : undefined}
          >
            {at < here && <Icon name="done" />}
            <span>
              <Words>{statusText[language][one]}</Words>
              {at === here && (
                <strong>
                  <Words>{t.state.now}</Words>
                </strong>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
