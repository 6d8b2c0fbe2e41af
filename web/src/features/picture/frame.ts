// A frame as a camera gives it, in and out of plain arrays.

import type { Cover, Plane } from './cover';

/** The planes of each format that cameras give: by how much it is smaller than the picture, and bytes of a pixel. */
const layouts: Readonly<Record<string, readonly (readonly [smaller: number, channels: number])[]>> = {
  I420: [
    [1, 1],
    [2, 1],
    [2, 1],
  ],
  NV12: [
    [1, 1],
    [2, 2],
  ],
  RGBA: [[1, 4]],
  RGBX: [[1, 4]],
  BGRA: [[1, 4]],
  BGRX: [[1, 4]],
};

/** The planes of a copied frame; none for a format that is not known. */
export function planesOf(
  format: string,
  { data, width, height }: Pick<Plane, 'width' | 'height'> & { readonly data: Uint8Array },
  places: readonly { readonly offset: number; readonly stride: number }[],
): readonly Plane[] {
  return (layouts[format] ?? []).flatMap(([smaller, channels], plane) => {
    const place = places[plane];
    if (place === undefined) return [];
    const size = { width: Math.ceil(width / smaller), height: Math.ceil(height / smaller) };
    return [{ data, offset: place.offset, stride: place.stride, ...size, channels }];
  });
}

/**
 * The frame with everything outside the oval blurred; the frame itself stays open. Rejects for a frame that cannot be read
 * or has a format that is not known: then there is none.
 */
export async function covered(frame: VideoFrame, cover: Cover): Promise<VideoFrame> {
  const visible = frame.visibleRect;
  if (visible === null) throw new Error('the frame is closed');
  const { width, height } = visible;
  // Other formats, and those that a graphics card keeps to itself, are converted by the browser.
  const isKnown = frame.format !== null && frame.format in layouts;
  const format = isKnown ? (frame.format as VideoPixelFormat) : 'RGBA';
  const options: VideoFrameCopyToOptions = isKnown ? {} : { format };
  const data = new Uint8Array(frame.allocationSize(options));
  const layout = await frame.copyTo(data, options);
  const planes = planesOf(format, { data, width, height }, layout);
  if (planes.length === 0) throw new Error(`no plane of ${format} is known`);
  for (const plane of planes) cover.plane(plane);
  return new VideoFrame(data, {
    format,
    layout,
    codedWidth: width,
    codedHeight: height,
    timestamp: frame.timestamp,
    ...(isKnown ? { colorSpace: frame.colorSpace } : {}),
  });
}
