import { useText } from '../i18n/language';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { deskText } from './text';

/** What somebody at a desk looks at. */
export type Place = 'queue' | 'supervise' | 'devices';

const icons: Readonly<Record<Place, IconName>> = {
  queue: 'back',
  supervise: 'supervise',
  devices: 'settings',
};

/** To the other places. While it rings, the way back says so. */
export function Way({
  places,
  place,
  rings,
  isDisabled,
  onGo,
}: {
  readonly places: readonly Place[];
  readonly place: Place;
  readonly rings: boolean;
  readonly isDisabled: boolean;
  readonly onGo: (place: Place) => void;
}) {
  const { way: text } = useText(deskText);
  return (
    <>
      {places
        .filter((other) => other !== place)
        .map((other) => {
          const calls = rings && other === 'queue';
          const way = (
            <Button
              key={other}
              kind={calls ? 'act' : 'plain'}
              isDisabled={isDisabled}
              onPress={() => onGo(other)}
            >
              <Icon name={calls ? 'ring' : icons[other]} />
              {calls ? text.ringing : text[other]}
            </Button>
          );
          return other === 'queue' ? (
            <div key={other} role="status">
              {way}
            </div>
          ) : (
            way
          );
        })}
    </>
  );
}
