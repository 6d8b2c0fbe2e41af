import type { Clock } from '../../clock/clock';
import { breakout } from './breakout';
import { createCover } from './cover';
import type { ToCoverWorker } from './cover.worker';
import type { Oval } from './oval';
import { openSink } from './sink';

/** A camera's picture with everything outside an oval blurred. */
export interface Covered {
  readonly track: MediaStreamTrack;
  readonly aim: (oval: Oval) => void;
  readonly close: () => void;
}

/** How often the canvas is drawn, in milliseconds. */
const DRAW_MS = 66;

/** `onFailed`: no covered picture comes any more, and nothing else is sent in its place. */
export function openCovered(
  camera: MediaStreamTrack,
  oval: Oval,
  onFailed: () => void,
  clock: Clock,
): Covered {
  const ways = breakout();
  return ways === null ? byCanvas(camera, oval, onFailed, clock) : byWorker(ways, camera, oval, onFailed);
}

function byWorker(
  { MediaStreamTrackProcessor, MediaStreamTrackGenerator }: NonNullable<ReturnType<typeof breakout>>,
  camera: MediaStreamTrack,
  oval: Oval,
  onFailed: () => void,
): Covered {
  const worker = new Worker(new URL('./cover.worker.ts', import.meta.url), { type: 'module' });
  const source = camera.clone();
  const { readable } = new MediaStreamTrackProcessor({ track: source });
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  const { writable } = track;
  const say = (words: ToCoverWorker, moved: Transferable[] = []) => worker.postMessage(words, moved);
  worker.onerror = onFailed;
  worker.onmessage = onFailed;
  say({ oval, readable, writable }, [readable, writable]);
  return {
    track,
    aim: (next) => say({ oval: next }),
    close: () => {
      worker.onmessage = null;
      worker.terminate();
      source.stop();
      track.stop();
    },
  };
}

/** Where frames cannot be had one by one. What is not covered stands on a canvas that no track shows. */
function byCanvas(camera: MediaStreamTrack, oval: Oval, onFailed: () => void, clock: Clock): Covered {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([camera]);
  video.play().catch(() => {});
  const [bare, shown] = [document.createElement('canvas'), document.createElement('canvas')];
  const reading = bare.getContext('2d', { willReadFrequently: true });
  const drawing = shown.getContext('2d');
  const cover = createCover(oval);
  const sink = openSink(shown, clock);
  let cancel = () => {};

  function draw(): void {
    cancel = clock.after(DRAW_MS, draw);
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    try {
      if (reading === null || drawing === null) throw new Error('a canvas cannot be drawn on');
      if (bare.width !== width || bare.height !== height) {
        for (const canvas of [bare, shown]) [canvas.width, canvas.height] = [width, height];
      }
      reading.drawImage(video, 0, 0);
      const pixels = reading.getImageData(0, 0, width, height);
      cover.plane({ data: pixels.data, offset: 0, stride: width * 4, width, height, channels: 4 });
      drawing.putImageData(pixels, 0, 0);
      sink.put();
    } catch {
      close();
      onFailed();
    }
  }

  function close(): void {
    cancel();
    video.srcObject = null;
    sink.close();
  }

  draw();
  return { track: sink.track, aim: cover.aim, close };
}
