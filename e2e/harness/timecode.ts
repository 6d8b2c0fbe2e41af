/**
 * The house's time code, as `booth-client/src/media/timecode.rs` describes it. This twin runs inside pages, so every
 * function that a page needs stands inside `timeCode`, which refers to nothing outside itself.
 */
export interface Code {
  /** Milliseconds since 1970 mod 2^24. */
  at: number;
  /** 0–15 */
  sender: number;
}

export interface TimeCode {
  bits(code: Code): number;
  /** The code, or why there is none. */
  fromBits(bits: number): Code | 'damaged';
  fromLumas(lumas: number[]): Code | 'damaged' | 'grey';
  /** How long before `now` (milliseconds since 1970) the code was painted. */
  age(code: Code, now: number): number;
}

export function timeCode(): TimeCode {
  const circle = 2 ** 24;
  const crc4 = (data: number) => {
    let crc = 0;
    for (let i = 0; i < 28; i++) {
      const feedback = ((crc >> 3) ^ (data >> i)) & 1;
      crc = ((crc << 1) & 15) ^ (feedback * 3);
    }
    return crc;
  };
  const fromBits = (bits: number): Code | 'damaged' => {
    const data = bits & 0xfffffff;
    if (crc4(data) !== bits >>> 28) return 'damaged';
    return { at: data % circle, sender: data >>> 24 };
  };
  return {
    bits({ at, sender }) {
      const data = ((at % circle) | (sender << 24)) >>> 0;
      return (data | (crc4(data) << 28)) >>> 0;
    },
    fromBits,
    fromLumas(lumas) {
      if (lumas.some((luma) => luma >= 80 && luma <= 170)) return 'grey';
      return fromBits(
        lumas.reduce((bits, luma, cell) => (luma > 170 ? (bits | (1 << cell)) >>> 0 : bits), 0),
      );
    },
    age({ at }, now) {
      const ahead = (((now - at) % circle) + circle) % circle;
      return ahead < circle / 2 ? ahead : ahead - circle;
    },
  };
}
