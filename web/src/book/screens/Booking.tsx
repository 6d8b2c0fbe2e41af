import type { Booking } from '../../generated/protocol';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import { Words } from '../../ui/Words';
import { Closures } from '../Closures';
import { useBook } from '../context';
import { Fact, Press, Said, Title, useBusy } from '../parts';
import { Code, Facts, How, useWindow } from '../Ticket';

/** 予約の内容, and what can be done about it. */
export function BookingPage() {
  const { book, text, tell } = useBook();
  const { booking } = book;
  const saving = useBusy('calendar');
  if (booking === null) return null;
  const ahead = booking.state === 'booked' || booking.state === 'arrived';
  return (
    <>
      <Title>{text.booking.title}</Title>
      <Said />
      {booking.state === 'booked' && booking.disrupted !== null && <Disrupted />}
      <Closures ward={booking.ward} />
      {booking.state === 'booked' && booking.disrupted === null && booking.counter !== true && (
        <Arrival booking={booking} />
      )}
      {booking.state === 'arrived' && (
        <Notice kind="done" live="polite">
          <Words>{text.booking.checkedIn}</Words>
        </Notice>
      )}
      {!ahead && (
        <Notice kind="plain">
          <Words>{booking.state === 'cancelled' ? text.booking.cancelledWords : text.booking.over}</Words>
        </Notice>
      )}
      <Facts booking={booking}>
        <Fact name={text.booking.state}>
          <strong>
            <Words>{text.booking.states[booking.state]}</Words>
          </strong>
        </Fact>
      </Facts>
      {ahead && <Code booking={booking} />}
      {booking.state === 'booked' && <How booking={booking} />}
      <div className="acts">
        {booking.state === 'booked' && (
          <>
            <Press onPress={() => tell({ type: 'go', page: 'move' })}>{text.done.change}</Press>
            <Press kind="harm" onPress={() => tell({ type: 'go', page: 'cancel' })}>
              {text.done.cancel}
            </Press>
            <Press icon="clock" busy={saving} onPress={() => tell({ type: 'calendar' })}>
              {text.done.calendar}
            </Press>
            <Press icon="print" onPress={() => window.print()}>
              {text.done.print}
            </Press>
          </>
        )}
        {!ahead && (
          <Press kind="primary" onPress={() => tell({ type: 'again' })}>
            {text.booking.again}
          </Press>
        )}
        <Press onPress={() => tell({ type: 'go', page: 'start' })}>{text.done.home}</Press>
      </div>
    </>
  );
}

/** Its time was closed: said first, with the way out. */
function Disrupted() {
  const { text, tell } = useBook();
  return (
    <Notice kind="harm" live="now">
      <p>
        <Words>{text.booking.disrupted}</Words>
      </p>
      <Press kind="primary" onPress={() => tell({ type: 'go', page: 'move' })}>
        {text.booking.otherTime}
      </Press>
    </Notice>
  );
}

/** 着きました, while it is time; before and after, why not. */
function Arrival({ booking }: { readonly booking: Booking }) {
  const { text, tell } = useBook();
  const busy = useBusy('arrive');
  const now = useNow();
  const { from, until } = useWindow(booking);
  if (now < booking.check_in_from) {
    return (
      <Notice icon="clock">
        <Words>{text.booking.before(from, until)}</Words>
      </Notice>
    );
  }
  if (now > booking.check_in_until) {
    return (
      <Notice kind="act">
        <Words>{text.booking.after(until)}</Words>
      </Notice>
    );
  }
  return (
    <Press kind="primary" icon="place" busy={busy} onPress={() => tell({ type: 'arrive' })}>
      {busy ? text.busy : text.booking.arrive}
    </Press>
  );
}
