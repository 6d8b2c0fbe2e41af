import type { Clock } from '../../clock/clock';
import { breakout } from './breakout';
import { narrow, toI420 } from './yuv';

/** A track that shows what a canvas showed when it was last told to. */
export interface Sink {
  readonly track: MediaStreamTrack;
  readonly put: () => void;
  readonly close: () => void;
}

/**
 * Frame by frame, which goes on in a hidden page; where the browser has no way for it, by the canvas's own. The canvas is
 * drawn on in two dimensions, and its sides are even.
 */
export function openSink(canvas: HTMLCanvasElement, clock: Clock): Sink {
  const ways = breakout();
  if (ways === null) {
    const [track] = canvas.captureStream().getVideoTracks();
    if (track === undefined) throw new Error('a canvas gave no track');
    return { track, put: () => {}, close: () => track.stop() };
  }
  const track = new ways.MediaStreamTrackGenerator({ kind: 'video' });
  const writer = track.writable.getWriter();
  return {
    track,
    put: () => {
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height);
      if (pixels === undefined) return;
      const frame = new VideoFrame(toI420(pixels.data, width, height), {
        format: 'I420',
        codedWidth: width,
        codedHeight: height,
        timestamp: clock.now() * 1_000,
        colorSpace: narrow,
      });
      // Whoever stopped the track wants no more of it.
      writer.write(frame).catch(() => frame.close());
    },
    close: () => track.stop(),
  };
}
