// Pixels over `bulk`, a chunk at a time and at the receiver's pace: the twin of `Chunk` in `protocol/src/stage.rs`.

import type { Picture, PictureId } from '../../generated/protocol';
import { CHUNK_BYTES, WINDOW } from './limits';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Chunk {
  readonly picture: PictureId;
  /** 0, 1, 2 … */
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** As one binary message. */
export function encodeChunk({ picture, number, bytes }: Chunk): Bytes {
  const message = new Uint8Array(3 + picture.length + bytes.length);
  message[0] = picture.length;
  message.set(new TextEncoder().encode(picture), 1);
  new DataView(message.buffer).setUint16(1 + picture.length, number);
  message.set(bytes, 3 + picture.length);
  return message;
}

/** From one binary message; null if it is no chunk. */
export function decodeChunk(message: Uint8Array): Chunk | null {
  const [length] = message;
  if (length === undefined || message.length < 4 + length) return null;
  const picture = String.fromCharCode(...message.subarray(1, 1 + length));
  const bytes = message.subarray(3 + length);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(picture) || bytes.length > CHUNK_BYTES) return null;
  const number = new DataView(message.buffer, message.byteOffset).getUint16(1 + length);
  return { picture, number, bytes };
}

/** How many chunks a picture comes in. */
export function chunksOf({ bytes }: Pick<Picture, 'bytes'>): number {
  return Math.ceil(bytes / CHUNK_BYTES);
}

/** A picture that is being received. */
export interface Incoming {
  readonly picture: Picture;
  readonly parts: readonly (Uint8Array | undefined)[];
}

/** Waits for a picture, which is within the limits. */
export function awaited(picture: Picture): Incoming {
  return { picture, parts: Array.from({ length: chunksOf(picture) }, () => undefined) };
}

/** The sender is told this often, and at the end. */
const TELL_EVERY = WINDOW / 2;

/**
 * Takes a chunk, in any order; one of another picture, or not as long as it has to be, changes nothing. `next`: what to
 * tell the sender, if anything; 0 asks for everything again, as the SFU dropped some.
 */
export function taken(
  incoming: Incoming,
  { picture, number, bytes }: Chunk,
): { readonly incoming: Incoming; readonly next?: number; readonly whole?: Bytes } {
  const total = incoming.parts.length;
  const length = Math.min(CHUNK_BYTES, incoming.picture.bytes - number * CHUNK_BYTES);
  if (picture !== incoming.picture.id || number >= total || bytes.length !== length) return { incoming };
  const parts = incoming.parts.with(number, incoming.parts[number] ?? bytes.slice());
  const next = { ...incoming, parts };
  const whole = parts.every((part) => part !== undefined) ? joined(parts, incoming.picture.bytes) : null;
  if (whole !== null) return { incoming: next, next: total, whole };
  if (number === total - 1) return { incoming: next, next: 0 };
  return (number + 1) % TELL_EVERY === 0 ? { incoming: next, next: number + 1 } : { incoming: next };
}

function joined(parts: readonly Uint8Array[], size: number): Bytes {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A picture that is being sent. */
export interface Outgoing {
  readonly picture: PictureId;
  readonly bytes: Uint8Array;
  /** How many chunks have gone out. */
  readonly sent: number;
}

/** What may go out now that a receiver waits for chunk `next`. */
export function due(
  outgoing: Outgoing,
  next: number,
): { readonly outgoing: Outgoing; readonly chunks: readonly Chunk[] } {
  const { picture, bytes } = outgoing;
  const from = next === 0 ? 0 : outgoing.sent;
  const end = Math.min(next + WINDOW, chunksOf({ bytes: bytes.length }));
  const chunks = Array.from({ length: Math.max(0, end - from) }, (_, i) => {
    const at = (from + i) * CHUNK_BYTES;
    return { picture, number: from + i, bytes: bytes.subarray(at, at + CHUNK_BYTES) };
  });
  return { outgoing: { ...outgoing, sent: Math.max(from, end) }, chunks };
}
