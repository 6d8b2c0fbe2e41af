import type { Clock } from '../../clock/clock';
import { openCard } from './card';
import { openCovered } from './coverer';
import type { Tools } from './picture';

/** `backgroundBlur` (W3C mediacapture-extensions), which no library of types has. */
type Blurs<T> = T & {
  readonly backgroundBlur?: T extends MediaTrackCapabilities ? readonly boolean[] : boolean;
};

/** The browser's. The clock has to keep its pace in a hidden page. */
export function browserTools(clock: Clock): Tools {
  const blurs = (camera: MediaStreamTrack) =>
    (camera.getSettings() as Blurs<MediaTrackSettings>).backgroundBlur === true;
  return {
    copy: (camera) => camera.clone(),
    hasBlur: (camera) => {
      const { backgroundBlur } = (camera.getCapabilities?.() ?? {}) as Blurs<MediaTrackCapabilities>;
      return backgroundBlur?.includes(true) ?? false;
    },
    blur: async (camera, on) => {
      try {
        const wish: Blurs<MediaTrackConstraintSet> = { backgroundBlur: on };
        await camera.applyConstraints({ advanced: [wish] });
        return blurs(camera);
      } catch {
        return false;
      }
    },
    watchBlur: (camera, onLost) => {
      const look = () => {
        if (!blurs(camera)) onLost();
      };
      camera.addEventListener('configurationchange', look);
      return () => camera.removeEventListener('configurationchange', look);
    },
    cover: (camera, oval, onFailed) => openCovered(camera, oval, onFailed, clock),
    card: (label) => openCard(label, clock),
  };
}
