/** What a page draws, as cameras give it: I420 in the narrow range of ITU-R BT.601, which every receiver takes it for. */
export const narrow: VideoColorSpaceInit = {
  matrix: 'smpte170m',
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  fullRange: false,
};

/** `width` and `height` are even; rows of RGBA go in, the planes of Y, U and V come out, one after the other. */
export function toI420(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const size = width * height;
  const planes = new Uint8Array((size * 3) / 2);
  for (let pixel = 0; pixel < size; pixel += 1) {
    const [red, green, blue] = colour(rgba, pixel);
    planes[pixel] = 16.5 + (65.738 * red + 129.057 * green + 25.064 * blue) / 256;
  }
  let at = size;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      // One of the four: nothing fine is drawn in colour.
      const [red, green, blue] = colour(rgba, y * width + x);
      planes[at] = 128.5 + (-37.945 * red - 74.494 * green + 112.439 * blue) / 256;
      planes[at + size / 4] = 128.5 + (112.439 * red - 94.154 * green - 18.285 * blue) / 256;
      at += 1;
    }
  }
  return planes;
}

function colour(rgba: Uint8ClampedArray, pixel: number): readonly [number, number, number] {
  return [rgba[pixel * 4] ?? 0, rgba[pixel * 4 + 1] ?? 0, rgba[pixel * 4 + 2] ?? 0];
}
