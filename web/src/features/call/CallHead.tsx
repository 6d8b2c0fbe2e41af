import type { ReactNode } from 'react';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { useNow } from '../../ui/useNow';
import { Badge } from '../screening/Badge';
import { duration } from './screen';
import { callText } from './text';

/** Which call it is, about what, and how long it lasts. */
export function CallHead({
  call,
  signal,
  children,
}: {
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly children: ReactNode;
}) {
  const text = useText(callText);
  const now = useNow() + signal.snapshot().ahead;
  return (
    <header className="call-head">
      <span className="number">{text.number(call.number)}</span>
      <div>
        <h2>{call.subject_name}</h2>
        <div className="where">
          <p>{call.site_name}</p>
          <Badge screened={call.screened} />
          {children}
        </div>
      </div>
      {call.accepted_at !== null && (
        <p className="time">
          {text.time} <span>{duration(now - call.accepted_at)}</span>
        </p>
      )}
    </header>
  );
}
