import { lazy, Suspense } from 'react';
import type { Me } from '../features/account/session';
import { devicesText } from '../features/devices/text';
import { useText } from '../i18n/language';
import { Boundary } from '../ui/Boundary';
import { Icon } from '../ui/Icon';
import { LanguageChoice, SignOut, Who } from './TopBar';

// A part of its own: nobody who answers calls loads it.
const Devices = lazy(() => import('../features/devices/Devices'));

/** The administrator's screen. It takes no calls and opens no socket. */
export function Administration({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const text = useText(devicesText);
  return (
    <div className="desk">
      <header className="top">
        <h1 className="standing">
          <Icon name="settings" />
          <strong>{text.title}</strong>
        </h1>
        <Who me={me} />
        <LanguageChoice />
        <SignOut onPress={onSignOut} />
      </header>
      <Suspense fallback={<p role="status">{text.loading}</p>}>
        <Boundary words={text.broken} again={text.again}>
          <Devices />
        </Boundary>
      </Suspense>
    </div>
  );
}
