import { useCallback, useEffect, useRef, useState } from 'react';
import { administers, type Duty, dutyOf, type Me } from '../features/account/session';
import { Call } from '../features/call/Call';
import { ownRole } from '../features/call/screen';
import { useCall } from '../features/call/useCall';
import { WrapUp } from '../features/call/WrapUp';
import { Beside } from '../features/memo/Beside';
import { type AcceptFault, accept, join } from '../features/queue/accept';
import { Queue } from '../features/queue/Queue';
import { type Follower, followPanel } from '../features/sheet/follow';
import { Notes } from '../features/sheet/Notes';
import { Sheet } from '../features/sheet/Sheet';
import type { CallView, DeskPresence, QueueRow } from '../generated/protocol';
import { useText } from '../i18n/language';
import type { CallClient } from '../rtc/call';
import { useStore } from '../store/useStore';
import { Boundary } from '../ui/Boundary';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { DevicesPart } from './DevicesPart';
import { LinkNotice } from './LinkNotice';
import { Ready } from './Ready';
import type { DeskServices } from './services';
import { TopBar } from './TopBar';
import { deskText } from './text';
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
  const { signal, media, bell, leader } = services;
  const facts = useStore(signal);
  const { call, queue, link } = facts;
  const [prepared, setPrepared] = useState<'no' | 'yes' | 'skipped'>('no');
  const [chosen, setPlace] = useState<Place>('queue');
  // A call has the whole desk.
  const place = call === null ? chosen : 'queue';
  const accepting = useRef(false);
  const [fault, setFault] = useState<AcceptFault | null>(null);

  const take = useCallback(
    async (row: QueueRow, enter: typeof accept) => {
      // One answer at a time: a second press before the first has its answer asks nothing.
      if (accepting.current) return;
      accepting.current = true;
      setFault(null);
      setFault(await enter(signal, row));
      accepting.current = false;
    },
    [signal],
  );
  const duty = dutyOf(me);
  const answer = useCallback(
    (row: QueueRow) => {
      setPlace('queue');
      void take(row, accept);
    },
    [take],
  );
  const { row: first } = useRing(queue, services, answer);

  // The camera opens when it rings, not before: its lamp is on only when it means something.
  const wanted = first !== null || (call !== null && call.state !== 'wrap-up' && call.state !== 'closed');
  const preparing = prepared === 'no' && call === null;
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
        {administers(me) && (
          <Way place={place} rings={first !== null} isDisabled={call !== null} onGo={setPlace} />
        )}
      </TopBar>
      <LinkNotice link={link} inCall={call !== null} />
      {place === 'devices' ? (
        <DevicesPart />
      ) : (
        <div className="columns">
          <Queue
            rows={queue}
            first={first}
            ahead={facts.ahead}
            away={facts.presence === 'away'}
            fault={fault}
            onAccept={answer}
            duty={duty}
            onJoin={call === null ? (row) => void take(row, join) : null}
          />
          {call === null || call.state === 'closed' ? (
            <Idle
              presence={facts.presence}
              duty={duty}
              silent={prepared !== 'yes'}
              onPrepare={() => setPrepared('no')}
            />
          ) : (
            <Consultation key={call.call} call={call} services={services} holdsMyNumber={holdsMyNumber} />
          )}
        </div>
      )}
    </div>
  );
}

/** A call from accept to the end of its wrap-up. */
function Consultation({
  call,
  services,
  holdsMyNumber,
}: {
  readonly call: CallView;
  readonly services: DeskServices;
  readonly holdsMyNumber: (text: string) => boolean;
}) {
  const text = useText(deskText);
  const { signal, media } = services;
  const client = useCall(signal, media, call.call);
  const follower = useFollower(client, holdsMyNumber);
  const [notesOpen, setNotesOpen] = useState(false);
  const role = ownRole(call);
  if (call.state === 'wrap-up') {
    return (
      <main>
        <WrapUp call={call} signal={signal} />
      </main>
    );
  }
  return (
    <>
      <main>
        {client !== null && (
          <Call
            call={call}
            client={client}
            media={media}
            signal={signal}
            role={role}
            notesOpen={notesOpen}
            onNotes={setNotesOpen}
          />
        )}
        {follower !== null && (
          <Boundary words={text.broken} again={text.showAgain}>
            <NotesPlace follower={follower} open={notesOpen} onArrival={setNotesOpen} />
            {role === 'staff' && (
              <Beside
                call={call}
                api={services.memos}
                signal={signal}
                write={(words) => {
                  setNotesOpen(true);
                  return follower.write(words) === null;
                }}
              />
            )}
          </Boundary>
        )}
      </main>
      {follower !== null && (
        <Boundary words={text.broken} again={text.showAgain}>
          <Sheet call={call} follower={follower} mayHelp={role !== 'interpreter'} />
        </Boundary>
      )}
    </>
  );
}

/** 筆談, opened by either side: a note that arrives opens it. */
function NotesPlace({
  follower,
  open,
  onArrival,
}: {
  readonly follower: Follower;
  readonly open: boolean;
  readonly onArrival: (open: boolean) => void;
}) {
  const { notes } = useStore(follower);
  const theirs = notes.filter(({ by }) => by !== 'me').length;
  useEffect(() => {
    if (theirs > 0) onArrival(true);
  }, [theirs, onArrival]);
  return open ? <Notes follower={follower} /> : null;
}

function useFollower(client: CallClient | null, holdsMyNumber: (text: string) => boolean): Follower | null {
  const [follower, setFollower] = useState<Follower | null>(null);
  useEffect(() => {
    if (client === null) return;
    const follows = followPanel(client, () => crypto.randomUUID(), holdsMyNumber);
    setFollower(follows);
    return () => {
      follows.close();
      setFollower(null);
    };
  }, [client, holdsMyNumber]);
  return follower;
}

/** Nothing to do but wait, or come back. */
function Idle({
  presence,
  duty,
  silent,
  onPrepare,
}: {
  readonly presence: DeskPresence | null;
  readonly duty: Duty;
  readonly silent: boolean;
  readonly onPrepare: () => void;
}) {
  const { idle: text } = useText(deskText);
  const state = presence === 'available' || presence === 'away' ? presence : 'unknown';
  return (
    <main className="idle">
      <Icon name={state === 'available' ? 'call' : state === 'away' ? 'away' : 'again'} />
      <h2>{duty === 'interpret' && state === 'available' ? text.interpreter : text[state]}</h2>
      {state === 'available' && <p>{duty === 'interpret' ? text.interpreterHelp : text.availableHelp}</p>}
      {state === 'away' && <p>{text.awayHelp}</p>}
      {silent && (
        <Notice kind="act" icon="speaker">
          {text.silent} <Button onPress={onPrepare}>{text.prepare}</Button>
        </Notice>
      )}
    </main>
  );
}
