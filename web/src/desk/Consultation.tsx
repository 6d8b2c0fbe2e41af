import { useEffect, useState } from 'react';
import { Call } from '../features/call/Call';
import { powersOf } from '../features/call/powers';
import { listensOnly, ownLabel, ownRole } from '../features/call/screen';
import { useCall } from '../features/call/useCall';
import { WrapUp } from '../features/call/WrapUp';
import { type Adviser, attendGuide } from '../features/guide/attendGuide';
import { DeskGuide } from '../features/guide/DeskGuide';
import { Beside } from '../features/memo/Beside';
import { fingerprints } from '../features/sheet/fingerprint';
import { type Follower, followPanel } from '../features/sheet/follow';
import { Notes } from '../features/sheet/Notes';
import { Sheet } from '../features/sheet/Sheet';
import { loadDefinition } from '../features/sheet/useDefinition';
import { StagePart } from '../features/stage/StagePart';
import { loadForms } from '../forms';
import type { CallView, WardId } from '../generated/protocol';
import { useText } from '../i18n/language';
import type { CallClient } from '../rtc/call';
import { useStore } from '../store/useStore';
import { Boundary } from '../ui/Boundary';
import type { DeskServices } from './services';
import { deskText } from './text';

/** A call from accept to the end of its wrap-up. */
export function Consultation({
  call,
  ward,
  services,
  holdsMyNumber,
}: {
  readonly call: CallView;
  /** The reader's own, whose guides are looked at. */
  readonly ward: WardId;
  readonly services: DeskServices;
  readonly holdsMyNumber: (text: string) => boolean;
}) {
  const text = useText(deskText);
  const { signal, media, picture } = services;
  const client = useCall(signal, picture, call.call);
  const label = ownLabel(call);
  useEffect(() => {
    if (label !== null) picture.name(label);
  }, [picture, label]);
  const follower = useFollower(client, holdsMyNumber);
  const adviser = useAdviser(client);
  const [notesOpen, setNotesOpen] = useState(false);
  const role = ownRole(call);
  const listens = listensOnly(call);
  if (call.state === 'wrap-up') {
    return (
      <main>
        <WrapUp call={call} signal={signal} memos={services.memos} />
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
            picture={picture}
            signal={signal}
            role={role}
            listens={listens}
            holdsMyNumber={holdsMyNumber}
            notesOpen={notesOpen}
            onNotes={setNotesOpen}
          />
        )}
        {client !== null && (
          <Boundary words={text.broken} again={text.showAgain}>
            <StagePart client={client} mayAct={powersOf(call, role, listens).help} />
          </Boundary>
        )}
        {follower !== null && (
          <Boundary words={text.broken} again={text.showAgain}>
            <NotesPlace call={call} follower={follower} open={notesOpen} onArrival={setNotesOpen} />
          </Boundary>
        )}
      </main>
      {follower !== null && (
        <Boundary words={text.broken} again={text.showAgain}>
          <div className="aside">
            <Sheet call={call} follower={follower} mayHelp={powersOf(call, role, listens).help} />
            {adviser !== null && (
              <DeskGuide
                call={call}
                ward={ward}
                adviser={adviser}
                mayHelp={powersOf(call, role, listens).help}
              />
            )}
            {role === 'staff' && (
              <Beside
                call={call}
                api={services.memos}
                signal={signal}
                holdsMyNumber={holdsMyNumber}
                write={(words) => {
                  setNotesOpen(true);
                  // What stands in a memo was looked at when it was written.
                  return follower.write(words, true) === null;
                }}
              />
            )}
          </div>
        </Boundary>
      )}
    </>
  );
}

/** 筆談, opened by either side: a note that arrives opens it. */
function NotesPlace({
  call,
  follower,
  open,
  onArrival,
}: {
  readonly call: CallView;
  readonly follower: Follower;
  readonly open: boolean;
  readonly onArrival: (open: boolean) => void;
}) {
  const { notes } = useStore(follower);
  const theirs = notes.filter(({ by }) => by !== 'me').length;
  useEffect(() => {
    if (theirs > 0) onArrival(true);
  }, [theirs, onArrival]);
  return open ? <Notes call={call} follower={follower} /> : null;
}

function useAdviser(client: CallClient | null): Adviser | null {
  const [adviser, setAdviser] = useState<Adviser | null>(null);
  useEffect(() => {
    if (client === null) return;
    const attends = attendGuide(client.panel);
    setAdviser(attends);
    return () => {
      attends.close();
      setAdviser(null);
    };
  }, [client]);
  return adviser;
}

const printed = fingerprints(loadForms, loadDefinition);

function useFollower(client: CallClient | null, holdsMyNumber: (text: string) => boolean): Follower | null {
  const [follower, setFollower] = useState<Follower | null>(null);
  useEffect(() => {
    if (client === null) return;
    const follows = followPanel(client, () => crypto.randomUUID(), holdsMyNumber, printed);
    setFollower(follows);
    return () => {
      follows.close();
      setFollower(null);
    };
  }, [client, holdsMyNumber]);
  return follower;
}
