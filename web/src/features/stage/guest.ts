// A desk's side of the stage: a value machine. It asks, and shows what the booth tells.

import type {
  FromGuest,
  FromHolder,
  NotShown,
  Picture,
  PictureId,
  SecondCamera,
} from '../../generated/protocol';
import { isAsTold, isWithin } from './header';
import type { Act } from './holder';
import type { FileFault } from './pixels';
import { type Marks, placed, type Shown, without } from './stage';
import { awaited, type Chunk, chunksOf, type Incoming, taken } from './transfer';

/** Why there is no picture. `taken-away`: by the resident, by the cover, or with the booth's page. */
export type Notice =
  | { readonly by: 'booth'; readonly why: NotShown | 'taken-away' }
  /** What the officer chose is no picture, or none that this browser can read. */
  | { readonly by: 'file'; readonly why: FileFault };

export interface Seen {
  /** Null until the booth has told how its stage is. */
  readonly camera: SecondCamera | null;
  readonly shown: Shown | null;
  /** Ours that the booth has not told yet: a pen that lags behind the hand is no pen. */
  readonly drawn: Marks;
  /** The pixels of the shown picture: on their way, here, or not to be had. */
  readonly pixels:
    | { readonly are: 'none' | 'here' | 'broken' }
    | { readonly are: 'coming'; readonly of: Incoming };
  /** Our own picture, until it is shown. `progress`: 0 to 1. */
  readonly offer: { readonly picture: Picture; readonly progress: number } | null;
  readonly freezing: boolean;
  /** What the officer should know now. */
  readonly notice: Notice | null;
  /** Taken away by this desk: no news. */
  readonly closing: PictureId | null;
}

export type GuestEvent =
  /** The channel to the booth (re)opened. */
  | { readonly type: 'opened' }
  | { readonly type: 'heard'; readonly message: FromHolder }
  | { readonly type: 'chunk'; readonly chunk: Chunk }
  /** The browser could, or could not, decode what came. */
  | { readonly type: 'decoded'; readonly picture: PictureId; readonly ok: boolean }
  | { readonly type: 'ask-camera'; readonly on: boolean }
  | { readonly type: 'freeze' }
  /** A picture whose pixels are at hand. */
  | { readonly type: 'offer'; readonly picture: Picture }
  | { readonly type: 'unfit'; readonly why: FileFault }
  | { readonly type: 'withdraw' }
  | { readonly type: 'act'; readonly act: Act };

