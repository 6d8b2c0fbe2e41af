import { type ReactNode, useEffect } from 'react';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { SignIn } from './SignIn';
import type { Me, SessionClient } from './session';
import { accountText } from './text';

/** Every staff face begins here: whoever is signed in gets in, anybody else is asked, or told why not. */
export function Door({
  client,
  children,
}: {
  readonly client: SessionClient;
  readonly children: (me: Me) => ReactNode;
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
      return children(session.me);
  }
}
