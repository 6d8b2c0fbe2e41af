import { useEffect } from 'react';
import type { Me } from '../features/account/session';
import { devicesText } from '../features/devices/text';
import { useText } from '../i18n/language';
import { Icon } from '../ui/Icon';
import { DevicesPart } from './DevicesPart';
import { LanguageChoice, SignOut, Who } from './TopBar';

/** The screen of an administrator who takes no calls; it opens no socket. */
export function Administration({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const text = useText(devicesText);
  useEffect(() => {
    document.title = text.documentTitle;
  }, [text]);
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
      <DevicesPart />
    </div>
  );
}
