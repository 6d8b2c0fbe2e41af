import type { Subject } from '../../generated/protocol';
import { Button } from '../../ui/Button';
import { Words } from '../../ui/Words';
import { BookLater } from '../booking/BookLater';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWords } from '../useBooth';
import type { TurnedAway as Why } from '../visit';

/** Nobody can help now: what to do next, and the number to call. */
export function TurnedAway({
  why,
  subject,
}: {
  readonly why: Why;
  /** Null where ringing again would not help: only the beginning does. */
  readonly subject: Subject | null;
}) {
  const booth = useBooth();
  const { info } = useBoothState();
  const t = useWords();
  const isLast = subject === null;
  return (
    <Screen
      rail={
        <>
          <BookLater book={isLast ? null : booth.booking(subject)} />
          <Button
            kind="primary"
            size="main"
            onPress={isLast ? () => booth.tell({ type: 'begin' }) : booth.ring}
          >
            <Words>{isLast ? t.turnedAway.restart : t.turnedAway.again}</Words>
          </Button>
        </>
      }
    >
      <div className="message">
        <Heading aloud={[t.turnedAway.why[why]]}>{t.turnedAway[why]}</Heading>
        <p className="lead">
          <Words>{t.turnedAway.why[why]}</Words>
        </p>
        <Telephone label={t.turnedAway.call(info?.ward_name ?? '')} />
        <PrintSlip sentences={[t.turnedAway[why], t.turnedAway.why[why]]} />
      </div>
    </Screen>
  );
}
