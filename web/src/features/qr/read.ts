import { decodeQR } from 'qr/decode.js';

/** RGBA, as a canvas gives it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** The text of the QR code in a picture; null where none can be read. */
export function readQr(picture: Pixels): string | null {
  try {
    return decodeQR(picture);
  } catch {
    // The library's word for "nothing found".
    return null;
  }
}
