import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Ruby } from '../../ui/Ruby';
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
      rail={
        <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'begin' })}>
          <Ruby>{t.start.begin}</Ruby>
          <Icon name="forward" />
        </Button>
      }
    >
      <div className="poster">
        <p className="office">
          {info?.municipality} {info?.ward_name}
        </p>
        <p className="service">
          <Ruby>{t.service}</Ruby>
        </p>
        <Heading>{t.start.title}</Heading>
        <p>
          <Ruby>{t.start.free}</Ruby>
        </p>
        <div className="big-languages">
          <Languages />
        </div>
        <p className="how">
          <Ruby>{t.start.how}</Ruby>
        </p>
      </div>
    </Screen>
  );
}
