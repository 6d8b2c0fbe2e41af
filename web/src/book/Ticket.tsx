import type { ReactNode } from 'react';
import { wallOf } from '../calendar/dates';
import { shortTime } from '../calendar/times';
import { grouped, qrTextOf } from '../features/booking/code';
import { spoken } from '../features/booking/spelling';
import { QrCode } from '../features/qr/QrCode';
import type { Booking } from '../generated/protocol';
import { withoutRuby } from '../ui/ruby-markup';
import { Words } from '../ui/Words';
import { useBook } from './context';
import { Fact } from './parts';
import { Bring, When, Where } from './What';

/** The code, large, with how it is read out; and as a QR code, which says nothing else. */
export function Code({ booking }: { readonly booking: Booking }) {
  const { text, language } = useBook();
  return (
    <section className="ticket">
      <h2>
        <Words>{text.done.code}</Words>
      </h2>
      <p className="code">{grouped(booking.code)}</p>
      <p>
        <Words>{text.done.spoken(spoken(booking.code, language))}</Words>
      </p>
      <QrCode text={qrTextOf(booking.code)} label={withoutRuby(text.done.qr)} />
      {booking.counter !== true && (
        <p>
          <Words>{text.done.qrHelp}</Words>
        </p>
      )}
    </section>
  );
}

/** What is booked. */
export function Facts({ booking, children }: { readonly booking: Booking; readonly children?: ReactNode }) {
  const { text, said } = useBook();
  const { check } = text;
  return (
    <dl className="facts">
      {children}
      <Fact name={check.when}>
        <When time={booking.time} />
      </Fact>
      <Fact name={check.where}>
        <Where site={booking.time.site} name={booking.site_name} />
      </Fact>
      <Fact name={check.subject}>
        <Words>{said(booking.subject_name)}</Words>
      </Fact>
      <Fact name={check.bring}>
        <Bring subject={booking.subject} />
      </Fact>
    </dl>
  );
}

/** From when until when it can be checked in, on the wall of the city. */
export function useWindow(booking: Booking): { readonly from: string; readonly until: string } {
  const { bookable } = useBook();
  const zone = bookable?.time_zone ?? 'Asia/Tokyo';
  return {
    from: shortTime(wallOf(booking.check_in_from, zone).time),
    until: shortTime(wallOf(booking.check_in_until, zone).time),
  };
}

/** How one is checked in, early and late, by the ward's rules. */
export function How({ booking }: { readonly booking: Booking }) {
  const { text } = useBook();
  const { from, until } = useWindow(booking);
  const { starts } = booking.time;
  const early = Math.round((starts - booking.check_in_from) / 60_000);
  const late = Math.round((booking.check_in_until - starts) / 60_000);
  return (
    <section>
      <h2>
        <Words>{text.done.how}</Words>
      </h2>
      <p>
        <Words>{booking.counter ? text.done.come : text.done.window(from, until, early, late)}</Words>
      </p>
      <p>
        <Words>{text.done.late}</Words>
      </p>
    </section>
  );
}
