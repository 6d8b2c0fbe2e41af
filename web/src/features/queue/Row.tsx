import type { QueueRow } from '../../generated/protocol';
import { languageNames, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { ACCEPT_KEY } from '../ring/plan';
import { Badge } from '../screening/Badge';
import { type Entry, entryOf, isClosable, isDeclinable, isTellable, type Reader } from './rows';
import { queueText } from './text';

type Words = (typeof queueText)['ja'];

/** What can be done with a row. */
export interface RowActs {
  readonly onEnter: (row: QueueRow) => void;
  readonly onDecline: (row: QueueRow) => void;
  readonly onTell: (row: QueueRow) => void;
  readonly onClose: (row: QueueRow) => void;
}

const icons: Readonly<Record<QueueRow['kind']['is'], IconName>> = {
  ticket: 'clock',
  transfer: 'transfer',
  invitation: 'invite',
  callback: 'callBack',
  running: 'call',
};

/** One row. A ringing one grows where it stands. */
export function Row({
  row,
  isFirst,
  now,
  reader,
  acts,
}: {
  readonly row: QueueRow;
  /** The key answers it. */
  readonly isFirst: boolean;
  /** By the server's clock. */
  readonly now: number;
  readonly reader: Reader;
  readonly acts: RowActs;
}) {
  const text = useText(queueText);
  const { kind, ringing } = row;
  const entry = entryOf(row, reader);
  const number = <span className="visually-hidden">{text.number(row.number)}</span>;
  return (
    <li className="row" data-kind={kind.is} data-ringing={ringing || undefined}>
      <div className="row-head">
        <span className="number">{text.number(row.number)}</span>
        <span className="state">
          <Icon name={ringing && kind.is === 'ticket' ? 'ring' : icons[kind.is]} />
          {stateWords(row, text)}
        </span>
      </div>
      <p className="subject">{row.subject_name}</p>
      <Badge screened={row.screened} />
      <Asked row={row} text={text} />
      <Details row={row} now={now} reader={reader} text={text} />
      {kind.is === 'callback' && !kind.reachable && <p className="aside">{text.unreachable}</p>}
      <div className="row-acts">
        {entry !== null && (
          <Button
            kind={ringing ? 'act' : 'plain'}
            size={ringing ? 'large' : 'normal'}
            aria-keyshortcuts={isFirst ? ACCEPT_KEY : undefined}
            onPress={() => acts.onEnter(row)}
          >
            <Icon name={entryIcons[entry]} />
            {text.entry[entry]} {number}
            {isFirst && <kbd>{text.key(ACCEPT_KEY)}</kbd>}
          </Button>
        )}
        {entry !== null && isDeclinable(row) && (
          <Button onPress={() => acts.onDecline(row)}>
            {text.decline} {number}
          </Button>
        )}
        {isClosable(row, reader) && (
          <Button onPress={() => acts.onClose(row)}>
            <Icon name="endCall" />
            {text.close.act} {number}
          </Button>
        )}
        {isTellable(row, reader) && (
          <Button onPress={() => acts.onTell(row)}>
            <Icon name="message" />
            {text.tell.act} {number}
          </Button>
        )}
      </div>
    </li>
  );
}

const entryIcons: Readonly<Record<Entry, IconName>> = {
  accept: 'call',
  'take-over': 'call',
  join: 'call',
  dial: 'callBack',
  listen: 'hearing',
};

function stateWords({ kind, ringing }: QueueRow, text: Words): string {
  if (kind.is !== 'ticket') return text.kind[kind.is];
  return ringing ? text.ringing : text.step[kind.step];
}

/** What a colleague asks, in their own words. */
function Asked({ row: { kind }, text }: { readonly row: QueueRow; readonly text: Words }) {
  if (kind.is === 'invitation')
    return <p className="asked">{text.invited(kind.from, text.whom[kind.whom.who])}</p>;
  if (kind.is !== 'transfer') return null;
  return (
    <div className="asked">
      <p>{text.transferred(kind.from)}</p>
      {kind.note !== '' && <blockquote>{kind.note}</blockquote>}
      <p>{kind.warm ? text.warm : text.cold}</p>
    </div>
  );
}

function Details({
  row,
  now,
  reader,
  text,
}: {
  readonly row: QueueRow;
  readonly now: number;
  readonly reader: Reader;
  readonly text: Words;
}) {
  const { kind, booked_at: booked } = row;
  const since = kind.is === 'callback' || kind.is === 'running' ? kind.since : row.rang_at;
  return (
    <dl>
      <Fact is={text.sinceLabel[kind.is]}>{text.wait(now - since)}</Fact>
      {kind.is === 'ticket' && (
        <Fact is={text.comes}>{booked === null ? text.walkIn : text.booked(booked)}</Fact>
      )}
      <Fact is={text.site} speaksForItself>
        {row.site_name}
      </Fact>
      <Fact is={text.language} speaksForItself>
        {languageNames[row.language]}
      </Fact>
      {reader.duty === 'answer' && <Fact is={text.identity}>{text.identityNeeded[row.identity_needed]}</Fact>}
    </dl>
  );
}

/** One thing to know of a row. What speaks for itself is named to screen readers only, so that more rows are in sight. */
function Fact({
  is,
  speaksForItself = false,
  children,
}: {
  readonly is: string;
  readonly speaksForItself?: boolean;
  readonly children: string;
}) {
  return (
    <div>
      <dt className={speaksForItself ? 'visually-hidden' : undefined}>{is}</dt> <dd>{children}</dd>
    </div>
  );
}
