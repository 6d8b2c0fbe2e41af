import { Button as AriaButton } from 'react-aria-components';
import type { Rating } from '../../generated/protocol';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth, useWords } from '../useBooth';

const faces: readonly (readonly [Rating, IconName])[] = [
  ['good', 'faceGood'],
  ['fair', 'faceFair'],
  ['poor', 'facePoor'],
];

/** How was it? One touch, or none: after a while the visit goes by itself. */
export function Rate() {
  const booth = useBooth();
  const t = useWords();
  return (
    <Screen
      corners={false}
      rail={
        <Button size="main" onPress={() => booth.tell({ type: 'end' })}>
          <Words>{t.rating.skip}</Words>
        </Button>
      }
    >
      <div className="rate">
        <Heading aloud={[t.rating.how]}>{t.rating.title}</Heading>
        <p className="lead">
          <Words>{t.rating.how}</Words>
        </p>
        <ul className="faces">
          {faces.map(([rating, icon]) => (
            <li key={rating}>
              <AriaButton className="tile" onPress={() => booth.tell({ type: 'rate', rating })}>
                <Icon name={icon} />
                <span className="name">
                  <Words>{t.rating.faces[rating]}</Words>
                </span>
              </AriaButton>
            </li>
          ))}
        </ul>
        <p>
          <Words>{t.rating.nameless}</Words>
        </p>
      </div>
    </Screen>
  );
}
