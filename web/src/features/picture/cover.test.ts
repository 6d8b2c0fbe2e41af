import { expect, test } from 'vitest';
import { coverPlane, createCover, type Plane, sideOf } from './cover';
import { fitting, maskOf, middle, type Oval } from './oval';

/** A number between 0 and 255 that follows from a seed and a place, and no pattern. */
function noise(seed: number, at: number): number {
  let value = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) & 255;
}

function plane(width: number, height: number, channels: number, of: (at: number) => number): Plane {
  const stride = width * channels + 3;
  const data = Uint8Array.from({ length: 5 + stride * height }, (_, at) => of(at));
  return { data, offset: 5, stride, width, height, channels };
}

/** Every byte of a plane's pixels, with how much of its pixel is kept. */
function bytesOf({ offset, stride, width, height, channels }: Plane, mask: Uint8Array) {
  return Array.from({ length: width * height * channels }, (_, n) => {
    const pixel = Math.floor(n / channels);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return { at: offset + y * stride + x * channels + (n % channels), keeps: mask[pixel] ?? 0, x, y };
  });
}

const sizes = [
  [64, 36, 1],
  [128, 72, 4],
  [65, 37, 2],
  [45, 80, 1],
  [7, 5, 4],
] as const;
const ovals: readonly Oval[] = [middle, { across: 0, near: 0 }, { across: 1, near: 1 }];

test('outside the oval no pixel equals its source where the source varies, and inside all stay', () => {
  for (const [width, height, channels] of [sizes[0], sizes[1]]) {
    // Black and white pixels take turns: whatever is averaged is grey.
    const row = width * channels + 3;
    const board = (at: number) => {
      const [x, y] = [Math.floor(((at - 5) % row) / channels), Math.floor((at - 5) / row)];
      return (x + y) % 2 === 0 ? 0 : 255;
    };
    for (const oval of ovals) {
      const [before, after] = [plane(width, height, channels, board), plane(width, height, channels, board)];
      const mask = maskOf(width, height, oval);
      coverPlane(after, mask);
      const bytes = bytesOf(after, mask);
      expect(bytes.filter(({ at, keeps }) => keeps === 0 && before.data[at] === after.data[at])).toEqual([]);
      expect(bytes.filter(({ at, keeps }) => keeps === 255 && before.data[at] !== after.data[at])).toEqual(
        [],
      );
      expect(bytes.filter(({ keeps }) => keeps === 0).length).toBeGreaterThan(0);
    }
  }
});

test('what is made out outside depends on the averages of large cells and on nothing else', () => {
  for (const [width, height, channels] of sizes) {
    for (const oval of ovals) {
      const mask = maskOf(width, height, oval);
      const one = plane(width, height, channels, (at) => noise(7, at));
      const other: Plane = { ...one, data: Uint8Array.from(one.data) };
      const side = sideOf(one);
      // Each cell's pixels stand the other way round in the other picture.
      for (const { at, x, y } of bytesOf(one, mask)) {
        const turned = (place: number, size: number) => {
          const first = Math.floor(place / side) * side;
          return first + Math.min(size, first + side) - 1 - place;
        };
        const from =
          one.offset +
          turned(y, height) * one.stride +
          turned(x, width) * channels +
          (((at - one.offset) % one.stride) % channels);
        other.data[at] = one.data[from] ?? 0;
      }
      coverPlane(one, mask);
      coverPlane(other, mask);
      const outside = bytesOf(one, mask).filter(({ keeps }) => keeps === 0);
      expect(outside.filter(({ at }) => one.data[at] !== other.data[at])).toEqual([]);
    }
  }
});

test('bytes beside the picture are left alone', () => {
  const [before, after] = [plane(64, 36, 1, (at) => noise(1, at)), plane(64, 36, 1, (at) => noise(1, at))];
  coverPlane(after, maskOf(64, 36, middle));
  const pixels = new Set(bytesOf(after, new Uint8Array()).map(({ at }) => at));
  expect(after.data.filter((byte, at) => !pixels.has(at) && byte !== before.data[at])).toHaveLength(0);
});

test('a picture of another size is covered by a mask of its own, and so is one after the oval has moved', () => {
  const cover = createCover(middle);
  const covered = (width: number, height: number) => {
    const made = plane(width, height, 1, (at) => (at % 2 === 0 ? 0 : 255));
    cover.plane(made);
    return made.data[made.offset] ?? 0;
  };
  // The upper left corner lies outside in both sizes.
  for (const corner of [covered(64, 36), covered(32, 18), covered(64, 36)]) {
    expect(corner).toBeGreaterThan(100);
    expect(corner).toBeLessThan(155);
  }
  const sharp = (oval: Oval) => maskOf(64, 36, oval).filter((keeps) => keeps === 255).length;
  expect(sharp({ across: 0.5, near: 1 })).toBeGreaterThan(2 * sharp({ across: 0.5, near: 0 }));
  cover.aim({ across: 0, near: 1 });
  const made = plane(64, 36, 1, (at) => (at % 2 === 0 ? 0 : 255));
  const low = made.offset + 30 * made.stride;
  const source = made.data[low];
  cover.plane(made);
  expect(made.data[low]).toBe(source);
});

test('an oval keeps the same part of a picture whatever its resolution, and never all of it', () => {
  for (const oval of ovals) {
    const share = (width: number, height: number) =>
      maskOf(width, height, oval).filter((keeps) => keeps > 127).length / (width * height);
    expect(share(640, 360)).toBeCloseTo(share(320, 180), 2);
    expect(share(640, 360)).toBeLessThan(0.75);
  }
  expect(fitting({ across: -1, near: 2 })).toEqual({ across: 0, near: 1 });
});
