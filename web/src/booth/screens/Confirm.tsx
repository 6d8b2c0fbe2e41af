import { screeningText } from '../../features/screening/text';
import { reasonsOf } from '../../features/screening/verdict';
import { decided } from '../../features/screening/walk';
import type { Guidance, Prospect } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { BookLater } from '../booking/BookLater';
import { Heading } from '../frame/Heading';
import { type Point, Points } from '../frame/Points';
import { Screen } from '../frame/Screen';
import { Why } from '../screening/Why';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { nameOf, type Visit } from '../visit';
import { About } from './About';
import { estimateWords } from './estimate';
import { NotNow } from './NotNow';

/** The last screen before anything rings. */
export function Confirm({ visit }: { readonly visit: Visit & { at: 'confirm' } }) {
  const { subject, prospect } = visit;
  if (prospect !== null && prospect.is !== 'open') return <NotNow subject={subject} prospect={prospect} />;
  return <Ask visit={visit} prospect={prospect} />;
}

function Ask({
  visit: { subject, walk, disagrees },
  prospect,
}: {
  readonly visit: Visit & { at: 'confirm' };
  readonly prospect: (Prospect & { is: 'open' }) | null;
}) {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  const { disagree } = useText(screeningText);
  const guidance = decided(walk);
  const ways = useWays(guidance);
  const reasons = guidance === null || disagrees ? [] : reasonsOf(guidance, language);
  const title = guidance === null ? [] : [inLanguage(guidance.decision.title, language)];
  const points: Point[] = [
    ...ways,
    ...(ways.length > 0
      ? []
      : [['person', subject.handling === 'guide' ? t.confirm.guide : t.confirm.remote] satisfies Point]),
    ['clock', t.confirm.takes(subject.minutes)],
    ...(booth.isPractice ? [] : [['camera', t.confirm.camera] satisfies Point]),
  ];
  const telephone = info?.telephone ?? '';
  return (
    <Screen
      onBack={() => booth.tell({ type: 'back' })}
      rail={
        <Button kind="primary" size="main" onPress={booth.ring}>
          <Icon name="call" />
          <Words>{t.confirm.ring}</Words>
        </Button>
      }
    >
      <div className="message">
        <Heading aloud={[nameOf(subject, language), ...reasons, ...points.map(([, words]) => words)]}>
          {t.confirm.title}
        </Heading>
        <About subject={subject} />
        <Why reasons={reasons} />
        <div className="prospect" role="status">
          {prospect !== null && <Expected prospect={prospect} />}
        </div>
        <Points points={points} />
        <div className="or">
          {!disagrees && <BookLater book={booth.booking(subject)} />}
          <PrintSlip sentences={[...title, ...ways.map(([, words]) => words)]} />
        </div>
        {!booth.isPractice && (
          <p className="note">
            <Icon name="info" />
            <Words>{disagrees ? disagree.note : disagree.back(telephone)}</Words>
          </p>
        )}
      </div>
    </Screen>
  );
}

/** How neighbours are kept from seeing and hearing, or what is done on one's own telephone: as the verdict has it. */
function useWays(guidance: Guidance | null): Point[] {
  const t = useText(screeningText);
  switch (guidance?.decision.verdict) {
    case 'remote-private':
      return [
        ['cover', t.ways.begin],
        ['note', t.ways.writing],
      ];
    case 'online-with-help':
      return [['lock', t.online]];
    default:
      return [];
  }
}

/** How a ticket would stand. */
function Expected({ prospect: { ahead, estimate } }: { readonly prospect: Prospect & { is: 'open' } }) {
  const t = useWords();
  const { says, restsOn } = estimateWords(t, estimate);
  return (
    <>
      <p className="expected">
        <Icon name="people" />
        <Words>
          {estimate.is === 'now' ? t.prospect.none : t.prospect.open(t.waiting.ahead(ahead), says)}
        </Words>
      </p>
      {restsOn !== null && (
        <p className="rests-on">
          <Words>{restsOn}</Words>
        </p>
      )}
    </>
  );
}
