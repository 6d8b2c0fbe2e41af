import { describe, expect, it } from 'vitest';
import { modules, outline } from './draw';
import { type Pixels, readQr } from './read';
import { photographed } from './sim';

const CODE = '7HKM-XA3E-94TR';
const seen = (how: Parameters<typeof photographed>[1] = {}): Pixels => photographed(CODE, how);

describe('a code in a picture', () => {
  it('is read back', () => {
    expect(readQr(seen())).toBe(CODE);
  });

  it('is read however it is turned', () => {
    for (const turned of [8, 45, 90, 170, 261]) expect(readQr(seen({ turned })), `${turned}°`).toBe(CODE);
  });

  it('is read from afar, at three pixels a module', () => {
    expect(readQr(seen({ scale: 3 }))).toBe(CODE);
  });

  it('is read in bad light', () => {
    expect(readQr(seen({ noise: 60, contrast: 0.4 }))).toBe(CODE);
  });

  it('is read although something small lies over it', () => {
    expect(readQr(seen({ hidden: 3 }))).toBe(CODE);
  });

  it('is not made up where there is none', () => {
    expect(readQr(photographed(null, { noise: 120 }))).toBeNull();
  });
});

describe('a drawn code', () => {
  it('has its quiet zone of four modules on every side', () => {
    const rows = modules(CODE);
    const rim = [
      ...rows.slice(0, 4),
      ...rows.slice(-4),
      ...rows.map((row) => [...row.slice(0, 4), ...row.slice(-4)]),
    ];
    expect(rim.flat()).not.toContain(true);
    expect(rows[4]?.[4]).toBe(true);
  });

  it('draws a square for each dark module', () => {
    expect(
      outline([
        [false, true],
        [true, false],
      ]),
    ).toBe('M1 0h1v1h-1zM0 1h1v1h-1z');
  });
});
