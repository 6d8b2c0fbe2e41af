import { useCallback, useState } from 'react';
import type { StageGuest } from './attendStage';
import type { Pages } from './pdf';
import { type FileFault, fromImage, type Pixels, readFile } from './pixels';

/** What is being made of a file that the officer chose. */
export type Picking =
  | { readonly is: 'idle' | 'busy' }
  | { readonly is: 'fault'; readonly fault: FileFault }
  /** A PDF is open, for its page to be chosen. */
  | { readonly is: 'pages'; readonly pages: Pages };

export interface Picker {
  readonly picking: Picking;
  readonly choose: (file: Blob) => void;
  readonly show: (pixels: Pixels) => void;
  readonly cancel: () => void;
}

/** From a file to the stage. Whatever cannot be shown is refused here, in words, before anything leaves. */
export function usePicker(guest: StageGuest): Picker {
  const [picking, setPicking] = useState<Picking>({ is: 'idle' });
  const end = useCallback(
    (next: Picking) =>
      setPicking((now) => {
        if (now.is === 'pages') now.pages.close();
        return next;
      }),
    [],
  );
  const show = useCallback(
    async (pixels: Pixels) => {
      const shown = await guest.offer(pixels);
      end(shown ? { is: 'idle' } : { is: 'fault', fault: 'unreadable' });
    },
    [guest, end],
  );
  const choose = useCallback(
    async (file: Blob) => {
      end({ is: 'busy' });
      const read = await readFile(file);
      if (typeof read === 'string') return end({ is: 'fault', fault: read });
      const { kind, bytes } = read;
      if (kind === 'pdf') {
        const { openPdf } = await import('./pdf');
        const pages = await openPdf(bytes);
        return end(typeof pages === 'string' ? { is: 'fault', fault: pages } : { is: 'pages', pages });
      }
      const pixels = await fromImage({ kind, bytes }, crypto.randomUUID());
      if (typeof pixels === 'string') end({ is: 'fault', fault: pixels });
      else await show(pixels);
    },
    [show, end],
  );
  return {
    picking,
    choose: (file) => void choose(file),
    show: (pixels) => void show(pixels),
    cancel: useCallback(() => end({ is: 'idle' }), [end]),
  };
}
