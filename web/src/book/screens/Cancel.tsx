import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Press, Said, Title, useBusy } from '../parts';
import { Facts } from '../Ticket';

/** 予約を取り消しますか: asked once. */
export function Cancel() {
  const { book, text, tell, newKey } = useBook();
  const busy = useBusy('cancel');
  if (book.booking === null) return null;
  return (
    <>
      <Title>{text.cancel.title}</Title>
      <Said />
      <Facts booking={book.booking} />
      <p>
        <Words>{text.cancel.lead}</Words>
      </p>
      <div className="acts">
        <Press kind="harm" busy={busy} onPress={() => tell({ type: 'cancel', key: newKey() })}>
          {busy ? text.busy : text.cancel.cancel}
        </Press>
        <Press onPress={() => tell({ type: 'go', page: 'booking' })}>{text.cancel.keep}</Press>
      </div>
    </>
  );
}
