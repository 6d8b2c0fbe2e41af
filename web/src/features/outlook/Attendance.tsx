import { useEffect, useState } from 'react';
import { pageClock } from '../../clock/clock';
import type { BoothLamp, BoothRow } from '../../generated/protocol';
import { createAsk } from '../../http/ask';
import { type Watch, watch } from '../../http/watch';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Icon, type IconName } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { devicesText } from '../devices/text';
import { ails, byNeed } from './lamps';
import './outlook.css';
import { attendanceText } from './text';

const icons: Readonly<Record<BoothLamp, IconName>> = {
  'needs-help': 'warning',
  'out-of-order': 'error',
  away: 'offline',
  waiting: 'ring',
  'in-use': 'call',
  ready: 'done',
};

/** 案内係: how every booth of the ward stands, what needs a hand first. */
export default function Attendance() {
  const [booths, setBooths] = useState<Watch<BoothRow[]> | null>(null);
  useEffect(() => {
    const ask = createAsk(fetch.bind(globalThis));
    const watched = watch<BoothRow[]>(() => ask('GET', '/api/attendance'), pageClock);
    setBooths(watched);
    return watched.close;
  }, []);
  return <main className="attendance">{booths !== null && <Booths booths={booths} />}</main>;
}

function Booths({ booths }: { readonly booths: Watch<BoothRow[]> }) {
  const text = useText(attendanceText);
  const state = useStore(booths);
  if (state.is === 'loading') return <p role="status">{text.loading}</p>;
  if (state.is !== 'loaded') {
    return (
      <Notice kind="harm" live="now">
        {text[state.is === 'forbidden' ? 'forbidden' : 'unreachable']}
      </Notice>
    );
  }
  const helpless = state.value.filter(({ lamp }) => lamp === 'needs-help').length;
  return (
    <>
      <p>{text.about}</p>
      <div role="alert">{helpless > 0 && <Notice kind="harm">{text.calls(helpless)}</Notice>}</div>
      <div role="status">{state.stale && <Notice kind="act">{text.stale}</Notice>}</div>
      {state.value.length === 0 && <p>{text.empty}</p>}
      <ul>
        {byNeed(state.value).map((row) => (
          <li key={row.booth} data-lamp={row.lamp} data-ails={ails(row) || undefined}>
            <Icon name={icons[row.lamp]} />
            <div>
              <p className="lamp">{text.lamp[row.lamp]}</p>
              <p>
                {row.site_name}　{row.name}
              </p>
              {text.help[row.lamp] !== '' && <p>{text.help[row.lamp]}</p>}
              <Parts row={row} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What of it does not work, and when that was said: by its program, or by whoever tried a tablet. */
function Parts({ row }: { readonly row: BoothRow }) {
  const { faults, told_at } = row;
  const text = useText(attendanceText);
  const { parts, at } = useText(devicesText);
  if (told_at === null) return null;
  if (faults.length === 0) return <p className="quiet">{text.sound(at(told_at))}</p>;
  return (
    <>
      <p className="faults">
        <Icon name="error" />
        {text.faults(at(told_at), faults.map((part) => parts[part]).join(text.between))}
      </p>
      {ails(row) && <p>{text.mend}</p>}
    </>
  );
}
