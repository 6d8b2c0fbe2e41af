// Covers each frame beside the page, which may be hidden. What cannot be covered is not passed on: the streams end, and the
// page is told so.

import { type Cover, createCover } from './cover';
import { covered } from './frame';
import type { Oval } from './oval';

/** What the page says: first what to read and where to write to, then how the oval moves. */
export type ToCoverWorker =
  | {
      readonly oval: Oval;
      readonly readable: ReadableStream<VideoFrame>;
      readonly writable: WritableStream<VideoFrame>;
    }
  | { readonly oval: Oval };

let cover: Cover | null = null;

self.onmessage = ({ data }: MessageEvent<ToCoverWorker>) => {
  if (!('readable' in data)) return cover?.aim(data.oval);
  const made = createCover(data.oval);
  cover = made;
  const covering = new TransformStream<VideoFrame, VideoFrame>({
    async transform(frame, out) {
      try {
        out.enqueue(await covered(frame, made));
      } finally {
        frame.close();
      }
    },
  });
  data.readable
    .pipeThrough(covering)
    .pipeTo(data.writable)
    .catch(() => self.postMessage('failed'));
};
