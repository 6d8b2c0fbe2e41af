import { type ReactNode, useState } from 'react';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import { type Said, useActs } from '../../frame/useActs';
import type { BookingRow, Schedule, Settlement } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useServices } from '../services';
import { CancelDialog } from './CancelDialog';
import { MoveDialog } from './MoveDialog';
import { bookingText } from './text';

export interface BookingActs {
  readonly said: Said | null;
  readonly busy: boolean;
  readonly settle: (row: BookingRow, settlement: Settlement) => void;
  readonly move: (row: BookingRow) => void;
  readonly cancel: (row: BookingRow) => void;
  /** What is being asked, if anything. */
  readonly dialog: ReactNode;
}

/** What can be done to a booking, with the questions it takes. A time that is not open is given up for good. */
export function useBookingActs(
  schedule: Schedule,
  onChanged: () => void,
  times: 'open' | 'closed' = 'open',
): BookingActs {
  const text = useText(bookingText);
  const { api, newId } = useServices();
  const dates = useDates();
  const { said, busy, act } = useActs(onChanged, newId);
  const [asking, setAsking] = useState<{ readonly what: 'move' | 'cancel'; readonly row: BookingRow } | null>(
    null,
  );
  const restore = ({ booking }: BookingRow) =>
    void act(`restore/${booking}`, (key) => api.restore(booking, key), text.said.restored, null);
  const settle = (row: BookingRow, settlement: Settlement) => {
    const undo = settlement === 'reopen' ? null : () => settle(row, 'reopen');
    void act(
      `${settlement}/${row.booking}`,
      () => api.settle(row.booking, settlement),
      text.said[settlement],
      undo,
    );
  };
  const moved = (row: BookingRow) => {
    setAsking(null);
    const back = (key: string) => api.move(row.booking, { request: key, site: row.site, starts: row.starts });
    // The move itself is over; this tells of it, and of the way back.
    void act(
      `moved/${row.booking}`,
      async () => ({ is: 'ok', value: null }) as const,
      text.said.moved,
      times === 'open' ? () => void act(`back/${row.booking}`, back, text.said.restored, null) : null,
    );
  };
  const words = (row: BookingRow) =>
    `${dates.long(row.date)} ${shortTime(row.time)} ${row.site_name} ${row.subject_name}`;
  return {
    said,
    busy,
    settle,
    move: (row) => setAsking({ what: 'move', row }),
    cancel: (row) => setAsking({ what: 'cancel', row }),
    dialog:
      asking === null ? null : asking.what === 'move' ? (
        <MoveDialog
          row={asking.row}
          schedule={schedule}
          onMoved={() => moved(asking.row)}
          onClose={() => setAsking(null)}
        />
      ) : (
        <CancelDialog
          words={words(asking.row)}
          forGood={times === 'closed'}
          onCancel={() => {
            const { row } = asking;
            setAsking(null);
            void act(
              `cancel/${row.booking}`,
              (key) => api.cancel(row.booking, key),
              text.said.cancelled,
              times === 'open' ? () => restore(row) : null,
            );
          }}
          onClose={() => setAsking(null)}
        />
      ),
  };
}
