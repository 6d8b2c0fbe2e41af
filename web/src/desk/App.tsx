import { useEffect, useState } from 'react';
import { SignIn } from '../features/account/SignIn';
import { administers, attends, type Me, type SessionClient, takesCalls } from '../features/account/session';
import { accountText } from '../features/account/text';
import { useText } from '../i18n/language';
import { useStore } from '../store/useStore';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
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
  const text = useText(accountText);
  const session = useStore(client);
  useEffect(() => {
    void client.look();
  }, [client]);
  switch (session.is) {
    case 'asking':
      return (
        <main className="sign-in">
          <p role="status">{text.asking}</p>
        </main>
      );
    case 'unreachable':
      return (
        <main className="sign-in">
          <Notice kind="harm" live="now" icon="offline">
            {text.unreachable}
          </Notice>
          <Button kind="primary" onPress={() => void client.look()}>
            {text.again}
          </Button>
        </main>
      );
    case 'out':
      return <SignIn client={client} session={session} />;
    case 'in':
      if (administers(session.me) && !takesCalls(session.me)) {
        return <Administration me={session.me} onSignOut={() => void client.signOut()} />;
      }
      if (attends(session.me) && !takesCalls(session.me)) {
        return <AttendanceScreen me={session.me} onSignOut={() => void client.signOut()} />;
      }
      return (
        <SignedIn key={session.me.account} me={session.me} client={client} holdsMyNumber={holdsMyNumber} />
      );
  }
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
    const opened = openDesk();
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
  }, [client]);
  if (services === null) return null;
  const signOut = () => void client.signOut();
  return <Desk me={me} services={services} holdsMyNumber={holdsMyNumber} onSignOut={signOut} />;
}
