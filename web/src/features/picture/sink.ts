import type { Clock } from '../../clock/clock';
import { breakout } from './breakout';

/** A track that shows what a canvas showed when it was last told to. */
export interface Sink {
  readonly track: MediaStreamTrack;
  readonly put: () => void;
  readonly close: () => void;
}

/** From frames of the canvas, which goes on in a hidden page, or where the browser has no way for it by the canvas's own. */
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
      const frame = new VideoFrame(canvas, { timestamp: clock.now() * 1_000 });
      // Whoever stopped the track wants no more of it.
      writer.write(frame).catch(() => frame.close());
    },
    close: () => track.stop(),
  };
}
