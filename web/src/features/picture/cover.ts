// Blurs everything outside an oval, on plain arrays: what a camera gives goes in, and what may be seen comes out. The
// picture is averaged over few large cells and drawn anew from those, so that no pixel outside has anything of its own.

import { maskOf, type Oval } from './oval';

/** One plane of a picture: rows of pixels with so many bytes each. It is changed in place. */
export interface Plane {
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Where the first row begins, and how far each is from the one before, in bytes. */
  readonly offset: number;
  readonly stride: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel, each blurred by itself. */
  readonly channels: number;
}

/** At most so many cells stand along a picture's longer side, whatever its resolution. */
const CELLS = 20;
/** And none is smaller than this, in pixels. */
const SMALLEST = 16;

/** A cell's side, in pixels. */
export function sideOf({ width, height }: Pick<Plane, 'width' | 'height'>): number {
  return Math.max(SMALLEST, Math.ceil(Math.max(width, height) / CELLS));
}

/** Covers planes under one oval; masks are kept while it stays where it is. */
export interface Cover {
  readonly aim: (oval: Oval) => void;
  readonly plane: (plane: Plane) => void;
}

export function createCover(oval: Oval): Cover {
  let aimed = oval;
  const masks = new Map<string, Uint8Array>();
  return {
    aim: (next) => {
      aimed = next;
      masks.clear();
    },
    plane: (plane) => {
      const size = `${plane.width} ${plane.height}`;
      const mask = masks.get(size) ?? maskOf(plane.width, plane.height, aimed);
      masks.set(size, mask);
      coverPlane(plane, mask);
    },
  };
}

/** The averages of a plane's cells. */
interface Grid {
  readonly means: Float32Array;
  readonly columns: number;
  readonly rows: number;
  /** A cell's side, in pixels; those at the right and the lower edge may be smaller. */
  readonly side: number;
}

function gridOf({ data, offset, stride, width, height, channels }: Plane): Grid {
  const side = sideOf({ width, height });
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const means = new Float32Array(columns * rows * channels);
  for (let y = 0; y < height; y += 1) {
    const from = offset + y * stride;
    const down = Math.min(side, height - (y - (y % side)));
    for (let column = 0; column < columns; column += 1) {
      const first = from + column * side * channels;
      const across = Math.min(side, width - column * side);
      const cell = (Math.floor(y / side) * columns + column) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        const end = first + across * channels;
        let sum = 0;
        for (let at = first + channel; at < end; at += channels) sum += data[at] ?? 0;
        means[cell + channel] = (means[cell + channel] ?? 0) + sum / (across * down);
      }
    }
  }
  return { means, columns, rows, side };
}

/** Where each pixel of a row or column lies between the middles of two cells: from which one on, and how far. */
function placesOf(pixels: number, side: number, cells: number) {
  const from = new Int32Array(pixels);
  const share = new Float32Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const place = Math.min(cells - 1, Math.max(0, (pixel + 0.5) / side - 0.5));
    from[pixel] = Math.floor(place);
    share[pixel] = place - Math.floor(place);
  }
  return { from, share };
}

/** Blurs what the mask does not keep; see `maskOf`. The loops are plain: they see each byte of thirty pictures a second. */
export function coverPlane(plane: Plane, mask: Uint8Array): void {
  const { data, offset, stride, width, height, channels } = plane;
  const { means, columns, rows, side } = gridOf(plane);
  const across = placesOf(width, side, columns);
  const down = placesOf(height, side, rows);
  // The last cell has a neighbour of its own kind to its right.
  const line = new Float32Array(columns + 1);
  for (let channel = 0; channel < channels; channel += 1) {
    for (let y = 0; y < height; y += 1) {
      const upper = down.from[y] ?? 0;
      const lower = Math.min(rows - 1, upper + 1);
      const share = down.share[y] ?? 0;
      for (let column = 0; column <= columns; column += 1) {
        const cell = Math.min(columns - 1, column) * channels + channel;
        const above = means[upper * columns * channels + cell] ?? 0;
        line[column] = above + ((means[lower * columns * channels + cell] ?? 0) - above) * share;
      }
      let at = offset + y * stride + channel;
      let pixel = y * width;
      for (let x = 0; x < width; x += 1) {
        const keeps = mask[pixel] ?? 0;
        if (keeps !== 255) {
          const cell = across.from[x] ?? 0;
          const left = line[cell] ?? 0;
          const blurred = left + ((line[cell + 1] ?? 0) - left) * (across.share[x] ?? 0);
          data[at] = keeps === 0 ? blurred : blurred + (((data[at] ?? 0) - blurred) * keeps) / 255;
        }
        at += channels;
        pixel += 1;
      }
    }
  }
}
