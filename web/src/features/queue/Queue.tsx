import { type ReactNode, useState } from 'react';
import type { CallId, QueueRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import type { AnswerFault } from './answer';
import './queue.css';
import { CloseCallback } from './CloseCallback';
import { Row, type RowActs } from './Row';
import { partsOf, type Reader, waitingTickets } from './rows';
import { Tell } from './Tell';
import { queueText } from './text';

/** Who waits, in order; below the line who is to be called back, then what runs. Nothing moves the focus. */
export function Queue({
  rows,
  first,
  ahead,
  reader,
  fault,
  signal,
  holdsMyNumber,
  onEnter,
  onDecline,
  children,
}: {
  readonly rows: readonly QueueRow[];
  /** The row that the key answers. */
  readonly first: QueueRow | null;
  /** What to add to this machine's clock for the server's. */
  readonly ahead: number;
  readonly reader: Reader;
  readonly fault: AnswerFault | null;
  readonly signal: Pick<SignalClient, 'request'>;
  readonly holdsMyNumber: (text: string) => boolean;
  /** Pinned above who waits. */
  readonly children?: ReactNode;
} & Pick<RowActs, 'onEnter' | 'onDecline'>) {
  const text = useText(queueText);
  const now = useNow() + ahead;
  const [telling, setTelling] = useState<CallId | null>(null);
  const [closing, setClosing] = useState<CallId | null>(null);
  const told = rows.find(({ call, kind }) => call === telling && kind.is === 'ticket');
  const closed = rows.find(({ call, kind }) => call === closing && kind.is === 'callback');
  const { waiting, callbacks, running } = partsOf(rows);
  const interprets = reader.duty === 'interpret';
  const acts: RowActs = {
    onEnter,
    onDecline,
    onTell: ({ call }) => setTelling(call),
    onClose: ({ call }) => setClosing(call),
  };
  const list = (part: readonly QueueRow[]) => (
    <ol>
      {part.map((row) => (
        <Row
          key={`${row.call} ${row.kind.is}`}
          row={row}
          isFirst={row === first}
          now={now}
          reader={reader}
          acts={acts}
        />
      ))}
    </ol>
  );
  return (
    <section className="queue" aria-labelledby="queue-title">
      {children}
      <h2 id="queue-title">
        {interprets ? text.titleAsked : text.title}{' '}
        <span className="count">{text.count(interprets ? waiting.length : waitingTickets(rows))}</span>
      </h2>
      <p role="status" className="visually-hidden">
        {first !== null && text.announce(first.number, first.subject_name, first.site_name)}
      </p>
      <div role="status">{fault !== null && <Notice kind="act">{faultWords(fault, text)}</Notice>}</div>
      {waiting.length === 0 ? <p className="empty">{emptyWords(reader, text)}</p> : list(waiting)}
      {callbacks.length > 0 && (
        <>
          <h3>
            {text.titleCallbacks} <span className="count">{text.count(callbacks.length)}</span>
          </h3>
          {list(callbacks)}
        </>
      )}
      {running.length > 0 && (
        <>
          <h3>
            {text.titleRunning} <span className="count">{text.count(running.length)}</span>
          </h3>
          {list(running)}
        </>
      )}
      {closed !== undefined && (
        <CloseCallback row={closed} signal={signal} onClose={() => setClosing(null)} />
      )}
      {told !== undefined && (
        <Tell row={told} signal={signal} holdsMyNumber={holdsMyNumber} onClose={() => setTelling(null)} />
      )}
    </section>
  );
}

function emptyWords({ presence, duty }: Reader, text: (typeof queueText)['ja']): string {
  if (duty === 'interpret') return text.emptyAsked;
  return presence === 'away' ? text.emptyAway : text.empty;
}

function faultWords(fault: AnswerFault, text: (typeof queueText)['ja']): string {
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
