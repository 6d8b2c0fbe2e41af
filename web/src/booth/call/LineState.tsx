import type { CallView } from '../../generated/protocol';
import { type CallClient, type CallMedia, isPicture } from '../../rtc/call';
import type { DeviceProblem } from '../../rtc/media';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useAloud } from '../aloud/useAloud';
import { useBooth, useBoothState, useWords } from '../useBooth';

/** The one thing of line and devices that the resident should know now, in words. */
export function LineState({
  view,
  call,
  media,
}: {
  readonly view: CallView;
  readonly call: CallClient;
  readonly media: CallMedia;
}) {
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
    (isPoor && !media.soundFirst && t.call.poor) ||
    // Where no picture at all is left, the stage says so.
    (media.theirSoundFirst.length > 0 && media.sources.some(isPicture) && t.call.soundFirst.theirs) ||
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
      <SoundFirst call={call} on={media.soundFirst} isPoor={isPoor} />
    </div>
  );
}

/** 音声優先: a weak line carries the sound better without pictures. Offered there, and taken back anywhere. */
function SoundFirst({
  call,
  on,
  isPoor,
}: {
  readonly call: CallClient;
  readonly on: boolean;
  readonly isPoor: boolean;
}) {
  const t = useWords();
  if (!on && !isPoor) return null;
  return (
    <Button size="large" onPress={() => call.putSoundFirst(!on)}>
      <Icon name={on ? 'camera' : 'speaker'} />
      <Words>{on ? t.call.soundFirst.end : t.call.soundFirst.put}</Words>
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
