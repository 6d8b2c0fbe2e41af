import type { Me } from '../features/account/session';
import { devicesText } from '../features/devices/text';
import { useText } from '../i18n/language';
import { Apart } from './Apart';
import { DevicesPart } from './DevicesPart';

/** The screen of an administrator who takes no calls. */
export function Administration({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { title, documentTitle } = useText(devicesText);
  return (
    <Apart me={me} icon="settings" title={title} documentTitle={documentTitle} onSignOut={onSignOut}>
      <DevicesPart />
    </Apart>
  );
}
