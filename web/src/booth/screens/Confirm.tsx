import type { Subject } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { TileIcon } from '../TileIcon';
import { useBooth, useWords } from '../useBooth';
import { nameOf } from '../visit';

/** The last screen before anything rings. */
export function Confirm({ subject }: { readonly subject: Subject }) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useWords();
  const points: [IconName, string][] = [
    ['person', subject.handling === 'guide' ? t.confirm.guide : t.confirm.remote],
    ['clock', t.confirm.takes(subject.minutes)],
    ['camera', t.confirm.camera],
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
        <div className="about">
          <TileIcon subject={subject.id} />
          <p>
            <Words>{nameOf(subject, language)}</Words>
          </p>
        </div>
        <ul className="points">
          {points.map(([icon, words]) => (
            <li key={icon}>
              <Icon name={icon} />
              <Words>{words}</Words>
            </li>
          ))}
        </ul>
      </div>
    </Screen>
  );
}
