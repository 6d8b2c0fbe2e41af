import { duration } from '../../features/call/screen';
import type { CallView } from '../../generated/protocol';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Icon } from '../../ui/Icon';
import { useNow } from '../../ui/useNow';
import { Words } from '../../ui/Words';
import { useWords } from '../useBooth';

/** 保留: a quiet picture in the officer's place, why, and since when. */
export function Held({
  view,
  since,
  signal,
}: {
  readonly view: CallView;
  readonly since: number;
  readonly signal: SignalClient;
}) {
  const t = useWords();
  const { ahead } = useStore(signal);
  const now = useNow() + ahead;
  return (
    <div className="held">
      <Icon name="pause" />
      <div role="status">
        <p className="why">
          <Words>{whyHeld(t.call.held, view)}</Words>
        </p>
        <p>
          <Words>{t.call.held.how}</Words>
        </p>
      </div>
      <p className="since">
        <Words>{t.call.held.since}</Words> <span role="timer">{duration(now - since)}</span>
      </p>
    </div>
  );
}

function whyHeld(words: ReturnType<typeof useWords>['call']['held'], { transfer }: CallView): string {
  if (transfer === null) return words.title;
  return words[transfer.stage](transfer.section_name);
}
