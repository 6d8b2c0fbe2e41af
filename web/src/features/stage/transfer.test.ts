import { describe, expect, it } from 'vitest';
import vectors from '../../../../protocol/vectors/chunk.json';
import { isAsTold, isWithin, kindOf, sizeOf } from './header';
import { CHUNK_BYTES, PICTURE_BYTES_MAX, PICTURE_SIDE_MAX, WINDOW } from './limits';
import { drawn, png, told } from './sim';
import { awaited, type Chunk, chunksOf, decodeChunk, due, encodeChunk, taken } from './transfer';

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('a chunk', () => {
  it.each(vectors.chunks)('$bytes is written and read as the booth’s own program does', (vector) => {
    const chunk = { picture: vector.picture, number: vector.number, bytes: bytes(vector.content) };
    expect(encodeChunk(chunk)).toEqual(bytes(vector.bytes));
    expect(decodeChunk(bytes(vector.bytes))).toEqual(chunk);
  });

  it.each(vectors.refused)('"%s" is refused', (hex) => {
    expect(decodeChunk(bytes(hex))).toBeNull();
  });

  it('is refused above its size', () => {
    const chunk = { picture: 'p', number: 0, bytes: new Uint8Array(CHUNK_BYTES) };
    expect(decodeChunk(encodeChunk(chunk))).toEqual(chunk);
    expect(decodeChunk(encodeChunk({ ...chunk, bytes: new Uint8Array(CHUNK_BYTES + 1) }))).toBeNull();
  });
});

const whole = png(100, 50, 5 * CHUNK_BYTES + 7);
const picture = told('p', whole);
const all = due({ picture: 'p', bytes: whole, sent: 0 }, 0).chunks;

describe('a picture in chunks', () => {
  it('is whole whatever order and repeats they come in, and hostile ones change nothing', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const random = drawn(seed);
      const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
      const hostile = (): Chunk =>
        pick([
          { ...pick(all), picture: 'other' },
          { ...pick(all), number: Math.floor(random() * 0x10000) + 6 },
          { ...pick(all), bytes: new Uint8Array(Math.floor(random() * 7)) },
        ]);
      const missing = new Set(all.map(({ number }) => number));
      let incoming = awaited(picture);
      let result: Uint8Array | undefined;
      while (missing.size > 0) {
        const before = incoming;
        expect(taken(incoming, hostile()).incoming === before).toBe(true);
        const chunk = pick(all);
        missing.delete(chunk.number);
        const step = taken(incoming, chunk);
        incoming = step.incoming;
        expect(step.whole === undefined, `seed ${seed}`).toBe(missing.size > 0);
        result = step.whole;
      }
      expect(Buffer.compare(result ?? new Uint8Array(), whole), `seed ${seed}`).toBe(0);
    }
  });

  it('goes out at the receiver’s pace, and from the beginning when it asks for that', () => {
    const many = { picture: 'p', bytes: new Uint8Array(20 * CHUNK_BYTES), sent: 0 };
    const first = due(many, 0);
    expect(first.chunks.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const second = due(first.outgoing, 4);
    expect(second.chunks.map(({ number }) => number)).toEqual([8, 9, 10, 11]);
    expect(due(second.outgoing, 4).chunks).toEqual([]);
    expect(due(second.outgoing, 0xffff).chunks).toHaveLength(20 - 12);
    expect(due(second.outgoing, 0).chunks).toHaveLength(WINDOW);
  });

  it('is asked for again when the last chunk came and others did not', () => {
    const { incoming } = taken(awaited(picture), all[0] as Chunk);
    expect(taken(incoming, all.at(-1) as Chunk).next).toBe(0);
  });
});

describe('a header', () => {
  it('tells what a file is, whatever it is called', () => {
    const text = (words: string) => new TextEncoder().encode(words);
    expect(kindOf(text('%PDF-1.7'))).toBe('pdf');
    expect(kindOf(text('not a picture at all'))).toBeNull();
    expect(kindOf(png(1, 1))).toBe('png');
    expect(kindOf(new Uint8Array())).toBeNull();
  });

  it('tells the size of a JPEG behind what a camera wrote before it', () => {
    const exif = [0xff, 0xe1, 0, 6, 1, 2, 3, 4];
    const frame = [0xff, 0xc2, 0, 17, 8, 0x02, 0x58, 0x03, 0x20, 3, 1, 0x22];
    expect(sizeOf(Uint8Array.of(0xff, 0xd8, ...exif, 0xff, ...frame))).toEqual({ width: 800, height: 600 });
    expect(sizeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))).toBeNull();
  });

  it('never reads beyond its bytes', () => {
    const random = drawn(7);
    for (let round = 0; round < 5_000; round += 1) {
      const noise = Uint8Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256));
      noise.set([0xff, 0xd8, 0xff].slice(0, noise.length));
      expect(() => sizeOf(noise)).not.toThrow();
    }
    expect(sizeOf(png(1, 1).subarray(0, 20))).toBeNull();
  });

  it('has to be what was told, within the limits', () => {
    expect(isAsTold(picture, whole)).toBe(true);
    expect(isAsTold({ ...picture, width: 99 }, whole)).toBe(false);
    expect(isAsTold({ ...picture, media: 'jpeg' }, whole)).toBe(false);
    expect(isWithin(picture)).toBe(true);
    expect(isWithin({ ...picture, bytes: PICTURE_BYTES_MAX + 1 })).toBe(false);
    expect(isWithin({ ...picture, height: PICTURE_SIDE_MAX + 1 })).toBe(false);
    expect(isWithin({ ...picture, width: 0 })).toBe(false);
    expect(chunksOf(picture)).toBe(6);
  });
});
