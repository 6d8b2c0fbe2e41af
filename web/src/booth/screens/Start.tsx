import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Languages } from '../frame/TopBar';
import { useBooth, useBoothState, useWords } from '../useBooth';

export function Start() {
  const booth = useBooth();
  const { info } = useBoothState();
  const t = useWords();
  return (
    <Screen
      corners={false}
      corner={
        <Button size="large" onPress={() => booth.tell({ type: 'test' })}>
          <Icon name="settings" />
          <Words>{booth.isFresh() ? t.start.testToday : t.start.test}</Words>
        </Button>
      }
      rail={
        <>
          <Button size="main" onPress={() => booth.tell({ type: 'practise' })}>
            <Words>{t.start.practise}</Words>
          </Button>
          <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'begin' })}>
            <Words>{t.start.begin}</Words>
            <Icon name="forward" />
          </Button>
        </>
      }
    >
      <div className="poster">
        <p className="office">
          {info?.municipality} {info?.ward_name}
        </p>
        <p className="service">
          <Words>{t.service}</Words>
        </p>
        <Heading aloud={[t.start.free, t.start.how]}>{t.start.title}</Heading>
        <p>
          <Words>{t.start.free}</Words>
        </p>
        <div className="big-languages">
          <Languages />
        </div>
        <p className="how">
          <Words>{t.start.how}</Words>
        </p>
      </div>
    </Screen>
  );
}
