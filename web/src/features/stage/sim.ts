// What the tests of the stage stand on: pictures by their headers alone, numbers from a seed, and a booth and a desk
// whose messages arrive in the order in which they were sent.

import type { FromGuest, FromHolder, Picture } from '../../generated/protocol';
import { attend, type GuestEffect, type GuestEvent, nothingSeen, type Seen } from './guest';
import { emptyStage, type Held, type HolderEffect, type HolderEvent, hold } from './holder';
import { type Chunk, due, type Outgoing } from './transfer';

/** A PNG as far as its header goes, filled up to `size` bytes. */
export function png(width: number, height: number, size = 64): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).map((_, at) => at % 251);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** Such a picture as it is told. */
export function told(id: string, bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer);
  return { id, media: 'png', width: view.getUint32(16), height: view.getUint32(20), bytes: bytes.length };
}

/** Numbers from 0 to 1, drawn from a seed (mulberry32). */
export function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A booth and a desk, each with its pixels; what they send arrives at once unless the line is cut. */
export class Together {
  held: Held = emptyStage;
  seen: Seen = nothingSeen;
  readonly atBooth: HolderEffect['effect'][] = [];
  cut = false;
  /** Whether what arrives can be decoded. */
  decodes = true;
  /** The next frame of the second camera. */
  frame: Uint8Array<ArrayBuffer> | null = png(640, 480);
  hasSecond = true;
  private sending: { booth: Outgoing | null; desk: Outgoing | null } = { booth: null, desk: null };
  private frames = 0;
  private readonly underWay: (() => void)[] = [];
  private carrying = false;

  /** The channel (re)opens. */
  open(): this {
    this.cut = false;
    this.booth({ type: 'opened' });
    this.desk({ type: 'opened' });
    return this;
  }

  /** Another desk takes the call over. */
  otherDesk(): this {
    this.seen = nothingSeen;
    this.sending.desk = null;
    return this.open();
  }

  /** The booth's page is a new one. */
  reload(): this {
    this.held = emptyStage;
    this.sending.booth = null;
    return this.open();
  }

  offer(id: string, bytes: Uint8Array<ArrayBuffer>, as = told(id, bytes)): this {
    this.sending.desk = { picture: id, bytes, sent: 0 };
    this.desk({ type: 'offer', picture: as });
    return this;
  }

  booth(event: HolderEvent): void {
    const { held, effects } = hold(this.held, event);
    this.held = held;
    for (const effect of effects) this.performAtBooth(effect);
    this.carry();
  }

  desk(event: GuestEvent): void {
    const { seen, effects } = attend(this.seen, event);
    this.seen = seen;
    for (const effect of effects) this.performAtDesk(effect);
    this.carry();
  }

  /** What the desk's channel carries to the booth, by hand. */
  toBooth(message: FromGuest): void {
    this.post(() => this.booth({ type: 'heard', message }));
    this.carry();
  }

  toDesk(message: FromHolder): void {
    this.post(() => this.desk({ type: 'heard', message }));
    this.carry();
  }

  private post(arrive: () => void): void {
    if (!this.cut) this.underWay.push(arrive);
  }

  /** Whatever is on its way arrives, and what it leads to. */
  private carry(): void {
    if (this.carrying) return;
    this.carrying = true;
    for (let arrive = this.underWay.shift(); arrive !== undefined; arrive = this.underWay.shift()) arrive();
    this.carrying = false;
  }

  private performAtBooth(effect: HolderEffect): void {
    this.atBooth.push(effect.effect);
    if (effect.effect === 'say') this.toDesk(effect.message);
    else if (effect.effect === 'send')
      this.send('booth', effect.next, (chunk) => this.desk({ type: 'chunk', chunk }));
    else if (effect.effect === 'decode')
      this.booth({ type: 'decoded', picture: effect.picture.id, ok: this.decodes });
    else if (effect.effect === 'find-camera' && !this.hasSecond)
      this.booth({ type: 'camera', camera: 'absent' });
    else if (effect.effect === 'grab') this.grab();
  }

  private performAtDesk(effect: GuestEffect): void {
    if (effect.effect === 'say') this.toBooth(effect.message);
    else if (effect.effect === 'send')
      this.send('desk', effect.next, (chunk) => this.booth({ type: 'chunk', chunk }));
    else this.desk({ type: 'decoded', picture: effect.picture.id, ok: this.decodes });
  }

  private grab(): void {
    this.frames += 1;
    const id = `frame${this.frames}`;
    const { frame } = this;
    if (frame !== null) this.sending.booth = { picture: id, bytes: frame, sent: 0 };
    this.booth({ type: 'grabbed', picture: frame === null ? null : told(id, frame) });
  }

  private send(from: 'booth' | 'desk', next: number, arrive: (chunk: Chunk) => void): void {
    const sending = this.sending[from];
    if (sending === null) return;
    const { outgoing, chunks } = due(sending, next);
    this.sending[from] = outgoing;
    for (const chunk of chunks) this.post(() => arrive(chunk));
  }
}
