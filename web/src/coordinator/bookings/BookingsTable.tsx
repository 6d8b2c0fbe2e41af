import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import { rowText } from '../../features/booking/row-text';
import { SiteName } from '../../features/booking/SiteName';
import { ListTable } from '../../frame/ListTable';
import type { BookingRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { rowActs } from './rowActs';
import { doable } from './rows';
import { bookingText } from './text';
import type { BookingActs } from './useBookingActs';

/** Bookings with what can be done to each. */
export function BookingsTable({
  rows,
  acts,
}: {
  readonly rows: readonly BookingRow[];
  readonly acts: BookingActs;
}) {
  const text = useText(bookingText);
  const { states, unconfirmed, channels } = useText(rowText);
  const dates = useDates();
  return (
    <ListTable
      label={text.title}
      heads={[text.when, text.where, text.what, text.state, text.contact, text.channel, text.act]}
    >
      {rows.map((row) => {
        const can = doable(row);
        const when = `${dates.short(row.date)} ${shortTime(row.time)}`;
        const button = rowActs((words) => text.of(words, when, row.subject_name), acts.busy);
        return (
          <tr key={row.booking}>
            <th scope="row">{when}</th>
            <td>
              <SiteName row={row} />
            </td>
            <td>
              {row.subject_name}
              {row.title !== null && <span className="quiet"> {row.title}</span>}
            </td>
            <td>
              <span className="booking-state" data-state={row.unconfirmed ? 'unconfirmed' : row.state}>
                {row.unconfirmed ? unconfirmed : states[row.state]}
              </span>
            </td>
            <td>
              <Contact row={row} />
            </td>
            <td>{channels[row.channel]}</td>
            <td>
              <div className="row-acts">
                {can.settle && button(text.came, 'plain', () => acts.settle(row, 'served'))}
                {can.settle && button(text.missed, 'plain', () => acts.settle(row, 'missed'))}
                {can.reopen && button(text.reopen, 'plain', () => acts.settle(row, 'reopen'))}
                {can.move && button(text.move, 'plain', () => acts.move(row))}
                {can.cancel && button(text.cancel, 'harm', () => acts.cancel(row))}
              </div>
            </td>
          </tr>
        );
      })}
    </ListTable>
  );
}

/** How somebody can be reached, and in which language. */
export function Contact({ row }: { readonly row: Pick<BookingRow, 'telephone' | 'has_email' | 'language'> }) {
  const text = useText(bookingText);
  return (
    <>
      {row.telephone !== null && <span className="tel">{text.telephone(row.telephone)} </span>}
      {row.has_email && <span>{text.email} </span>}
      {row.telephone === null && !row.has_email && <span className="quiet">{text.noContact} </span>}
      {row.language !== 'ja' && <span className="mark">{text.languages[row.language]}</span>}
    </>
  );
}
