import { ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { type Volume as Loudness, useSettings, volumes } from '../frame/settings';
import { useWords } from '../useBooth';

/** How loud the officer is. */
export function Volume() {
  const { volume, setVolume } = useSettings();
  const t = useWords();
  return (
    <fieldset className="switch volume">
      <legend>
        <Icon name="speaker" />
        <Words>{t.call.volume.name}</Words>
      </legend>
      {(Object.keys(volumes) as Loudness[]).map((key) => (
        <ToggleButton key={key} size="large" isSelected={key === volume} onChange={() => setVolume(key)}>
          <Words>{t.call.volume[key]}</Words>
        </ToggleButton>
      ))}
    </fieldset>
  );
}
