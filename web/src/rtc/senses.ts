import type { Senses } from './fitness';
import { createLevelMeter, type LevelMeter } from './level';

/** Single points, not averages: those would lose the noise by which a live picture is told from a frozen one. */
const WIDTH = 32;
const HEIGHT = 18;

/** The browser's own. */
export function createSenses(): Senses {
  const video = document.createElement('video');
  video.muted = true;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  let seen: MediaStreamTrack | null = null;
  let heard: { readonly track: MediaStreamTrack; readonly meter: LevelMeter } | null = null;

  function picture(camera: MediaStreamTrack | null): Uint8Array | null {
    if (camera !== seen) {
      seen = camera;
      video.srcObject = camera === null ? null : new MediaStream([camera]);
      if (camera !== null) video.play().catch(() => {});
    }
    if (camera === null || drawing === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)
      return null;
    drawing.imageSmoothingEnabled = false;
    drawing.drawImage(video, 0, 0, WIDTH, HEIGHT);
    return luma(drawing.getImageData(0, 0, WIDTH, HEIGHT).data);
  }

  function level(microphone: MediaStreamTrack | null): number | null {
    if (microphone !== (heard?.track ?? null)) {
      heard?.meter.close();
      heard = microphone === null ? null : { track: microphone, meter: createLevelMeter(microphone) };
    }
    return heard?.meter.decibels() ?? null;
  }

  return {
    look: (camera, microphone) => ({ picture: picture(camera), level: level(microphone) }),
    close: () => {
      picture(null);
      level(null);
    },
  };
}

/** ITU-R BT.601, in the range that cameras use: black is 16, white 235. */
function luma(pixels: Uint8ClampedArray): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 4 }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 4, at * 4 + 3);
    return 16 + (219 / 255) * (0.299 * red + 0.587 * green + 0.114 * blue);
  });
}
