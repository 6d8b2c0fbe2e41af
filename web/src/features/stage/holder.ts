// The booth's side of the stage: a value machine. It applies what both sides do, in one order, and tells everybody.

import type {
  FromGuest,
  FromHolder,
  Hand,
  Mark,
  MarkId,
  Picture,
  PictureId,
  SecondCamera,
  View,
} from '../../generated/protocol';
import { isAsTold, isWithin } from './header';
import { placed, type Shown, wholeView, within, without } from './stage';
import { awaited, type Chunk, type Incoming, taken } from './transfer';

export interface Held {
  readonly covered: boolean;
  readonly camera: SecondCamera;
  readonly shown: Shown | null;
  /** Offered and on its way, or here and being decoded. */
  readonly coming: Incoming | null;
  /** A frame of the second camera is being stopped. */
  readonly grabbing: boolean;
}

/** What is done to the picture on the stage. */
export type Act =
  | { readonly act: 'view'; readonly view: View }
  | { readonly act: 'mark'; readonly mark: Mark }
  | { readonly act: 'unmark'; readonly mark: MarkId }
  | { readonly act: 'clear' }
  | { readonly act: 'close' };

export type HolderEvent =
  /** The channel to the desks (re)opened. */
  | { readonly type: 'opened' }
  | { readonly type: 'heard'; readonly message: FromGuest }
  | { readonly type: 'chunk'; readonly chunk: Chunk }
  /** The browser could, or could not, decode what came. */
  | { readonly type: 'decoded'; readonly picture: PictureId; readonly ok: boolean }
  /** The stopped frame; null if there was none. */
  | { readonly type: 'grabbed'; readonly picture: Picture | null }
  /** The resident lets the second camera be turned on, or not. */
  | { readonly type: 'consent'; readonly given: boolean }
  /** What became of the second camera. */
  | { readonly type: 'camera'; readonly camera: SecondCamera }
  | { readonly type: 'cover'; readonly covered: boolean }
  | { readonly type: 'act'; readonly act: Act };

export type HolderEffect =
  | { readonly effect: 'say'; readonly message: FromHolder }
  | { readonly effect: 'decode'; readonly picture: Picture; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly effect: 'grab' }
  /** Is there one at all? Nobody is asked for what is not there. */
  | { readonly effect: 'find-camera' }
  | { readonly effect: 'open-camera' }
  | { readonly effect: 'close-camera' }
  /** Pixels of the shown picture, from this chunk on. */
  | { readonly effect: 'send'; readonly next: number };

export interface HolderTurn {
  readonly held: Held;
  readonly effects: readonly HolderEffect[];
}

export const emptyStage: Held = {
  covered: false,
  camera: 'off',
  shown: null,
  coming: null,
  grabbing: false,
};

export function hold(held: Held, event: HolderEvent): HolderTurn {
  switch (event.type) {
    case 'opened':
      return { held, effects: everything(held) };
    case 'heard':
      return heard(held, event.message);
    case 'chunk':
      return chunk(held, event.chunk);
    case 'decoded':
      return decoded(held, event.picture, event.ok);
    case 'grabbed':
      if (!held.grabbing) return still(held);
      return event.picture === null
        ? told({ ...held, grabbing: false })
        : show({ ...held, grabbing: false }, event.picture);
    case 'consent':
      if (held.camera !== 'asked') return still(held);
      return event.given
        ? told({ ...held, camera: 'opening' }, { effect: 'open-camera' })
        : told({ ...held, camera: 'declined' });
    case 'camera':
      return camera(held, event.camera);
    case 'cover':
      return event.covered === held.covered ? still(held) : cover(held, event.covered);
    case 'act':
      return act(held, event.act, 'resident');
  }
}

function heard(held: Held, message: FromGuest): HolderTurn {
  switch (message.type) {
    case 'look':
      return { held, effects: everything(held) };
    case 'camera':
      return message.on ? askForCamera(held) : turnCameraOff(held);
    case 'freeze':
      if (held.camera !== 'live' || held.grabbing) return still(held);
      return { held: { ...held, grabbing: true }, effects: [{ effect: 'grab' }] };
    case 'offer':
      return offered(held, message.picture);
    case 'received':
      return held.shown?.picture.id === message.picture
        ? { held, effects: [{ effect: 'send', next: message.next }] }
        : still(held);
    case 'close':
      if (held.coming?.picture.id === message.picture) return still({ ...held, coming: null });
      return on(held, message.picture, { act: 'close' });
    case 'view':
      return on(held, message.picture, { act: 'view', view: message.view });
    case 'mark':
      return on(held, message.picture, { act: 'mark', mark: message.mark });
    case 'unmark':
      return on(held, message.picture, { act: 'unmark', mark: message.mark });
    case 'clear':
      return on(held, message.picture, { act: 'clear' });
  }
}

/** A desk's act, if it means the picture that is there. */
function on(held: Held, picture: PictureId, what: Act): HolderTurn {
  return held.shown?.picture.id === picture ? act(held, what, 'office') : still(held);
}

