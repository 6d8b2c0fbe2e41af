import type { QueueRow } from '../../generated/protocol';
import { languageNames, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import type { Duty } from '../account/session';
import { ACCEPT_KEY } from '../ring/plan';
import type { AcceptFault } from './accept';
import './queue.css';
import { queueText } from './text';

/** Who waits, in order. A ringing row grows where it stands; nothing moves the focus. */
export function Queue({
  rows,
  first,
  ahead,
  away,
  fault,
  duty,
  onAccept,
  onJoin,
}: {
  readonly rows: readonly QueueRow[];
  /** The row that the key accepts. */
  readonly first: QueueRow | null;
  /** What to add to this machine's clock for the server's. */
  readonly ahead: number;
  readonly away: boolean;
  readonly fault: AcceptFault | null;
  readonly duty: Duty;
  readonly onAccept: (row: QueueRow) => void;
  /** Into a call that runs; only interpreters' queues hold any. */
  readonly onJoin: ((row: QueueRow) => void) | null;
}) {
  const text = useText(queueText);
  const now = useNow() + ahead;
  const interprets = duty === 'interpret';
  return (
    <section className="queue" aria-labelledby="queue-title">
      <h2 id="queue-title">
        {interprets ? text.titleRunning : text.title} <span className="count">{text.count(rows.length)}</span>
      </h2>
      <p role="status" className="visually-hidden">
        {first !== null && text.announce(first.number, first.subject_name, first.site_name)}
      </p>
      <div role="status">{fault !== null && <Notice kind="act">{faultWords(fault, text)}</Notice>}</div>
      {rows.length === 0 ? (
        <p className="empty">{interprets ? text.emptyRunning : away ? text.emptyAway : text.empty}</p>
      ) : (
        <ol>
          {rows.map((row) => (
            <li key={row.call} className="row" data-ringing={row.ringing || undefined}>
              <div className="row-head">
                <span className="number">{text.number(row.number)}</span>
                <span className="state">
                  <Icon name={row.ringing ? 'ring' : 'clock'} />
                  {row.ringing ? text.ringing : interprets ? text.running : text.waiting}
                </span>
              </div>
              <p className="subject">{row.subject_name}</p>
              <dl>
                <dt>{text.site}</dt>
                <dd>{row.site_name}</dd>
                <dt>{interprets ? text.sinceLabel : text.waitLabel}</dt>
                <dd className="figures">{text.wait(now - row.rang_at)}</dd>
                <dt>{text.language}</dt>
                <dd>{languageNames[row.language]}</dd>
                {!interprets && (
                  <>
                    <dt>{text.identity}</dt>
                    <dd>{text.identityNeeded[row.identity_needed]}</dd>
                  </>
                )}
              </dl>
              {row.ringing && (
                <Button
                  kind="act"
                  size="large"
                  aria-keyshortcuts={row === first ? ACCEPT_KEY : undefined}
                  onPress={() => onAccept(row)}
                >
                  <Icon name="call" />
                  {text.accept} <span className="visually-hidden">{text.number(row.number)}</span>
                  {row === first && <kbd>{text.key(ACCEPT_KEY)}</kbd>}
                </Button>
              )}
              {interprets && onJoin !== null && (
                <Button onPress={() => onJoin(row)}>
                  <Icon name="call" />
                  {text.join} <span className="visually-hidden">{text.number(row.number)}</span>
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function faultWords(fault: AcceptFault, text: (typeof queueText)['ja']): string {
  switch (fault.is) {
    case 'taken':
      return text.taken(fault.number, fault.by ?? text.takenByOther);
    case 'gone':
      return text.gone(fault.number);
    case 'failed':
      return text.failed(fault.reason);
    case 'lost':
      return text.lost;
  }
}
