import type { OutOfOrder as Why } from '../../generated/protocol';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Nearest } from '../frame/Nearest';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { useBoothState, useWords } from '../useBooth';

/** The booth takes no visits: why, and where to call instead. Goes by itself once the mark is taken away. */
export function OutOfOrder({ why }: { readonly why: Why }) {
  const { info, visit } = useBoothState();
  const t = useWords();
  return (
    <Screen corners={visit.at !== 'start'}>
      <div className="down" role="alert">
        <Icon name="warning" />
        <Heading aloud={[t.outOfOrder.why[why], t.outOfOrder.how]}>{t.outOfOrder.title}</Heading>
        <p className="lead">
          <Words>{t.outOfOrder.why[why]}</Words>
        </p>
        <p className="lead">
          <Words>{t.outOfOrder.how}</Words>
        </p>
        <Nearest />
        <Telephone label={t.down.telephone(info?.ward_name ?? '')} />
      </div>
    </Screen>
  );
}
