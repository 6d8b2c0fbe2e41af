import { useCallback, useEffect, useRef, useState } from 'react';
import { administers, answers, dutyOf, type Me, supervises } from '../features/account/session';
import { Pinned } from '../features/booking/Pinned';
import { queueMark } from '../features/booking/pinned';
import { Alarms } from '../features/call/Alarms';
import { listensOnly } from '../features/call/screen';
import { type AnswerFault, decline, enter } from '../features/queue/answer';
import { Queue } from '../features/queue/Queue';
import { Supervise } from '../features/supervise/Supervise';
import type { QueueRow } from '../generated/protocol';
import { useStore } from '../store/useStore';
import { BookingsPart } from './BookingsPart';
import { Consultation } from './Consultation';
import { DevicesPart } from './DevicesPart';
import { Idle } from './Idle';
import { LinkNotice } from './LinkNotice';
import { Ready } from './Ready';
import type { DeskServices } from './services';
import { TopBar } from './TopBar';
import { useBookings } from './useBookings';
import { useRing } from './useRing';
import { type Place, Way } from './Way';

/** The desk of somebody who is signed in: who waits, the call, the panel. */
export function Desk({
  me,
  services,
  holdsMyNumber,
  onSignOut,
}: {
  readonly me: Me;
  readonly services: DeskServices;
  readonly holdsMyNumber: (text: string) => boolean;
  readonly onSignOut: () => void;
}) {
  const { signal, media, picture, bell, leader } = services;
  const facts = useStore(signal);
  const { call, queue, link } = facts;
  const [prepared, setPrepared] = useState<'no' | 'yes' | 'skipped'>('no');
  const [chosen, setPlace] = useState<Place>('queue');
  // A call has the whole desk.
  const place = call === null ? chosen : 'queue';
  const places: Place[] = ['queue'];
  if (supervises(me)) places.push('supervise');
  if (administers(me)) places.push('devices');
  const asking = useRef(false);
  const [fault, setFault] = useState<AnswerFault | null>(null);

  const ask = useCallback(
    async (row: QueueRow, what: typeof enter) => {
      // One answer at a time: a second press before the first has its answer asks nothing.
      if (asking.current) return;
      asking.current = true;
      setFault(null);
      setFault(await what(signal, row));
      asking.current = false;
    },
    [signal],
  );
  const duty = dutyOf(me);
  const preparing = prepared === 'no' && call === null;
  const bookings = useBookings(services.bookings, answers(me), !preparing);
  const closeBookings = bookings?.close;
  const answer = useCallback(
    (row: QueueRow) => {
      setPlace('queue');
      closeBookings?.();
      void ask(row, enter);
    },
    [ask, closeBookings],
  );
  const { row: first } = useRing(queue, services, answer);

  // The camera opens when it rings, not before: its lamp is on only when it means something.
  const inTalk = call !== null && call.state !== 'wrap-up' && call.state !== 'closed';
  // Whoever only listens is neither seen nor heard.
  const wanted = first !== null || (inTalk && !listensOnly(call));
  useEffect(() => {
    if (preparing) return;
    if (wanted) void media.open();
    else media.close();
  }, [media, wanted, preparing]);

  if (preparing) {
    return (
      <Ready
        bell={bell}
        media={media}
        picture={picture}
        onDone={(available) => {
          setPrepared('yes');
          leader.stand();
          void signal.request({ type: 'set-presence', presence: available ? 'available' : 'away' });
        }}
        onDevices={
          administers(me)
            ? () => {
                setPrepared('skipped');
                setPlace('devices');
              }
            : null
        }
      />
    );
  }
  return (
    <div className="desk">
      <TopBar me={me} duty={duty} facts={facts} signal={signal} onSignOut={onSignOut}>
        <Way
          places={places}
          place={place}
          rings={first !== null}
          isDisabled={call !== null}
          onGo={setPlace}
        />
        {bookings !== null && (
          <BookingsPart
            bookings={bookings}
            ward={me.ward}
            ahead={facts.ahead}
            ringing={first}
            onAnswer={answer}
          />
        )}
      </TopBar>
      <Alarms alarms={facts.alarms} ahead={facts.ahead} own={call?.call ?? null} bell={bell} />
      <LinkNotice link={link} inCall={call !== null} />
      {place === 'devices' && <DevicesPart />}
      {place === 'supervise' && <Supervise signal={signal} onListen={answer} />}
      {place === 'queue' && (
        <div className="columns">
          <Queue
            rows={queue}
            first={first}
            ahead={facts.ahead}
            reader={{ presence: facts.presence, duty, call: call?.call ?? null }}
            fault={fault}
            signal={signal}
            holdsMyNumber={holdsMyNumber}
            onEnter={answer}
            onDecline={(row) => void ask(row, decline)}
          >
            {bookings !== null && (
              <Pinned
                bookings={bookings.today}
                sections={me.sections.map(({ id }) => id)}
                inCall={call !== null}
                mark={queueMark(queue)}
                onOpen={() => bookings.go('find')}
              />
            )}
          </Queue>
          {call === null || call.state === 'closed' ? (
            <Idle
              presence={facts.presence}
              why={facts.presenceWhy}
              duty={duty}
              silent={prepared !== 'yes'}
              onPrepare={() => setPrepared('no')}
            />
          ) : (
            <Consultation
              key={call.call}
              call={call}
              ward={me.ward}
              services={services}
              holdsMyNumber={holdsMyNumber}
            />
          )}
        </div>
      )}
    </div>
  );
}