export type GuestEffect =
  | { readonly effect: 'say'; readonly message: FromGuest }
  | { readonly effect: 'decode'; readonly picture: Picture; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Pixels of our own picture, from this chunk on. */
  | { readonly effect: 'send'; readonly next: number };

export interface GuestTurn {
  readonly seen: Seen;
  readonly effects: readonly GuestEffect[];
}

export const nothingSeen: Seen = {
  camera: null,
  shown: null,
  drawn: [],
  pixels: { are: 'none' },
  offer: null,
  freezing: false,
  notice: null,
  closing: null,
};

export function attend(seen: Seen, event: GuestEvent): GuestTurn {
  switch (event.type) {
    case 'opened':
      return opened(seen);
    case 'heard':
      return heard(seen, event.message);
    case 'chunk':
      return chunk(seen, event.chunk);
    case 'decoded':
      return seen.shown?.picture.id === event.picture && seen.pixels.are === 'coming'
        ? still({ ...seen, pixels: { are: event.ok ? 'here' : 'broken' } })
        : still(seen);
    case 'ask-camera':
      return say({ ...seen, notice: null }, { type: 'camera', on: event.on });
    case 'freeze':
      return seen.camera !== 'live' || seen.freezing
        ? still(seen)
        : say({ ...seen, freezing: true, notice: null }, { type: 'freeze' });
    case 'offer': {
      const { picture } = event;
      const next = { ...seen, offer: { picture, progress: 0 }, notice: null };
      return say(next, { type: 'offer', picture });
    }
    case 'unfit':
      return still({ ...seen, notice: { by: 'file', why: event.why } });
    case 'withdraw':
      return seen.offer === null
        ? still(seen)
        : say({ ...seen, offer: null }, { type: 'close', picture: seen.offer.picture.id });
    case 'act':
      return act(seen, event.act);
  }
}

/** What was under way may be lost: it is asked for, and offered, from the beginning. */
function opened(seen: Seen): GuestTurn {
  const effects: GuestEffect[] = [out({ type: 'look' })];
  if (seen.offer !== null) effects.push(out({ type: 'offer', picture: seen.offer.picture }));
  if (seen.pixels.are === 'coming') {
    effects.push(out({ type: 'received', picture: seen.pixels.of.picture.id, next: 0 }));
  }
  return { seen: { ...seen, drawn: [], freezing: false }, effects };
}

function heard(seen: Seen, message: FromHolder): GuestTurn {
  if (message.type === 'stage') return staged(seen, message);
  if (message.type === 'received' || message.type === 'refused') return answered(seen, message);
  const { shown } = seen;
  if (shown === null || shown.picture.id !== message.picture) return still(seen);
  switch (message.type) {
    case 'view':
      return still({ ...seen, shown: { ...shown, view: message.view } });
    case 'marked': {
      const { mark, hand } = message;
      return still({
        ...seen,
        shown: { ...shown, marks: placed(shown.marks, mark, hand) },
        // A later word of the same line is still on its way.
        drawn: seen.drawn.filter(
          (ours) => ours.mark.id !== mark.id || ours.mark.points.length > mark.points.length,
        ),
      });
    }
    case 'unmarked': {
      const marks = shown.marks.filter(({ mark }) => mark.id !== message.mark);
      return still({ ...seen, shown: { ...shown, marks } });
    }
    case 'cleared':
      return still({ ...seen, shown: { ...shown, marks: [] } });
  }
}

const takenAway: Notice = { by: 'booth', why: 'taken-away' };

function staged(seen: Seen, { camera, shown }: Extract<FromHolder, { type: 'stage' }>): GuestTurn {
  const { offer, closing } = seen;
  const before = seen.shown?.picture.id ?? null;
  const next = { ...seen, camera, freezing: false };
  if (shown === null) {
    const notice = before === null || before === closing ? seen.notice : takenAway;
    return still({ ...next, shown: null, drawn: [], pixels: { are: 'none' }, closing: null, notice });
  }
  const { picture, view } = shown;
  if (picture.id === before && seen.shown !== null) return still({ ...next, shown: { ...seen.shown, view } });
  const fresh: Seen = {
    ...next,
    shown: { picture, view, marks: [] },
    drawn: [],
    closing: null,
    notice: null,
  };
  if (offer?.picture.id === picture.id) return still({ ...fresh, offer: null, pixels: { are: 'here' } });
  if (!isWithin(picture)) return still({ ...fresh, pixels: { are: 'broken' } });
  return say(
    { ...fresh, pixels: { are: 'coming', of: awaited(picture) } },
    { type: 'received', picture: picture.id, next: 0 },
  );
}

function answered(seen: Seen, message: Extract<FromHolder, { type: 'received' | 'refused' }>): GuestTurn {
  const { offer } = seen;
  if (offer === null || offer.picture.id !== message.picture) return still(seen);
  if (message.type === 'refused')
    return still({ ...seen, offer: null, notice: { by: 'booth', why: message.why } });
  const progress = Math.min(1, message.next / chunksOf(offer.picture));
  return {
    seen: { ...seen, offer: { ...offer, progress } },
    effects: [{ effect: 'send', next: message.next }],
  };
}

function chunk(seen: Seen, piece: Chunk): GuestTurn {
  if (seen.pixels.are !== 'coming') return still(seen);
  const { incoming, next, whole } = taken(seen.pixels.of, piece);
  const { picture } = incoming;
  const effects: GuestEffect[] = [];
  if (next !== undefined) effects.push(out({ type: 'received', picture: picture.id, next }));
  if (whole === undefined) return { seen: { ...seen, pixels: { are: 'coming', of: incoming } }, effects };
  if (!isAsTold(picture, whole)) return { seen: { ...seen, pixels: { are: 'broken' } }, effects };
  effects.push({ effect: 'decode', picture, bytes: whole });
  return { seen: { ...seen, pixels: { are: 'coming', of: incoming } }, effects };
}

function act(seen: Seen, what: Act): GuestTurn {
  const { shown } = seen;
  if (shown === null) return still(seen);
  const picture = shown.picture.id;
  switch (what.act) {
    case 'view':
      return say(seen, { type: 'view', picture, view: what.view });
    case 'mark': {
      const drawn = placed(seen.drawn, what.mark, 'office');
      return say({ ...seen, drawn }, { type: 'mark', picture, mark: what.mark });
    }
    case 'unmark': {
      const drawn = without(seen.drawn, what.mark, 'office');
      return say({ ...seen, drawn }, { type: 'unmark', picture, mark: what.mark });
    }
    case 'clear':
      return say({ ...seen, drawn: [] }, { type: 'clear', picture });
    case 'close':
      return say({ ...seen, closing: picture }, { type: 'close', picture });
  }
}

function still(seen: Seen): GuestTurn {
  return { seen, effects: [] };
}

function say(seen: Seen, message: FromGuest): GuestTurn {
  return { seen, effects: [out(message)] };
}

function out(message: FromGuest): GuestEffect {
  return { effect: 'say', message };
}
