import type { Prospect, Subject } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { BookLater } from '../booking/BookLater';
import { Heading } from '../frame/Heading';
import { type Point, Points } from '../frame/Points';
import { Screen } from '../frame/Screen';
import { useBooth, useWords } from '../useBooth';
import { nameOf, type Visit } from '../visit';
import { About } from './About';
import { estimateWords } from './estimate';
import { NotNow } from './NotNow';

/** The last screen before anything rings. */
export function Confirm({ visit }: { readonly visit: Visit & { at: 'confirm' } }) {
  const { subject, prospect } = visit;
  if (prospect !== null && prospect.is !== 'open') return <NotNow subject={subject} prospect={prospect} />;
  return <Ask subject={subject} prospect={prospect} />;
}

function Ask({
  subject,
  prospect,
}: {
  readonly subject: Subject;
  readonly prospect: (Prospect & { is: 'open' }) | null;
}) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useWords();
  const points: Point[] = [
    ['person', subject.handling === 'guide' ? t.confirm.guide : t.confirm.remote],
    ['clock', t.confirm.takes(subject.minutes)],
    ...(booth.isPractice ? [] : [['camera', t.confirm.camera] satisfies Point]),
  ];
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
        <Heading aloud={[nameOf(subject, language), ...points.map(([, words]) => words)]}>
          {t.confirm.title}
        </Heading>
        <About subject={subject} />
        <div className="prospect" role="status">
          {prospect !== null && <Expected prospect={prospect} />}
        </div>
        <Points points={points} />
        <div className="or">
          <BookLater book={booth.booking(subject)} />
        </div>
      </div>
    </Screen>
  );
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
