import type { CallView } from '../../generated/protocol';
import { type CallMedia, isPicture } from '../../rtc/call';
import { Sound } from '../../rtc/Sound';
import { useStore } from '../../store/useStore';
import { useSettings, volumes } from '../frame/settings';
import { useBooth } from '../useBooth';

/** Everybody else of the call, heard. */
export function Voices({ view, media }: { readonly view: CallView; readonly media: CallMedia }) {
  const booth = useBooth();
  const own = useStore(booth.media);
  const { way } = useStore(booth.hearing);
  const { volume } = useSettings();
  return media.sources
    .filter((source) => source.party !== view.you && !isPicture(source))
    .map((source) => (
      <Sound
        key={source.party}
        stream={source.stream}
        party={source.party}
        speaker={own.chosen.speaker}
        volume={way === 'soft' ? volumes.soft : volumes[volume]}
        silent={media.privacy.is === 'covered' || way === 'writing'}
      />
    ));
}
