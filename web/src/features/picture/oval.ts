// Which part of a picture stays as it is when the rest is blurred: a soft oval around head and shoulders.

/** Where the oval stands. Both are shares, from 0 to 1. */
export interface Oval {
  /** From the picture's left edge, as the camera sees it, to its right one. */
  readonly across: number;
  /** From far away, hence small, to near. */
  readonly near: number;
}

export const middle: Oval = { across: 0.5, near: 0.5 };

/** One press of an arrow key. */
export const STEP = 0.05;

/** The half height at either end of `near`, in heights of the picture. */
const SMALLEST = 0.3;
const LARGEST = 0.75;
/** A head with shoulders is so wide for its height. */
const WIDTH = 0.8;
/** So much of the half height stands above the picture's lower edge: below it sits the rest of the person. */
const ABOVE = 0.7;
/** From this share of the way to its edge on, the oval fades into what is blurred. */
const FADES = 0.85;

/** An oval whose shares are shares. */
export function fitting({ across, near }: Oval): Oval {
  const share = (value: number) => Math.min(1, Math.max(0, value));
  return { across: share(across), near: share(near) };
}

/**
 * How much of each pixel stays as it is, row by row: 255 all, 0 nothing. `width` and `height` are those of one plane; of
 * any plane of a picture, whatever its resolution, the same part stays.
 */
export function maskOf(width: number, height: number, oval: Oval): Uint8Array {
  const { across, near } = fitting(oval);
  const tall = SMALLEST + (LARGEST - SMALLEST) * near;
  const [centreX, centreY] = [(across * width) / height, 1 - ABOVE * tall];
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const down = ((y + 0.5) / height - centreY) / tall;
    for (let x = 0; x < width; x += 1) {
      const aside = ((x + 0.5) / height - centreX) / (tall * WIDTH);
      const way = Math.hypot(aside, down);
      mask[y * width + x] = 255 * Math.min(1, Math.max(0, (1 - way) / (1 - FADES)));
    }
  }
  return mask;
}
