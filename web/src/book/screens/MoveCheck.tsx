import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Fact, Press, Said, Title, useBusy } from '../parts';
import { When, Where } from '../What';

/** この時間に変えますか: what is booked, and what would be. */
export function MoveCheck() {
  const { book, text, tell, newKey } = useBook();
  const { booking, target } = book;
  const busy = useBusy('move');
  if (booking === null || target === null) return null;
  return (
    <>
      <Title>{text.move.title}</Title>
      <Said />
      <dl className="facts">
        <Fact name={text.move.from}>
          <When time={booking.time} />
          <Where site={booking.time.site} name={booking.site_name} />
        </Fact>
        <Fact name={text.move.to}>
          <When time={target} />
          <Where site={target.site} />
        </Fact>
      </dl>
      <p>
        <Words>{text.move.note}</Words>
      </p>
      <div className="acts">
        <Press kind="primary" busy={busy} onPress={() => tell({ type: 'move', key: newKey() })}>
          {busy ? text.busy : text.move.change}
        </Press>
        <Press onPress={() => tell({ type: 'go', page: 'booking' })}>{text.move.keep}</Press>
      </div>
    </>
  );
}
