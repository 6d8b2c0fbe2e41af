import { type ReactNode, useState } from 'react';
import type { DeskRow, QueueRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import { presenceText } from '../account/presence-text';
import { duration } from '../call/screen';
import { floorOf } from './floor';
import './supervise.css';
import { superviseText } from './text';

type Told = { readonly kind: 'done' | 'harm'; readonly words: string };

/** 窓口のようす: what a supervisor sees of a section, and the three things they do about it. */
export function Supervise({
  signal,
  onListen,
}: {
  readonly signal: SignalClient;
  readonly onListen: (row: QueueRow) => void;
}) {
  const text = useText(superviseText);
  const { queue, desks, ahead } = useStore(signal);
  const now = useNow() + ahead;
  const floor = floorOf(queue, desks);
  const [told, setTold] = useState<Told | null>(null);
  const assign = async ({ call, number }: QueueRow, { account, name }: DeskRow) => {
    const reply = await signal.request({ type: 'assign', call, desk: account });
    if (reply.type === 'refused') setTold({ kind: 'harm', words: text.failed(reply.problem.title) });
    else if (reply.type === 'lost') setTold({ kind: 'harm', words: text.lost });
    else setTold({ kind: 'done', words: text.given(number, name) });
  };
  const [longest] = floor.waiting;
  return (
    <main className="supervise">
      <h2>{text.title}</h2>
      <p className="longest">
        {longest === undefined ? text.nobody : text.longest(longest.number, duration(now - longest.rang_at))}
      </p>
      <div role="status">{told !== null && <Notice kind={told.kind}>{told.words}</Notice>}</div>
      {floor.waiting.length > 0 && (
        <Waiting
          rows={floor.waiting}
          free={floor.free}
          now={now}
          onAssign={(row, desk) => void assign(row, desk)}
        />
      )}
      <Desks desks={floor.desks} now={now} onListen={onListen} />
    </main>
  );
}

function Waiting({
  rows,
  free,
  now,
  onAssign,
}: {
  readonly rows: readonly QueueRow[];
  readonly free: readonly DeskRow[];
  readonly now: number;
  readonly onAssign: (row: QueueRow, desk: DeskRow) => void;
}) {
  const text = useText(superviseText);
  return (
    <Table caption={text.waiting} heads={[text.number, text.subject, text.site, text.wait, text.give]}>
      {rows.map((row) => (
        <tr key={row.call}>
          <th scope="row">{row.number}</th>
          <td>{row.subject_name}</td>
          <td>{row.site_name}</td>
          <td className="figures">{duration(now - row.rang_at)}</td>
          <td>
            {free.length === 0 ? (
              text.noFree
            ) : (
              <Choice
                label={<span className="visually-hidden">{text.giveTo(row.number)}</span>}
                placeholder={text.giveChoose}
                value={null}
                options={free.map(({ account, name }) => ({ key: account, words: name }))}
                onChange={(account) => {
                  const desk = free.find((desk) => desk.account === account);
                  if (desk !== undefined) onAssign(row, desk);
                }}
              />
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Desks({
  desks,
  now,
  onListen,
}: {
  readonly desks: ReturnType<typeof floorOf>['desks'];
  readonly now: number;
  readonly onListen: (row: QueueRow) => void;
}) {
  const text = useText(superviseText);
  const { presence: words } = useText(presenceText);
  if (desks.length === 0) return <p>{text.noDesks}</p>;
  return (
    <Table caption={text.desks} heads={[text.name, text.presence, text.since, text.serves, text.listen]}>
      {desks.map(({ row, serves }) => (
        <tr key={row.account} data-presence={row.presence}>
          <th scope="row">{row.name}</th>
          <td className="presence">{words[row.presence]}</td>
          <td className="figures">{duration(now - row.since)}</td>
          <td>{row.number !== null && `${row.number} ${row.subject_name ?? ''}`}</td>
          <td>
            {serves !== null && (
              <Button aria-label={text.listenTo(serves.number)} onPress={() => onListen(serves)}>
                <Icon name="hearing" />
                {text.listen}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Table({
  caption,
  heads,
  children,
}: {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
