import { useText } from '../i18n/language';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { deskText } from './text';

/** What an administrator who takes calls looks at. */
export type Place = 'queue' | 'devices';

/** To the other place. While it rings, the way back says so. */
export function Way({
  place,
  rings,
  isDisabled,
  onGo,
}: {
  readonly place: Place;
  readonly rings: boolean;
  readonly isDisabled: boolean;
  readonly onGo: (place: Place) => void;
}) {
  const { way: text } = useText(deskText);
  if (place === 'queue') {
    return (
      <Button isDisabled={isDisabled} onPress={() => onGo('devices')}>
        <Icon name="settings" />
        {text.devices}
      </Button>
    );
  }
  return (
    <div role="status">
      <Button kind={rings ? 'act' : 'plain'} onPress={() => onGo('queue')}>
        <Icon name={rings ? 'ring' : 'back'} />
        {rings ? text.ringing : text.queue}
      </Button>
    </div>
  );
}
