import { Button } from '../../ui/Button';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWords } from '../useBooth';
import type { TurnedAway as Why } from '../visit';

/** Nobody can help now: what to do next, and the number to call. */
export function TurnedAway({
  why,
  isLast,
}: {
  readonly why: Why;
  /** Ringing again would not help: only the beginning does. */
  readonly isLast: boolean;
}) {
  const booth = useBooth();
  const { info } = useBoothState();
  const t = useWords();
  return (
    <Screen
      rail={
        <Button
          kind="primary"
          size="main"
          onPress={isLast ? () => booth.tell({ type: 'begin' }) : booth.ring}
        >
          <Words>{isLast ? t.turnedAway.restart : t.turnedAway.again}</Words>
        </Button>
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
