/** Reads what a video shows. */
export interface Eye {
  /** The text of the code in front of the camera; null where there is none, or no picture yet. */
  readonly look: (video: HTMLVideoElement | null) => Promise<string | null>;
  readonly close: () => void;
}

/** Takes pictures as the camera sees them: never mirrored, never kept. They are read in a worker, in their order. */
export function openEye(): Eye {
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
  const canvas = document.createElement('canvas');
  const paint = canvas.getContext('2d', { willReadFrequently: true });
  const waiting: ((text: string | null) => void)[] = [];
  worker.onmessage = ({ data }: MessageEvent<string | null>) => waiting.shift()?.(data);
  return {
    look: async (video) => {
      if (paint === null || video === null || video.videoWidth === 0) return null;
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      paint.drawImage(video, 0, 0);
      const { width, height, data } = paint.getImageData(0, 0, canvas.width, canvas.height);
      return new Promise((read) => {
        waiting.push(read);
        worker.postMessage({ width, height, data }, [data.buffer]);
      });
    },
    close: () => worker.terminate(),
  };
}
