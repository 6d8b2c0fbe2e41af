import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Press, Said, Title, useBusy } from '../parts';
import { Code, Facts, How } from '../Ticket';

/** 予約できました */
export function Done() {
  const { book, text, tell } = useBook();
  const { booking } = book;
  const saving = useBusy('calendar');
  if (booking === null) return null;
  const { done } = text;
  return (
    <>
      <Title>{done.title}</Title>
      <Said />
      <Notice kind="done" live="polite">
        <Words>{done.write}</Words>
      </Notice>
      <Code booking={booking} />
      <Facts booking={booking} />
      {booking.has_email && (
        <p>
          <Words>{done.mailed}</Words>
        </p>
      )}
      <How booking={booking} />
      <div className="acts">
        <Press icon="clock" busy={saving} onPress={() => tell({ type: 'calendar' })}>
          {done.calendar}
        </Press>
        <Press icon="print" onPress={() => window.print()}>
          {done.print}
        </Press>
        <Press onPress={() => tell({ type: 'go', page: 'move' })}>{done.change}</Press>
        <Press kind="harm" onPress={() => tell({ type: 'go', page: 'cancel' })}>
          {done.cancel}
        </Press>
        <Press onPress={() => tell({ type: 'go', page: 'start' })}>{done.home}</Press>
      </div>
    </>
  );
}
