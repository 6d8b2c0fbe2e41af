import { useText } from '../../i18n/language';
import { LevelBar } from '../../rtc/LevelBar';
import type { DeviceKind, LocalMedia } from '../../rtc/media';
import { useStore } from '../../store/useStore';
import { Choice } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { deviceText } from './device-text';

const kinds: readonly DeviceKind[] = ['camera', 'microphone', 'speaker'];

/** Which microphone, camera and speaker; can be changed while talking. */
export function Devices({ media }: { readonly media: LocalMedia }) {
  const text = useText(deviceText);
  const { devices, chosen, problems, tracks } = useStore(media);
  return (
    <div className="devices">
      {kinds.map((kind) => {
        const problem = problems[kind];
        return (
          <div key={kind} className="device">
            {devices[kind].length > 0 && (
              <Choice
                label={text[kind]}
                value={chosen[kind]}
                options={devices[kind].map(({ id, name }, index) => ({
                  key: id,
                  words: name === '' ? text.unnamed(index + 1) : name,
                }))}
                onChange={(id) => void media.choose(kind, id)}
              />
            )}
            {problem !== undefined && (
              <Notice kind="harm">
                {text[kind]}：{text.problem[problem]}
              </Notice>
            )}
            {kind === 'microphone' && tracks.microphone !== null && (
              <div className="level">
                <LevelBar track={tracks.microphone} label={text.level} />
                <p className="help">{text.levelHelp}</p>
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
