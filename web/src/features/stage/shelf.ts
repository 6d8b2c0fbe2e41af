import type { PictureId } from '../../generated/protocol';
import type { RelayChannel } from '../../rtc/channel';
import { addressOf, type Pixels } from './pixels';
import { due, encodeChunk, type Outgoing } from './transfer';

/** What a browser does with pixels; tests hand in their own. */
export interface Eyes {
  /** An address of the picture in this page; null if it cannot be decoded. */
  readonly addressOf: (pixels: Pixels) => Promise<string | null>;
  readonly forget: (address: string) => void;
}

export const browserEyes: Eyes = { addressOf, forget: (address) => URL.revokeObjectURL(address) };

interface Kept {
  readonly address: string;
  outgoing: Outgoing;
}

/** The pixels that one side has at hand, for as long as the stage needs them and not longer. */
export interface Shelf {
  /** Decodes, and keeps what could be. */
  readonly put: (pixels: Pixels) => Promise<boolean>;
  readonly addressOf: (picture: PictureId | undefined) => string | null;
  /** Sends what a receiver that waits for chunk `next` may get. */
  readonly send: (picture: PictureId | undefined, next: number) => void;
  /** Forgets everything but these. */
  readonly keep: (...pictures: (PictureId | undefined)[]) => void;
}

export function createShelf(bulk: RelayChannel, eyes: Eyes): Shelf {
  const shelf = new Map<PictureId, Kept>();
  const of = (picture: PictureId | undefined) => (picture === undefined ? undefined : shelf.get(picture));
  return {
    async put(pixels) {
      const { id } = pixels.picture;
      const address = await eyes.addressOf(pixels);
      if (address === null) return false;
      shelf.set(id, { address, outgoing: { picture: id, bytes: pixels.bytes, sent: 0 } });
      return true;
    },
    addressOf: (picture) => of(picture)?.address ?? null,
    send(picture, next) {
      const kept = of(picture);
      if (kept === undefined) return;
      const { outgoing, chunks } = due(kept.outgoing, next);
      kept.outgoing = outgoing;
      // What a channel that is closed does not take is asked for again when it opens.
      for (const chunk of chunks) bulk.send(encodeChunk(chunk));
    },
    keep(...pictures) {
      for (const [id, { address }] of shelf) {
        if (pictures.includes(id)) continue;
        eyes.forget(address);
        shelf.delete(id);
      }
    },
  };
}
