import { screeningText } from '../../features/screening/text';
import { decided } from '../../features/screening/walk';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { Verdict } from '../screening/Verdict';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWords } from '../useBooth';
import type { Visit } from '../visit';

/** Where to go instead. Nothing rings. */
export function Elsewhere({ visit }: { readonly visit: Visit & { at: 'elsewhere' } }) {
  const guidance = visit.walk === null ? null : decided(visit.walk);
  if (guidance === null || guidance.decision.verdict === 'quiet-card') return <QuietCard />;
  return <Verdict visit={visit} guidance={guidance} />;
}

/**
 * Seen by others it is nothing: the other numbers stand in letters for whoever stands right here. Nothing of it is asked,
 * sent or counted, and nothing printed but the ward's number.
 */
function QuietCard() {
  const booth = useBooth();
  const { info } = useBoothState();
  const t = useWords();
  const { quiet, otherSubject } = useText(screeningText);
  return (
    <Screen
      rail={
        <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'back' })}>
          <Words>{otherSubject}</Words>
        </Button>
      }
    >
      <div className="message">
        <Heading aloud={[quiet]}>{t.discreet.title}</Heading>
        <p>
          <Words>{quiet}</Words>
        </p>
        <Telephone label={t.turnedAway.call(info?.ward_name ?? '')} />
        <dl className="hotlines">
          {info?.hotlines?.map(({ hotline, name, telephone }) => (
            <div key={hotline}>
              <dt lang="ja">{name}</dt>
              <dd>{telephone}</dd>
            </div>
          ))}
        </dl>
        <PrintSlip sentences={[]} />
      </div>
    </Screen>
  );
}
