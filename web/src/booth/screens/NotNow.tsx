import type { Prospect, Subject } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { PrintSlip } from '../slip/PrintSlip';
import { TileIcon } from '../TileIcon';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { nameOf } from '../visit';

/** A ticket would lead nowhere, which is said before anybody takes one. Goes by itself once it would not. */
export function NotNow({
  subject,
  prospect,
}: {
  readonly subject: Subject;
  readonly prospect: Exclude<Prospect, { is: 'open' }>;
}) {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  const opensAt = 'opens_at' in prospect ? prospect.opens_at : null;
  const sentences = [
    ...(opensAt === null ? [] : [t.prospect.opens(new Date(opensAt))]),
    t.prospect.why[prospect.is],
  ];
  return (
    <Screen
      rail={
        <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'back' })}>
          <Words>{t.prospect.other}</Words>
        </Button>
      }
    >
      <div className="message">
        <Heading aloud={sentences}>{t.prospect.title[prospect.is]}</Heading>
        <div className="about">
          <TileIcon subject={subject.id} />
          <p>
            <Words>{nameOf(subject, language)}</Words>
          </p>
        </div>
        {sentences.map((sentence) => (
          <p key={sentence} className="lead">
            <Words>{sentence}</Words>
          </p>
        ))}
        <p className="nearest">
          <Icon name="info" />
          <Words>{t.prospect.silent}</Words>
        </p>
        <div className="keep">
          <Telephone label={t.turnedAway.call(info?.ward_name ?? '')} />
          <PrintSlip sentences={sentences} />
        </div>
      </div>
    </Screen>
  );
}
