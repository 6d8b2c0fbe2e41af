import { useEffect, useState } from 'react';
import { Door } from '../features/account/Door';
import {
  administers,
  attends,
  calledAs,
  type Me,
  type SessionClient,
  takesCalls,
} from '../features/account/session';
import { Administration } from './Administration';
import { AttendanceScreen } from './AttendanceScreen';
import { Desk } from './Desk';
import { type DeskServices, openDesk } from './services';

/** The desk face: the door, then the desk. */
export function App({
  client,
  holdsMyNumber,
}: {
  readonly client: SessionClient;
  readonly holdsMyNumber: (text: string) => boolean;
}) {
  const signOut = () => void client.signOut();
  return (
    <Door client={client}>
      {(me) => {
        if (administers(me) && !takesCalls(me)) return <Administration me={me} onSignOut={signOut} />;
        if (attends(me) && !takesCalls(me)) return <AttendanceScreen me={me} onSignOut={signOut} />;
        return <SignedIn key={me.account} me={me} client={client} holdsMyNumber={holdsMyNumber} />;
      }}
    </Door>
  );
}

function SignedIn({
  me,
  client,
  holdsMyNumber,
}: {
  readonly me: Me;
  readonly client: SessionClient;
  readonly holdsMyNumber: (text: string) => boolean;
}) {
  const [services, setServices] = useState<DeskServices | null>(null);
  useEffect(() => {
    const opened = openDesk(calledAs(me));
    setServices(opened);
    // A socket that is refused again and again may mean that the session is gone: the server says so to a plain request.
    const stop = opened.signal.subscribe(() => {
      const { link } = opened.signal.snapshot();
      const doubtful =
        (link.is === 'waiting' && link.failures >= 2) || (link.is === 'ended' && link.why === 'revoked');
      if (doubtful) void client.look();
    });
    return () => {
      stop();
      opened.close();
    };
  }, [client, me]);
  if (services === null) return null;
  const signOut = () => void client.signOut();
  return <Desk me={me} services={services} holdsMyNumber={holdsMyNumber} onSignOut={signOut} />;
}
