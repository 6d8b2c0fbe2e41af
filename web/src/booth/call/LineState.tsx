import type { CallView } from '../../generated/protocol';
import type { CallMedia } from '../../rtc/call';
import type { DeviceProblem } from '../../rtc/media';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useAloud } from '../aloud/useAloud';
import { useBooth, useBoothState, useWords } from '../useBooth';

/** The one thing of line and devices that the resident should know now, in words. */
export function LineState({ view, media }: { readonly view: CallView; readonly media: CallMedia }) {
  const booth = useBooth();
  const { fitness } = useBoothState();
  const { speaking } = useStore(useAloud());
  const { problems } = useStore(booth.media);
  const t = useWords();
  const { unplugged, unusable } = t.call.devices;
  const broken = view.state === 'reconnecting' || media.link.is === 'shaky' || media.lost.length > 0;
  const isPoor = media.quality.level === 'poor';
  const words =
    (broken && t.call.reconnecting) ||
    missing(problems.microphone, unplugged.microphone, unusable.microphone) ||
    (problems.speaker && unplugged.speaker) ||
    (fitness.microphone === 'silent' && t.call.silent) ||
    missing(problems.camera, unplugged.camera, unusable.camera) ||
    (isPoor && t.call.poor) ||
    null;
  return (
    <div className="line-state" aria-live="polite">
      {speaking && (
        <Notice icon="speaker">
          <Words>{t.aloud.paused}</Words>
        </Notice>
      )}
      {!speaking && words !== null && (
        <Notice kind="act">
          <Words>{words}</Words>
        </Notice>
      )}
      <OwnCamera isPoor={isPoor} />
    </div>
  );
}

/** 音声を優先: a weak line carries the sound better without the own picture. Offered there, and taken back anywhere. */
function OwnCamera({ isPoor }: { readonly isPoor: boolean }) {
  const { media } = useBooth();
  const { cameraOff, tracks } = useStore(media);
  const t = useWords();
  if (!cameraOff && (!isPoor || tracks.camera === null)) return null;
  return (
    <Button size="large" onPress={() => media.turnCamera(cameraOff)}>
      <Icon name={cameraOff ? 'camera' : 'cameraOff'} />
      <Words>{cameraOff ? t.call.cameraOn : t.call.cameraOff}</Words>
    </Button>
  );
}

/** What a device that does not work means for the talk; it goes on by what is left. */
function missing(
  problem: DeviceProblem | undefined,
  unplugged: string,
  unusable: string,
): string | undefined {
  return problem === 'unplugged' ? unplugged : problem && unusable;
}
