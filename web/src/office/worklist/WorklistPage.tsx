import { useState } from 'react';
import { statusText } from '../../features/application/status-text';
import type { ApplicationStatus, StatusCounts, Worklist } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Asking } from '../Asking';
import { addressOf, STATUSES } from '../page';
import { useServices } from '../services';
import { RowsTable } from './RowsTable';
import { Search } from './Search';
import { worklistText } from './text';
import './worklist.css';
import { afterOf, back, countOf, forward, type Trail } from './worklist';

/** 作業一覧: what stands at one step, and how much stands at the others. */
export function WorklistPage({ status }: { readonly status: ApplicationStatus }) {
  const text = useText(worklistText);
  const { api } = useServices();
  const [trail, setTrail] = useState<Trail>([]);
  const after = afterOf(trail);
  const { asked, again } = useAsked(`${status}/${after ?? ''}`, () => api.worklist({ status, after }));
  return (
    <div className="worklist">
      <Search />
      <Steps status={status} counts={asked.is === 'loaded' ? asked.value.counts : null} />
      <section>
        <p>{text.lead[status]}</p>
        <Asking asked={asked} again={again}>
          {(list) => (
            <>
              {list.rows.length === 0 ? (
                <p className="empty">{text.empty[status]}</p>
              ) : (
                <RowsTable rows={list.rows} />
              )}
              <Turn trail={trail} list={list} onTurn={setTrail} onRefresh={again} />
            </>
          )}
        </Asking>
      </section>
    </div>
  );
}

/** The steps in their order, each with how many stand there. */
function Steps({
  status,
  counts,
}: {
  readonly status: ApplicationStatus;
  readonly counts: StatusCounts | null;
}) {
  const text = useText(worklistText);
  const words = useText(statusText);
  return (
    <nav className="steps" aria-label={text.steps}>
      <ol>
        {STATUSES.map((one) => (
          <li key={one}>
            <a
              href={addressOf({ page: 'worklist', status: one })}
              aria-current={one === status ? 'page' : undefined}
            >
              <span>{words[one]}</span>
              <strong>{counts === null ? text.nothing : countOf(counts, one)}</strong>
              {one === 'correction' && counts !== null && counts.overdue > 0 && (
                <span className="late">{text.overdue(counts.overdue)}</span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Turn({
  trail,
  list,
  onTurn,
  onRefresh,
}: {
  readonly trail: Trail;
  readonly list: Worklist;
  readonly onTurn: (trail: Trail) => void;
  readonly onRefresh: () => void;
}) {
  const text = useText(worklistText);
  return (
    <div className="turn">
      <Button onPress={onRefresh}>
        <Icon name="again" />
        {text.refresh}
      </Button>
      {(trail.length > 0 || list.more) && (
        <>
          <Button isDisabled={trail.length === 0} onPress={() => onTurn(back(trail))}>
            <Icon name="back" />
            {text.before}
          </Button>
          <p role="status">{text.page(trail.length + 1)}</p>
          <Button isDisabled={!list.more} onPress={() => onTurn(forward(trail, list))}>
            {text.after}
            <Icon name="forward" />
          </Button>
        </>
      )}
    </div>
  );
}
