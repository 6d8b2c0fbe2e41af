import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBoothState } from '../useBooth';

/** The number to call, as large as a ticket. Nothing where the booth has not learnt it. */
export function Telephone({
  label,
  number,
}: {
  readonly label: string;
  /** Of another office than the booth's own. */
  readonly number?: string;
}) {
  const { info } = useBoothState();
  if (info === null) return null;
  return (
    <dl className="plate">
      <dt>
        <Icon name="call" />
        <Words>{label}</Words>
      </dt>
      <dd>{number ?? info.telephone}</dd>
    </dl>
  );
}
