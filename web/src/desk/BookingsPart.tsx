import { lazy, Suspense, useEffect, useState } from 'react';
import { bookingText } from '../features/booking/text';
import { BOOKING_KEY } from '../features/ring/plan';
import type { QueueRow, WardId } from '../generated/protocol';
import { useText } from '../i18n/language';
import { Boundary } from '../ui/Boundary';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import type { Bookings } from './useBookings';

// A part of its own: it is loaded when somebody books for the first time.
const BookingPart = lazy(() => import('../features/booking/BookingPart'));

/** 予約 in the top bar: opens what lies over the desk, and says when something was left there. */
export function BookingsPart({
  bookings: { api, today, place, go, close },
  ward,
  ahead,
  ringing,
  onAnswer,
}: {
  readonly bookings: Bookings;
  readonly ward: WardId;
  readonly ahead: number;
  readonly ringing: QueueRow | null;
  readonly onAnswer: (row: QueueRow) => void;
}) {
  const text = useText(bookingText);
  const [wanted, setWanted] = useState(false);
  const [unfinished, setUnfinished] = useState(false);
  useEffect(() => {
    if (place !== null) setWanted(true);
  }, [place]);
  return (
    <>
      <Button aria-keyshortcuts={BOOKING_KEY} onPress={() => go('take')}>
        <Icon name="clock" />
        {unfinished ? text.goOn : text.open}
        <kbd>{BOOKING_KEY}</kbd>
      </Button>
      {(wanted || place !== null) && (
        <Boundary words={text.broken} again={text.again} onAgain={close}>
          <Suspense fallback={null}>
            <BookingPart
              api={api}
              ward={ward}
              place={place}
              ahead={ahead}
              ringing={ringing}
              onAnswer={onAnswer}
              onGo={go}
              onClose={close}
              onChanged={today.look}
              onUnfinished={setUnfinished}
            />
          </Suspense>
        </Boundary>
      )}
    </>
  );
}
