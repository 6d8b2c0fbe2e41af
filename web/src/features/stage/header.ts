// What a file says of itself in its first bytes. Its name says nothing, and nothing is decoded before this was read.

import type { Picture, PictureMedia } from '../../generated/protocol';
import { PICTURE_BYTES_MAX, PICTURE_SIDE_MAX } from './limits';

/** What a file is, by its first bytes. */
export function kindOf(bytes: Uint8Array): PictureMedia | 'pdf' | null {
  const begins = (...first: number[]) => first.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  return begins(0x25, 0x50, 0x44, 0x46, 0x2d) ? 'pdf' : null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture's size in pixels by its own header; null where it has none. */
export function sizeOf(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kindOf(bytes);
  if (kind === 'png') return pngSize(view);
  return kind === 'jpeg' ? jpegSize(view) : null;
}

/** Whether bytes are the picture that was told. */
export function isAsTold({ media, width, height }: Picture, bytes: Uint8Array): boolean {
  const size = sizeOf(bytes);
  return kindOf(bytes) === media && size?.width === width && size.height === height;
}

/** Whether a picture is within the limits of the protocol. */
export function isWithin({ width, height, bytes }: Picture): boolean {
  const isSide = (n: number) => n >= 1 && n <= PICTURE_SIDE_MAX;
  return isSide(width) && isSide(height) && bytes >= 1 && bytes <= PICTURE_BYTES_MAX;
}

/** IHDR is the first chunk (PNG, 11.2.1). */
function pngSize(view: DataView): Size | null {
  if (view.byteLength < 24 || view.getUint32(12) !== 0x49484452) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** A frame header, SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81, table B.1). */
function jpegSize(view: DataView): Size | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    } else {
      const length = view.getUint16(at + 2);
      if (length < 2) return null;
      at += 2 + length;
    }
  }
  return null;
}