function act(held: Held, what: Act, hand: Hand): HolderTurn {
  const { shown } = held;
  if (shown === null) return still(held);
  const picture = shown.picture.id;
  const next = (news: Partial<Shown>, message: FromHolder): HolderTurn => ({
    held: { ...held, shown: { ...shown, ...news } },
    effects: [say(message)],
  });
  switch (what.act) {
    case 'view': {
      const view = within(what.view);
      return next({ view }, { type: 'view', picture, view });
    }
    case 'mark': {
      const marks = placed(shown.marks, what.mark, hand);
      if (marks === shown.marks) return still(held);
      return next({ marks }, { type: 'marked', picture, hand, mark: what.mark });
    }
    case 'unmark': {
      const marks = without(shown.marks, what.mark, hand);
      if (marks.length === shown.marks.length) return still(held);
      return next({ marks }, { type: 'unmarked', picture, mark: what.mark });
    }
    case 'clear':
      return next({ marks: [] }, { type: 'cleared', picture });
    case 'close':
      return told({ ...held, shown: null });
  }
}

function offered(held: Held, picture: Picture): HolderTurn {
  const { coming, shown } = held;
  if (held.covered) return refused(held, picture.id, 'covered');
  if (!isWithin(picture)) return refused(held, picture.id, 'too-large');
  // Offered again after a gap: the booth may have it.
  if (shown?.picture.id === picture.id) return { held, effects: everything(held) };
  const effects = [say({ type: 'received', picture: picture.id, next: 0 })];
  if (coming !== null && coming.picture.id !== picture.id) {
    effects.unshift(say({ type: 'refused', picture: coming.picture.id, why: 'replaced' }));
  }
  return { held: { ...held, coming: awaited(picture) }, effects };
}

function chunk(held: Held, piece: Chunk): HolderTurn {
  const { coming } = held;
  if (coming === null || piece.picture !== coming.picture.id) return still(held);
  const { incoming, next, whole } = taken(coming, piece);
  const { picture } = incoming;
  if (whole !== undefined && !isAsTold(picture, whole)) {
    return refused({ ...held, coming: null }, picture.id, 'not-a-picture');
  }
  const effects: HolderEffect[] = [];
  if (next !== undefined) effects.push(say({ type: 'received', picture: picture.id, next }));
  if (whole !== undefined) effects.push({ effect: 'decode', picture, bytes: whole });
  return { held: { ...held, coming: incoming }, effects };
}

function decoded(held: Held, picture: PictureId, ok: boolean): HolderTurn {
  if (held.coming?.picture.id !== picture) return still(held);
  const next = { ...held, coming: null };
  return ok ? show(next, held.coming.picture) : refused(next, picture, 'not-a-picture');
}

function show(held: Held, picture: Picture): HolderTurn {
  return told({ ...held, shown: { picture, view: wholeView, marks: [] } });
}

function askForCamera(held: Held): HolderTurn {
  const { camera } = held;
  if (held.covered || camera === 'asked' || camera === 'opening' || camera === 'live') {
    return { held, effects: [stage(held)] };
  }
  return told({ ...held, camera: 'asked' }, { effect: 'find-camera' });
}

function turnCameraOff(held: Held): HolderTurn {
  return told({ ...held, camera: 'off', grabbing: false }, { effect: 'close-camera' });
}

function camera(held: Held, is: SecondCamera): HolderTurn {
  if (is === 'off') return turnCameraOff(held);
  // What opened although nobody wants it any more was closed again.
  const wanted =
    held.camera === 'opening' ||
    (held.camera === 'asked' && is === 'absent') ||
    (held.camera === 'live' && is === 'unplugged');
  return wanted ? told({ ...held, camera: is, grabbing: false }) : still(held);
}

/** Under the cover there is nothing: neither a camera nor a picture that would stand there when it is taken away. */
function cover(held: Held, covered: boolean): HolderTurn {
  if (!covered) return still({ ...held, covered });
  const { coming } = held;
  const empty = told({ ...emptyStage, covered }, { effect: 'close-camera' });
  if (coming === null) return empty;
  const message = say({ type: 'refused', picture: coming.picture.id, why: 'covered' });
  return { ...empty, effects: [message, ...empty.effects] };
}

function refused(held: Held, picture: PictureId, why: 'covered' | 'too-large' | 'not-a-picture'): HolderTurn {
  return { held, effects: [say({ type: 'refused', picture, why })] };
}

function everything(held: Held): readonly HolderEffect[] {
  const { shown } = held;
  if (shown === null) return [stage(held)];
  const picture = shown.picture.id;
  return [
    stage(held),
    say({ type: 'cleared', picture }),
    ...shown.marks.map(({ mark, hand }) => say({ type: 'marked', picture, hand, mark })),
  ];
}

function stage({ camera, shown }: Held): HolderEffect {
  const onStage = shown === null ? null : { picture: shown.picture, view: shown.view };
  return say({ type: 'stage', camera, shown: onStage });
}

function told(held: Held, ...effects: readonly HolderEffect[]): HolderTurn {
  return { held, effects: [stage(held), ...effects] };
}

function still(held: Held): HolderTurn {
  return { held, effects: [] };
}

function say(message: FromHolder): HolderEffect {
  return { effect: 'say', message };
}
