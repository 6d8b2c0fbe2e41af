import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import type { MemoApi } from './api';
import { Hotlines } from './Hotlines';
import { Memo } from './Memo';
import { memoText } from './text';

/** What staff have beside a call: urgent help, and what to say about the subject. */
export function Beside({
  call,
  api,
  signal,
  holdsMyNumber,
  write,
}: {
  readonly call: CallView;
  readonly api: MemoApi;
  readonly signal: SignalClient;
  readonly holdsMyNumber: (text: string) => boolean;
  /** Sends a note to the resident; false if it did not leave. */
  readonly write: (text: string) => boolean;
}) {
  const text = useText(memoText);
  return (
    <section className="beside" aria-label={text.title}>
      <div className="acts">
        <Hotlines api={api} call={call} signal={signal} write={write} />
      </div>
      <Memo key={call.subject} api={api} subject={call.subject} holdsMyNumber={holdsMyNumber} write={write} />
    </section>
  );
}
