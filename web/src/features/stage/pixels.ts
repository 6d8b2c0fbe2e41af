// Pictures as the browser makes and reads them. What leaves was drawn anew, so that nothing but the picture goes along:
// no place and no name that a camera wrote into its file.

import type { Picture, PictureId, PictureMedia } from '../../generated/protocol';
import { kindOf, sizeOf } from './header';
import { PICTURE_BYTES_MAX, PICTURE_SIDE_MAX } from './limits';

/** A picture that may go on the stage. */
export interface Pixels {
  readonly picture: Picture;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Why a file does not become a picture. `locked`: a PDF with a password. */
export type FileFault = 'too-large' | 'not-a-picture' | 'unreadable' | 'locked';

/** Most bytes of a file, and most pixels of a picture in it, that this browser is asked to decode. */
const FILE_MAX = 64 * 1024 * 1024;
const PIXELS_MAX = 100_000_000;

/** What a chosen file is, before anything of it is decoded. */
export async function readFile(
  file: Blob,
): Promise<{ readonly kind: PictureMedia | 'pdf'; readonly bytes: Uint8Array<ArrayBuffer> } | FileFault> {
  if (file.size > FILE_MAX) return 'too-large';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = kindOf(bytes);
  if (kind === null) return 'not-a-picture';
  if (kind === 'pdf') return { kind, bytes };
  const size = sizeOf(bytes);
  if (size === null) return 'unreadable';
  return size.width * size.height > PIXELS_MAX ? 'too-large' : { kind, bytes };
}

/** A photo or a drawing, made as small as the stage needs it. */
export async function fromImage(
  { kind, bytes }: { readonly kind: PictureMedia; readonly bytes: Uint8Array<ArrayBuffer> },
  id: PictureId,
): Promise<Pixels | FileFault> {
  const image = await createImageBitmap(new Blob([bytes], { type: `image/${kind}` })).catch(() => null);
  if (image === null) return 'unreadable';
  const pixels = await fromFrame(image, image, id, kind);
  image.close();
  return pixels ?? 'too-large';
}

/** What something shows now; null if it does not fit the limits. */
export async function fromFrame(
  source: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
  id: PictureId,
  media: PictureMedia,
): Promise<Pixels | null> {
  const { width, height } = scaled(size);
  const canvas = new OffscreenCanvas(width, height);
  const paint = canvas.getContext('2d');
  if (paint === null) return null;
  // What is see-through would be black on paper that is white.
  paint.fillStyle = 'white';
  paint.fillRect(0, 0, width, height);
  paint.imageSmoothingQuality = 'high';
  paint.drawImage(source, 0, 0, width, height);
  return encoded(canvas, id, media);
}

/** Drawings stay sharp where there is room for that. */
export async function encoded(
  canvas: OffscreenCanvas,
  id: PictureId,
  media: PictureMedia,
): Promise<Pixels | null> {
  const tries = [
    ...(media === 'png' ? [{ media: 'png', quality: 1 } as const] : []),
    ...[0.9, 0.75, 0.5].map((quality) => ({ media: 'jpeg', quality }) as const),
  ];
  const { width, height } = canvas;
  for (const { media, quality } of tries) {
    const blob = await canvas.convertToBlob({ type: `image/${media}`, quality });
    if (blob.size > PICTURE_BYTES_MAX) continue;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { picture: { id, media, width, height, bytes: bytes.length }, bytes };
  }
  return null;
}

/** The size on the stage: never larger than it is, nor than the limit. */
export function scaled({ width, height }: { readonly width: number; readonly height: number }): {
  readonly width: number;
  readonly height: number;
} {
  const by = Math.min(1, PICTURE_SIDE_MAX / Math.max(width, height));
  const side = (n: number) => Math.max(1, Math.round(n * by));
  return { width: side(width), height: side(height) };
}

/** An address of the picture in this page; null if the browser cannot decode it. To be revoked. */
export async function addressOf({ picture, bytes }: Pixels): Promise<string | null> {
  const blob = new Blob([bytes], { type: `image/${picture.media}` });
  const image = await createImageBitmap(blob).catch(() => null);
  if (image === null) return null;
  image.close();
  return URL.createObjectURL(blob);
}

/** The frame that a camera shows now. */
export async function grab(track: MediaStreamTrack, id: PictureId): Promise<Pixels | null> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    return await fromFrame(video, { width: video.videoWidth, height: video.videoHeight }, id, 'jpeg');
  } catch {
    return null;
  } finally {
    video.srcObject = null;
  }
}
