// Whether this side's own camera and microphone give anything, looked at every few seconds while they are in use.

import type { Clock } from '../clock/clock';
import type { LocalMedia } from './media';

/** A device that is there is `good` until it was seen or heard to give nothing for a while. */
export interface Fitness {
  readonly camera: 'good' | 'black' | 'frozen';
  readonly microphone: 'good' | 'silent';
}

export const fit: Fitness = { camera: 'good', microphone: 'good' };

/** What one look found; null where there is nothing to judge. */
export interface Look {
  /** A few points of the picture as luma, video black being 16. */
  readonly picture: Uint8Array | null;
  /** In dBFS. */
  readonly level: number | null;
}

/** Looks at tracks. Nothing of a look is stored or leaves the page. */
export interface Senses {
  readonly look: (camera: MediaStreamTrack | null, microphone: MediaStreamTrack | null) => Look;
  readonly close: () => void;
}

/** How long something has to be so before it is believed, in milliseconds. */
export const BELIEVED_MS = 10_000;
/** How often is looked, in milliseconds. */
export const LOOK_MS = 2_000;
/** A picture this dark at its brightest point shows nothing; the self-check of the booth's program has the same limit. */
const DARK = 40;
/** Below this a microphone is off: a real one in a quiet room has −70 to −50. */
const SILENT_DB = -85;

/** What was seen so far: the latest picture, and since when each fault has lasted. */
export interface Seen {
  readonly picture: Uint8Array | null;
  readonly dark: number | null;
  readonly still: number | null;
  readonly silent: number | null;
}

export const nothingSeen: Seen = { picture: null, dark: null, still: null, silent: null };

export function see(before: Seen, { picture, level }: Look, now: number): Seen {
  const since = (fault: boolean, earlier: number | null) => (fault ? (earlier ?? now) : null);
  return {
    picture,
    dark: since(picture?.every((luma) => luma < DARK) ?? false, before.dark),
    // No two pictures of a real sensor are the same: there is always noise.
    still: since(picture !== null && isSame(picture, before.picture), before.still),
    silent: since(level !== null && level < SILENT_DB, before.silent),
  };
}

export function judge({ dark, still, silent }: Seen, now: number): Fitness {
  const lasts = (since: number | null) => since !== null && now - since >= BELIEVED_MS;
  return {
    camera: lasts(dark) ? 'black' : lasts(still) ? 'frozen' : 'good',
    microphone: lasts(silent) ? 'silent' : 'good',
  };
}

function isSame(one: Uint8Array, other: Uint8Array | null): boolean {
  return other !== null && one.length === other.length && one.every((luma, at) => luma === other[at]);
}

/** Looks until it is stopped, and tells what changed. A camera that is off or covered, a muted microphone: not judged. */
export function watchFitness({
  media,
  isCovered,
  senses,
  clock,
  tell,
}: {
  readonly media: LocalMedia;
  readonly isCovered: () => boolean;
  readonly senses: Senses;
  readonly clock: Clock;
  readonly tell: (fitness: Fitness) => void;
}): () => void {
  let seen = nothingSeen;
  let told = fit;
  let cancel = () => {};
  const look = () => {
    const { camera, microphone } = media.snapshot().tracks;
    const judged = (track: MediaStreamTrack | null) => (track?.enabled && !isCovered() ? track : null);
    const now = clock.now();
    seen = see(seen, senses.look(judged(camera), judged(microphone)), now);
    const fitness = judge(seen, now);
    if (fitness.camera !== told.camera || fitness.microphone !== told.microphone) tell(fitness);
    told = fitness;
    cancel = clock.after(LOOK_MS, look);
  };
  cancel = clock.after(LOOK_MS, look);
  return () => {
    cancel();
    senses.close();
  };
}
