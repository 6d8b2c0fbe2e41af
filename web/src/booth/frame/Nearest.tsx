import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBoothState, useWords } from '../useBooth';

/** Where else in the ward a booth is open, as far as this one has learnt. */
export function Nearest() {
  const { info } = useBoothState();
  const t = useWords();
  if (info?.nearest == null) return null;
  return (
    <p className="nearest">
      <Icon name="place" />
      <Words>{t.down.nearest(info.nearest)}</Words>
    </p>
  );
}
