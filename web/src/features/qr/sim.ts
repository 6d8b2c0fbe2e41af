// A camera for tests: photographs a code from the side, from afar, in bad light.

import { modules } from './draw';
import type { Pixels } from './read';

interface How {
  /** Pixels a module. */
  readonly scale?: number;
  /** Degrees. */
  readonly turned?: number;
  /** How far a pixel's brightness may be off. */
  readonly noise?: number;
  /** 1: black on white. */
  readonly contrast?: number;
  /** A square of so many modules in the middle is covered by white. */
  readonly hidden?: number;
}

const WIDTH = 640;
const HEIGHT = 360;

/** A picture of a code, or of a bare wall; the same one each time. */
export function photographed(
  text: string | null,
  { scale = 8, turned = 0, noise = 0, contrast = 1, hidden = 0 }: How = {},
): Pixels {
  const rows = text === null ? [] : modules(text);
  const angle = (turned * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const random = drawn(1);
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [right, down] = [x - WIDTH / 2, y - HEIGHT / 2];
      const [across, along] = [right * cos + down * sin, down * cos - right * sin];
      const covered = Math.max(Math.abs(across), Math.abs(along)) < hidden / 2;
      const middle = rows.length / 2;
      const dark = !covered && rows[Math.floor(along + middle)]?.[Math.floor(across + middle)] === true;
      const luma = 128 + (dark ? -1 : 1) * 120 * contrast + (random() * 2 - 1) * noise;
      data.set([luma, luma, luma, 255], (y * WIDTH + x) * 4);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

/** Numbers from 0 to 1, drawn from a seed (mulberry32). */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
