import { Icon } from '../../ui/Icon';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { Words } from '../frame/Words';
import { useBoothState, useWords } from '../useBooth';

/** The line is down and comes back by itself, or (`forGood`) somebody has to see to the machine. */
export function LineDown({ forGood = false }: { readonly forGood?: boolean }) {
  const { info } = useBoothState();
  const t = useWords();
  return (
    <Screen corners={false}>
      <div className="down" role="alert">
        <Icon name="offline" />
        <Heading>{forGood ? t.down.ended : t.down.title}</Heading>
        <p className="lead">
          <Words>{forGood ? t.down.endedHow : info === null ? t.down.attendant : t.down.how}</Words>
        </p>
        <Telephone label={t.down.telephone(info?.ward_name ?? '')} />
      </div>
    </Screen>
  );
}
