import { screeningText } from '../../features/screening/text';
import { decided } from '../../features/screening/walk';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { Verdict } from '../screening/Verdict';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { nameOf, type Visit } from '../visit';

/** Where to go instead. Nothing rings. */
export function Elsewhere({ visit }: { readonly visit: Visit & { at: 'elsewhere' } }) {
  const guidance = visit.walk === null ? null : decided(visit.walk);
  if (guidance === null || guidance.decision.verdict === 'quiet-card') return <QuietCard visit={visit} />;
  return <Verdict visit={visit} guidance={guidance} />;
}

/** Seen by others it is nothing; nothing of it is sent, counted or printed but the number. */
function QuietCard({ visit: { subject } }: { readonly visit: Visit & { at: 'elsewhere' } }) {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
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
        <Heading aloud={[quiet]}>{nameOf(subject, language)}</Heading>
        <p>
          <Words>{quiet}</Words>
        </p>
        <Telephone label={t.turnedAway.call(info?.ward_name ?? '')} />
        <PrintSlip sentences={[]} />
      </div>
    </Screen>
  );
}
