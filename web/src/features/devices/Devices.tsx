import { useEffect, useMemo, useState } from 'react';
import { pageClock } from '../../clock/clock';
import type { BoothId, DeviceRow } from '../../generated/protocol';
import { type Watch, watch } from '../../http/watch';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import { createDevicesApi } from './api';
import { Detail } from './Detail';
import './devices.css';
import { certificateOf, inOrder, type Standing, standingOf, whyUnknown } from './devices';
import { Register } from './Register';
import { devicesText } from './text';

/** 機器の管理: every device of the ward, what needs a hand first, and what can be done to one. */
export default function Devices() {
  const api = useMemo(() => createDevicesApi(fetch.bind(globalThis)), []);
  const [devices, setDevices] = useState<Watch<DeviceRow[]> | null>(null);
  useEffect(() => {
    const watched = watch(api.list, pageClock);
    setDevices(watched);
    return watched.close;
  }, [api]);
  return <main className="devices">{devices !== null && <Watched api={api} devices={devices} />}</main>;
}

function Watched({
  api,
  devices,
}: {
  readonly api: ReturnType<typeof createDevicesApi>;
  readonly devices: Watch<DeviceRow[]>;
}) {
  const text = useText(devicesText);
  const state = useStore(devices);
  const [chosen, setChosen] = useState<BoothId | null>(null);
  const [registering, setRegistering] = useState(false);
  if (state.is === 'loading') return <p role="status">{text.loading}</p>;
  if (state.is !== 'loaded') {
    return (
      <Notice kind={state.is === 'forbidden' ? 'act' : 'harm'} live="now">
        {text[state.is === 'forbidden' ? 'forbidden' : 'unreachable']}
      </Notice>
    );
  }
  const { stale } = state;
  const rows = inOrder(state.value);
  const row = rows.find(({ booth }) => booth === chosen);
  return (
    <>
      <section className="list" aria-labelledby="devices-title">
        <header>
          <h2 id="devices-title">{text.count(rows.length)}</h2>
          <Button kind="primary" onPress={() => setRegistering(true)}>
            <Icon name="add" />
            {text.add}
          </Button>
        </header>
        <div role="status">{stale && <Notice kind="act">{text.stale}</Notice>}</div>
        {rows.length === 0 ? (
          <div className="empty">
            <p>{text.empty}</p>
            <p className="quiet">{text.emptyHelp}</p>
          </div>
        ) : (
          <Table rows={rows} chosen={chosen} onChoose={setChosen} />
        )}
      </section>
      <section className="detail" aria-label={row?.name ?? text.acts.title}>
        {row === undefined ? (
          <p className="quiet">{text.choose}</p>
        ) : (
          <Detail key={row.booth} row={row} rows={rows} api={api} onChanged={devices.look} />
        )}
      </section>
      {registering && (
        <Register
          rows={rows}
          api={api}
          onClose={() => {
            setRegistering(false);
            void devices.look();
          }}
        />
      )}
    </>
  );
}

const icons: Readonly<Record<Standing, IconName>> = {
  suspended: 'error',
  'out-of-order': 'away',
  ailing: 'warning',
  away: 'offline',
  paired: 'done',
  well: 'done',
  revoked: 'remove',
};

function Table({
  rows,
  chosen,
  onChoose,
}: {
  readonly rows: readonly DeviceRow[];
  readonly chosen: BoothId | null;
  readonly onChoose: (booth: BoothId) => void;
}) {
  const text = useText(devicesText);
  const now = useNow();
  return (
    <table>
      <thead>
        <tr>
          {[text.name, text.state, text.seen, text.versions, text.health, text.certificate].map((words) => (
            <th key={words} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const standing = standingOf(row);
          return (
            <tr key={row.booth} data-standing={standing} data-chosen={row.booth === chosen || undefined}>
              <th scope="row">
                <Button aria-pressed={row.booth === chosen} onPress={() => onChoose(row.booth)}>
                  {row.name}
                </Button>
                <span>{row.site_name}</span>
              </th>
              <td>
                <span className="standing-words">
                  <Icon name={icons[standing]} />
                  {text.standing[standing]}
                </span>
              </td>
              <td>{seen(row, now, text)}</td>
              <td>{row.version === null ? '' : text.version(row.version, row.browser)}</td>
              <td>{health(row, text)}</td>
              <td>{certificate(row, now, text)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type Words = (typeof devicesText)['ja'];

function seen(row: DeviceRow, now: number, text: Words): string {
  if (row.kind === 'pair') return text.notTold;
  if (row.connected) return text.now;
  return row.last_seen === null ? text.never : text.ago(Math.floor((now - row.last_seen) / 60_000));
}

function health(row: DeviceRow, text: Words): string {
  const { lamps } = row;
  const unknown = whyUnknown(row);
  if (unknown !== null) return text.unknown[unknown];
  const wrong = lamps.filter(({ state }) => state === 'bad' || state === 'poor');
  if (wrong.length === 0) return text.allGood;
  return wrong.map(({ part, state }) => text.lamp(text.parts[part], text.lamps[state])).join(text.between);
}

function certificate({ certificate_ends: ends }: DeviceRow, now: number, text: Words): string {
  const is = certificateOf(ends, now);
  if (ends === null || is === 'none') return text.certificateEnds.none;
  return text.certificateEnds[is](text.at(ends));
}
