import { useEffect } from 'react';
import type { AlarmRow, CallId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { useNow } from '../../ui/useNow';
import type { Bell } from '../ring/bell';
import { handoverText } from './handover-text';
import { duration } from './screen';

/** 応援: which colleague asks for help, and at which booth. Loud, and the focus stays where it is. */
export function Alarms({
  alarms,
  ahead,
  own,
  bell,
}: {
  readonly alarms: readonly AlarmRow[];
  /** What to add to this machine's clock for the server's. */
  readonly ahead: number;
  /** The reader's own call, whose alarm they know of. */
  readonly own: CallId | null;
  readonly bell: Pick<Bell, 'tryOut'>;
}) {
  const { alarm: text } = useText(handoverText);
  const now = useNow() + ahead;
  const others = alarms.filter(({ call }) => call !== own);
  const calls = others.map(({ call }) => call).join(' ');
  useEffect(() => {
    if (calls !== '') bell.tryOut();
  }, [calls, bell]);
  return (
    <div role="alert" className="alarms">
      {others.map(({ call, number, site_name, section_name, since }) => (
        <p key={call}>
          <Icon name="alarm" />
          <strong>{text.banner}</strong>
          <span>{text.where(number, site_name, section_name)}</span>
          <time aria-hidden="true">{duration(now - since)}</time>
        </p>
      ))}
    </div>
  );
}
