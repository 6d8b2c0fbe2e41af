import { useCallback, useState } from 'react';
import type { StageGuest } from './attendStage';
import type { Pages } from './pdf';
import { type FileFault, fromImage, type Pixels, readFile } from './pixels';

/** What is being made of a file that the officer chose. */
export type Picking =
  | { readonly is: 'idle' | 'busy' }
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
      await guest.offer(pixels);
      end({ is: 'idle' });
    },
    [guest, end],
  );
  const choose = useCallback(
    async (file: Blob) => {
      end({ is: 'busy' });
      const made = await make(file);
      if (typeof made === 'string') {
        guest.refuse(made);
        end({ is: 'idle' });
      } else if ('picture' in made) await show(made);
      else end({ is: 'pages', pages: made });
    },
    [guest, show, end],
  );
  return {
    picking,
    choose: (file) => void choose(file),
    show: (pixels) => void show(pixels),
    cancel: useCallback(() => end({ is: 'idle' }), [end]),
  };
}

async function make(file: Blob): Promise<Pixels | Pages | FileFault> {
  const read = await readFile(file);
  if (typeof read === 'string') return read;
  const { kind, bytes } = read;
  if (kind !== 'pdf') return fromImage({ kind, bytes }, crypto.randomUUID());
  const { openPdf } = await import('./pdf');
  return openPdf(bytes);
}
