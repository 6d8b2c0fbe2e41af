import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Nearest } from '../frame/Nearest';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { useBooth, useBoothState, useWords } from '../useBooth';

/**
 * Nobody can be called from here. `away`: the line comes back by itself; `for-good`: somebody has to see to the machine;
 * `outdated`: a new page has to be loaded, which ends the visit.
 */
export function LineDown({ why }: { readonly why: 'away' | 'for-good' | 'outdated' }) {
  const booth = useBooth();
  const { info, visit } = useBoothState();
  const t = useWords();
  const inVisit = why === 'outdated' && visit.at !== 'start';
  const { title, how } = {
    away: { title: t.down.title, how: info === null ? t.down.attendant : t.down.how },
    'for-good': { title: t.down.ended, how: t.down.attendant },
    outdated: inVisit ? t.down.outdated : t.down.renewing,
  }[why];
  return (
    <Screen
      corners={inVisit}
      rail={
        inVisit && (
          <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'end' })}>
            <Words>{t.erased.again}</Words>
          </Button>
        )
      }
    >
      <div className="down" role="alert">
        <Icon name={why === 'outdated' ? 'again' : 'offline'} />
        <Heading aloud={[how]}>{title}</Heading>
        <p className="lead">
          <Words>{how}</Words>
        </p>
        <Nearest />
        <Telephone label={t.down.telephone(info?.ward_name ?? '')} />
      </div>
    </Screen>
  );
}
