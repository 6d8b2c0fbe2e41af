import { useState } from 'react';
import type { DeviceRow, LampState, OfficeOrder } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon, type IconName } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Move, Rename } from './Amend';
import type { Answer, DevicesApi, Issued } from './api';
import { CodeDialog } from './CodeDialog';
import { standingOf, whyUnknown } from './devices';
import { faultWords } from './fault';
import { devicesText } from './text';

type Asking = 'rename' | 'move' | 'revoke' | { readonly issued: Issued };
type Done = keyof (typeof devicesText)['ja']['done'];

/** One device: how it stands and what to do about it, its parts, its last self-check, and what can be ordered. */
export function Detail({
  row,
  rows,
  api,
  onChanged,
}: {
  readonly row: DeviceRow;
  readonly rows: readonly DeviceRow[];
  readonly api: DevicesApi;
  readonly onChanged: () => Promise<void>;
}) {
  const text = useText(devicesText);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [said, setSaid] = useState<{ readonly kind: 'done' | 'harm'; readonly words: string } | null>(null);

  const act = async (request: Promise<Answer<unknown>>, done: Done) => {
    setAsking(null);
    const answer = await request;
    setSaid(
      answer.is === 'ok'
        ? { kind: 'done', words: text.done[done] }
        : { kind: 'harm', words: faultWords(answer, text.fault) },
    );
    await onChanged();
  };
  const order = (order: OfficeOrder, done: Done) => void act(api.order(row.booth, order), done);
  const recode = async () => {
    const answer = await api.codeFor(row.booth);
    if (answer.is === 'ok') setAsking({ issued: answer.value });
    else setSaid({ kind: 'harm', words: faultWords(answer, text.fault) });
  };
  const isIn = row.state === 'enrolled';
  const isTerminal = row.kind === 'enrol';
  const stopped = row.out_of_order === 'office';
  return (
    <>
      <h2>{row.name}</h2>
      <p className="quiet">
        {row.site_name}　{text.kinds[row.kind]}
      </p>
      <Stands row={row} />
      <div role="status">{said !== null && <Notice kind={said.kind}>{said.words}</Notice>}</div>
      {row.state !== 'revoked' && (
        <fieldset className="device-acts">
          <legend>{text.acts.title}</legend>
          {isIn && isTerminal && (
            <>
              <Button onPress={() => order({ type: 'selfcheck' }, 'selfcheck')}>{text.acts.selfcheck}</Button>
              <Button onPress={() => order({ type: 'restart' }, 'restart')}>{text.acts.restart}</Button>
            </>
          )}
          {isIn && (
            <Button
              kind={stopped ? 'primary' : 'plain'}
              onPress={() => order({ type: 'out-of-order', on: !stopped }, stopped ? 'resumed' : 'stopped')}
            >
              {stopped ? text.acts.resume : text.acts.stop}
            </Button>
          )}
          <Button onPress={() => setAsking('rename')}>{text.acts.rename}</Button>
          <Button onPress={() => setAsking('move')}>{text.acts.move}</Button>
          <Button kind={row.state === 'suspended' ? 'primary' : 'plain'} onPress={() => void recode()}>
            {text.acts.recode}
          </Button>
          <Button kind="harm" onPress={() => setAsking('revoke')}>
            {text.acts.revoke}
          </Button>
        </fieldset>
      )}
      <Lamps row={row} />
      {isTerminal && <Check row={row} />}
      {asking === 'rename' && (
        <Rename
          row={row}
          onCancel={() => setAsking(null)}
          onSave={(name) => void act(api.change(row.booth, { name }), 'renamed')}
        />
      )}
      {asking === 'move' && (
        <Move
          row={row}
          api={api}
          onCancel={() => setAsking(null)}
          onSave={(site) => void act(api.change(row.booth, { site }), 'moved')}
        />
      )}
      {asking === 'revoke' && (
        <Dialog title={text.revoking.title(row.name)} role="alertdialog" onClose={() => setAsking(null)}>
          <p>{text.revoking.help}</p>
          <div className="acts">
            <Button onPress={() => setAsking(null)}>{text.revoking.no}</Button>
            <Button kind="harm" onPress={() => void act(api.revoke(row.booth), 'revoked')}>
              {text.revoking.yes}
            </Button>
          </div>
        </Dialog>
      )}
      {asking !== null && typeof asking === 'object' && (
        <CodeDialog
          issued={asking.issued}
          kind={row.kind}
          awaited={{ for: 'known', booth: row.booth, certificateEnds: row.certificate_ends }}
          rows={rows}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

/** How it stands, and what somebody should do about it. */
function Stands({ row }: { readonly row: DeviceRow }) {
  const text = useText(devicesText);
  const standing = standingOf(row);
  const what =
    row.out_of_order !== null && standing === 'out-of-order'
      ? text.outOfOrder[row.out_of_order]
      : standing === 'well' || standing === 'ailing' || standing === 'out-of-order'
        ? null
        : text.whatToDo[standing];
  const kind =
    standing === 'suspended' ? 'harm' : standing === 'well' || standing === 'paired' ? 'done' : 'act';
  return (
    <Notice kind={kind}>
      <strong>{text.standing[standing]}</strong>
      {what !== null && <p>{what}</p>}
    </Notice>
  );
}

const lampIcons: Readonly<Record<LampState, IconName>> = {
  good: 'done',
  poor: 'warning',
  bad: 'error',
  unknown: 'help',
};

function Lamps({ row }: { readonly row: DeviceRow }) {
  const text = useText(devicesText);
  const unknown = whyUnknown(row);
  return (
    <>
      <h3>{text.health}</h3>
      {unknown === null && row.lamps_at !== null && (
        <p className="quiet">{text.lampsAt[row.kind](text.at(row.lamps_at))}</p>
      )}
      {unknown !== null ? (
        <p className="quiet">{text.unknown[unknown]}</p>
      ) : (
        <dl className="lamps">
          {row.lamps.map(({ part, state, note }) => (
            <div key={part} data-lamp={state}>
              <dt>{text.parts[part]}</dt>
              <dd>
                <strong>
                  <Icon name={lampIcons[state]} />
                  {text.lamps[state]}
                </strong>
                {note !== undefined && <p>{text.notes[note]}</p>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function Check({ row: { selfcheck } }: { readonly row: DeviceRow }) {
  const { check: text, at, lamp, lamps, parts, notes } = useText(devicesText);
  if (selfcheck === null) {
    return (
      <>
        <h3>{text.title}</h3>
        <p className="quiet">{text.none}</p>
      </>
    );
  }
  const { passed, line, lamps: found } = selfcheck.report;
  const wrong = found.filter(({ state }) => state === 'bad' || state === 'poor');
  return (
    <>
      <h3>{text.title}</h3>
      <Notice kind={passed ? 'done' : 'harm'}>
        <strong>{(passed ? text.passed : text.failed)(at(selfcheck.at))}</strong>
        {line === null ? (
          <p>{text.noLine}</p>
        ) : (
          <>
            <p>{text.line}</p>
            <ul>
              <li>{text.lost(line.lost_permille / 10)}</li>
              <li>{text.roundTrip(line.round_trip_ms)}</li>
              <li>{text.jitter(line.jitter_ms)}</li>
              <li>{text.firstFrame(line.first_frame_ms)}</li>
              {line.echo_ms !== null && <li>{text.echo(line.echo_ms)}</li>}
            </ul>
          </>
        )}
        {wrong.length > 0 && (
          <ul>
            {wrong.map(({ part, state, note }) => (
              <li key={part}>
                {lamp(parts[part], lamps[state])}
                {note !== undefined && <p>{notes[note]}</p>}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </>
  );
}
