import { guideText } from '../../features/guide/text';
import { QrCode } from '../../features/qr/QrCode';
import { screeningText } from '../../features/screening/text';
import { reasonsOf, slipText } from '../../features/screening/verdict';
import { decided } from '../../features/screening/walk';
import type { Guidance, Prospect, Subject } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
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
  const { subject, prospect, walk, disagrees } = visit;
  const { guided } = useBoothState();
  const guidance = decided(walk);
  if (guidance?.decision.guide && guided.offered && !disagrees)
    return <ByGuide subject={subject} guidance={guidance} rings={prospect?.is === 'open'} />;
  if (prospect !== null && prospect.is !== 'open') return <NotNow subject={subject} prospect={prospect} />;
  return <Ask visit={visit} prospect={prospect} />;
}

/** 手続きガイド is all that is wanted: it opens here, and an officer can be rung all the same. */
function ByGuide({
  subject,
  guidance,
  rings,
}: {
  readonly subject: Subject;
  readonly guidance: Guidance;
  /** Whether the office has said that somebody could answer. */
  readonly rings: boolean;
}) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useWords();
  const guide = useText(guideText);
  const reasons = reasonsOf(guidance, language);
  return (
    <Screen
      onBack={() => booth.tell({ type: 'back' })}
      rail={
        <>
          {rings && (
            <Button size="main" onPress={booth.ring}>
              <Icon name="call" />
              <Words>{t.confirm.ring}</Words>
            </Button>
          )}
          <Button kind="primary" size="main" onPress={booth.openGuide}>
            <Icon name="help" />
            <Words>{guide.enter}</Words>
          </Button>
        </>
      }
    >
      <div className="message">
        <Heading aloud={[nameOf(subject, language), ...reasons, guide.enterHelp]}>{guide.title}</Heading>
        <About subject={subject} />
        <Why reasons={reasons} />
        <Points points={[['form', guide.enterHelp]]} />
      </div>
    </Screen>
  );
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
  const { disagree, keep } = useText(screeningText);
  const guidance = decided(walk);
  const ways = useWays(guidance, info?.privacy?.voice_only === true);
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
  const kept = [...title, ...ways.map(([, words]) => words)];
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
          <PrintSlip
            sentences={kept}
            picture={<QrCode text={slipText([telephone, ...kept])} label={withoutRuby(keep.qr)} />}
          />
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
function useWays(guidance: Guidance | null, voiceOnly: boolean): Point[] {
  const t = useText(screeningText);
  const verdict = guidance?.decision.verdict;
  const quiet: Point[] =
    voiceOnly || verdict === 'remote-private'
      ? [
          ['cover', t.ways.begin],
          ['note', t.ways.writing],
        ]
      : [];
  return verdict === 'online-with-help' ? [...quiet, ['lock', t.online]] : quiet;
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
