import { useState } from 'react';
import { wallOf } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import { ListTable } from '../../frame/ListTable';
import type { AffectedRow, Review } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import type { PageProps } from '../App';
import { Asking } from '../frame/Asking';
import { Changes } from '../plan/Changes';
import { differences } from '../plan/parts';
import { useServices, useWording } from '../services';
import { Findings } from '../week/Findings';
import { Preview } from './Preview';
import './publish.css';
import { publishText } from './text';
import { Versions } from './Versions';

type Said =
  | { readonly is: 'published'; readonly version: number }
  | { readonly is: 'rolled'; readonly version: number }
  | { readonly is: 'failed'; readonly words: string };

/** 公開: what would change, what stands against it, whom it hits, how it looks; then the act, and the way back. */
export function PublishPage({ schedule, plan }: PageProps) {
  const text = useText(publishText);
  const { api, draft } = useServices();
  const wording = useWording(schedule);
  const { asked, again } = useAsked(`${schedule.revision}/${schedule.version}`, api.review);
  const state = useStore(draft);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const changes = differences(schedule.published, plan);
  const saved = state.is === 'open' && state.saving.is === 'saved';

  const publish = async () => {
    setBusy(true);
    const answer = await api.publish(schedule.revision);
    setBusy(false);
    await draft.load();
    if (answer.is === 'ok') return setSaid({ is: 'published', version: schedule.version + 1 });
    if (answer.is === 'unreachable') return setSaid({ is: 'failed', words: text.failed });
    setSaid({
      is: 'failed',
      words: answer.code === 'stale-tag' ? text.stale : `${text.failed}${answer.title}`,
    });
  };
  const rollback = async (version: number) => {
    const answer = await api.rollback(version);
    await draft.load();
    if (answer.is === 'ok') return setSaid({ is: 'rolled', version });
    setSaid({ is: 'failed', words: answer.is === 'refused' ? answer.title : text.failed });
  };

  return (
    <div className="publish">
      <div aria-live="polite">
        {said?.is === 'published' && (
          <Notice kind="done">
            <p>{text.published(String(said.version))}</p>
            {said.version > 1 && <Button onPress={() => void rollback(said.version - 1)}>{text.back}</Button>}
          </Notice>
        )}
        {said?.is === 'rolled' && <Notice kind="done">{text.rolled(String(said.version))}</Notice>}
        {said?.is === 'failed' && <Notice kind="harm">{said.words}</Notice>}
      </div>
      {changes.length === 0 ? (
        <p>{text.nothing}</p>
      ) : (
        <>
          <section>
            <h2>{text.changes}</h2>
            <Changes list={changes} wording={wording} />
          </section>
          <Asking asked={asked} again={again}>
            {(review) => (
              <Judged
                review={review}
                zone={schedule.time_zone}
                canPublish={saved && !busy}
                busy={busy}
                onPublish={() => void publish()}
              />
            )}
          </Asking>
        </>
      )}
      <Preview schedule={schedule} plan={plan} />
      <Versions
        current={schedule.version}
        zone={schedule.time_zone}
        ask={api.versions}
        lead={text.rollbackLead}
        onRollback={rollback}
      />
    </div>
  );
}

function Judged({
  review,
  zone,
  canPublish,
  busy,
  onPublish,
}: {
  readonly review: Review;
  readonly zone: string;
  readonly canPublish: boolean;
  readonly busy: boolean;
  readonly onPublish: () => void;
}) {
  const text = useText(publishText);
  const blocked = review.findings.some(({ gravity }) => gravity === 'blocks');
  return (
    <>
      <section>
        <h2>{text.findings}</h2>
        {review.findings.length === 0 ? (
          <p>{text.clear}</p>
        ) : (
          <Findings
            findings={review.findings}
            few={3}
            onGo={() => {
              location.hash = 'week';
            }}
          />
        )}
      </section>
      <section>
        <h2>{text.affected}</h2>
        {review.affected.length === 0 ? (
          <p>{text.affectedNone}</p>
        ) : (
          <>
            <p>{text.affectedLead(String(review.affected.length))}</p>
            <AffectedTable rows={review.affected} zone={zone} />
          </>
        )}
      </section>
      <div className="do">
        {blocked && <Notice kind="harm">{text.blocked}</Notice>}
        <Button kind="primary" size="large" isDisabled={blocked || !canPublish} onPress={onPublish}>
          {busy ? text.publishing : text.publish}
        </Button>
      </div>
    </>
  );
}

/** Bookings that could not take place, each with why. */
export function AffectedTable({
  rows,
  zone,
}: {
  readonly rows: readonly AffectedRow[];
  readonly zone: string;
}) {
  const text = useText(publishText);
  const dates = useDates();
  return (
    <ListTable label={text.affected} heads={[text.when, text.where, text.what, text.why]}>
      {rows.map((row) => {
        const { date, time } = wallOf(row.starts, zone);
        return (
          <tr key={row.booking}>
            <th scope="row">
              {dates.short(date)} {shortTime(time)}
            </th>
            <td>{row.site_name}</td>
            <td>{row.subject_name}</td>
            <td>{row.sentence}</td>
          </tr>
        );
      })}
    </ListTable>
  );
}
