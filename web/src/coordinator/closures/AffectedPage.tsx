import { useState } from 'react';
import { ActNotice } from '../../frame/ActNotice';
import { useActs } from '../../frame/useActs';
import type { AffectedRow, BookingRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { PageProps } from '../App';
import { Contact } from '../bookings/BookingsTable';
import { rowActs } from '../bookings/rowActs';
import { bookingText } from '../bookings/text';
import { useBookingActs } from '../bookings/useBookingActs';
import '../bookings/bookings.css';
import { wallOf } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import { ListTable } from '../../frame/ListTable';
import { useAsked } from '../../http/useAsked';
import { Asking } from '../frame/Asking';
import { useServices } from '../services';
import { affectedText } from './text';

type Shown = 'open' | 'done' | 'all';
const filters: readonly Shown[] = ['open', 'done', 'all'];

/** 作業一覧: the bookings that cannot take place as they are, one action each. */
export function AffectedPage({ schedule, live }: PageProps) {
  const text = useText(affectedText);
  const booking = useText(bookingText);
  const { api, newId } = useServices();
  const { asked, again } = useAsked('', api.affected);
  const [shown, setShown] = useState<Shown>('open');
  const [fault, setFault] = useState<string | null>(null);
  const changed = () => {
    again();
    void live.look();
  };
  const acts = useBookingActs(schedule, changed, 'closed');
  const remedies = useActs(changed, newId);
  const said = remedies.said ?? acts.said;

  const remedy = ({ booking: id }: AffectedRow, what: 'offered' | 'called' | 'open') =>
    void remedies.act(
      `${what}/${id}`,
      () => api.remedy(id, what),
      booking.said[what],
      what === 'called'
        ? () => void remedies.act(`open/${id}`, () => api.remedy(id, 'open'), booking.said.open, null)
        : null,
    );
  /** Moving and cancelling need more of the booking than this list tells. */
  const withRow = async (row: AffectedRow, act: (row: BookingRow) => void) => {
    setFault(null);
    remedies.forget();
    const { date } = wallOf(row.starts, schedule.time_zone);
    const answer = await api.bookings({ from: date, until: date, site: null, section: null });
    const found = answer.is === 'ok' ? answer.value.find((one) => one.booking === row.booking) : undefined;
    if (found === undefined) setFault(text.gone);
    else act(found);
  };

  return (
    <div className="affected">
      <ActNotice said={said} />
      {fault !== null && (
        <Notice kind="harm" live="now">
          {fault}
        </Notice>
      )}
      <p>{text.lead}</p>
      <div className="filters">
        <Choice
          label={text.filter}
          options={filters.map((key) => ({ key, words: text.filters[key] }))}
          value={shown}
          onChange={setShown}
        />
        <Button onPress={() => print()}>
          <Icon name="print" />
          {text.print}
        </Button>
      </div>
      <Asking asked={asked} again={again}>
        {(all) => {
          const rows = all
            .filter(({ remedy: done }) => shown === 'all' || (done === 'open') === (shown === 'open'))
            .sort((one, other) => one.starts - other.starts);
          if (rows.length === 0) return <p className="empty">{text.empty}</p>;
          return (
            <Table
              rows={rows}
              zone={schedule.time_zone}
              busy={acts.busy || remedies.busy}
              onRemedy={remedy}
              onMove={(row) => void withRow(row, acts.move)}
              onCancel={(row) => void withRow(row, acts.cancel)}
            />
          );
        }}
      </Asking>
      {acts.dialog}
    </div>
  );
}

function Table({
  rows,
  zone,
  busy,
  onRemedy,
  onMove,
  onCancel,
}: {
  readonly rows: readonly AffectedRow[];
  readonly zone: string;
  readonly busy: boolean;
  readonly onRemedy: (row: AffectedRow, what: 'offered' | 'called' | 'open') => void;
  readonly onMove: (row: AffectedRow) => void;
  readonly onCancel: (row: AffectedRow) => void;
}) {
  const text = useText(affectedText);
  const booking = useText(bookingText);
  const dates = useDates();
  return (
    <ListTable
      label={text.title}
      heads={[
        booking.when,
        booking.where,
        booking.what,
        booking.contact,
        booking.why,
        booking.state,
        booking.act,
      ]}
    >
      {rows.map((row) => {
        const { date, time } = wallOf(row.starts, zone);
        const when = `${dates.short(date)} ${shortTime(time)}`;
        const button = rowActs((words) => booking.of(words, when, row.subject_name), busy);
        const standing = row.remedy !== 'moved' && row.remedy !== 'cancelled';
        return (
          <tr key={row.booking}>
            <th scope="row">{when}</th>
            <td>{row.site_name}</td>
            <td>{row.subject_name}</td>
            <td>
              <Contact row={row} />
            </td>
            <td>{row.sentence}</td>
            <td>
              <span className="booking-state" data-state={row.remedy}>
                {text.remedies[row.remedy]}
              </span>
            </td>
            <td>
              <div className="row-acts">
                {row.remedy === 'open' && (
                  <>
                    {row.has_email && button(text.offer, 'plain', () => onRemedy(row, 'offered'))}
                    {button(text.called, 'plain', () => onRemedy(row, 'called'))}
                  </>
                )}
                {standing && button(booking.move, 'plain', () => onMove(row))}
                {standing && button(booking.cancel, 'harm', () => onCancel(row))}
                {(row.remedy === 'called' || row.remedy === 'offered') &&
                  button(text.back, 'plain', () => onRemedy(row, 'open'))}
              </div>
            </td>
          </tr>
        );
      })}
    </ListTable>
  );
}
