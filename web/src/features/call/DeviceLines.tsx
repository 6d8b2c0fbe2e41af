import { useEffect, useState } from 'react';
import { pageClock } from '../../clock/clock';
import { useText } from '../../i18n/language';
import { type Fitness, fit, watchFitness } from '../../rtc/fitness';
import type { LocalMedia } from '../../rtc/media';
import { createSenses } from '../../rtc/senses';
import { useStore } from '../../store/useStore';
import { Notice } from '../../ui/Notice';
import { deviceText } from './device-text';

/** What of this desk the resident does not get, and why: muted, lost, or a device that gives nothing. */
export function DeviceLines({ media }: { readonly media: LocalMedia }) {
  const text = useText(deviceText);
  const { muted, problems } = useStore(media);
  const { camera, microphone } = useFitness(media);
  return (
    <>
      {muted && <Notice kind="act">{text.muted}</Notice>}
      {(['microphone', 'speaker', 'camera'] as const).map((kind) => {
        const problem = problems[kind];
        if (problem === undefined) return null;
        return (
          <Notice key={kind} kind="harm" live="polite">
            {kind === 'speaker' || problem === 'unplugged' ? text.unplugged(text[kind]) : text.unusable[kind]}
          </Notice>
        );
      })}
      {microphone !== 'good' && (
        <Notice kind="harm" live="polite" icon="microphoneOff">
          {text.unfit.silent}
        </Notice>
      )}
      {camera !== 'good' && (
        <Notice kind="act" live="polite" icon="cameraOff">
          {text.unfit[camera]}
        </Notice>
      )}
    </>
  );
}

function useFitness(media: LocalMedia): Fitness {
  const [fitness, setFitness] = useState(fit);
  useEffect(
    () =>
      watchFitness({
        media,
        isCovered: () => false,
        senses: createSenses(),
        clock: pageClock,
        tell: setFitness,
      }),
    [media],
  );
  return fitness;
}
