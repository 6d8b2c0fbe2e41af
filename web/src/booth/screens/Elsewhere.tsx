import type { Handling, Subject } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { PrintSlip } from '../slip/PrintSlip';
import { TileIcon } from '../TileIcon';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { nameOf } from '../visit';

/** Where to go instead. Nothing rings, nothing is recorded. */
export function Elsewhere({ subject }: { readonly subject: Subject }) {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  const ward = info?.ward_name ?? '';
  const where = whereTo(t.elsewhere, subject.handling, ward);
  return (
    <Screen
      rail={
        <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'back' })}>
          <Words>{t.elsewhere.other}</Words>
        </Button>
      }
    >
      <div className="message">
        <TileIcon subject={subject.id} />
        <Heading aloud={[where]}>{t.elsewhere.title(nameOf(subject, language))}</Heading>
        <p className="lead">
          <Words>{where}</Words>
        </p>
        <Telephone label={`${ward} ${t.elsewhere.call}`} />
        {/* A slip is seen by others: of a matter that must stay quiet it has the number alone. */}
        <PrintSlip sentences={subject.handling === 'quiet-card' ? [] : [where]} />
      </div>
    </Screen>
  );
}

function whereTo(words: ReturnType<typeof useWords>['elsewhere'], handling: Handling, ward: string): string {
  switch (handling) {
    case 'book-in-person':
      return words.bookInPerson(ward);
    case 'private-room':
      return words.privateRoom(ward);
    case 'kiosk':
      return words.kiosk;
    case 'quiet-card':
      return words.quiet;
    default:
      return words.inPerson(ward);
  }
}
