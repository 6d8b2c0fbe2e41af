import { describe, expect, it } from 'vitest';
import type { PartyQuality, Quality } from '../generated/protocol';
import { judge, type LineSample, measure } from './quality';

const party = (name: string, sending: Quality, receiving: Quality): PartyQuality => ({
  party: name,
  sending,
  receiving,
});

describe('whose line it is', () => {
  it('names the worse side', () => {
    expect(judge([party('us', 'good', 'good'), party('them', 'poor', 'good')], 'us', 'good')).toEqual({
      level: 'poor',
      side: 'theirs',
    });
    expect(judge([party('us', 'good', 'poor'), party('them', 'fair', 'good')], 'us', 'good')).toEqual({
      level: 'poor',
      side: 'ours',
    });
  });

  it('names ours where both are as bad, and believes our own measure', () => {
    expect(judge([party('us', 'fair', 'good'), party('them', 'fair', 'good')], 'us', 'good')).toMatchObject({
      side: 'ours',
    });
    expect(judge([], 'us', 'fair')).toEqual({ level: 'fair', side: 'ours' });
  });

  it('says nothing while all is well', () => {
    expect(judge([party('them', 'good', 'good')], null, 'good')).toEqual({ level: 'good' });
  });
});

describe('our own measure', () => {
  const at = (received: number, lost: number, roundTrip: number | null = 0.05): LineSample => ({
    received,
    lost,
    roundTrip,
  });

  it.each([
    ['good', at(100, 3)],
    ['fair', at(100, 4)],
    ['poor', at(80, 20)],
    ['fair', at(100, 0, 0.5)],
    ['poor', at(100, 0, 1.2)],
    ['good', at(5, 5)],
  ] as const)('%s', (quality, now) => {
    expect(measure(at(0, 0), now)).toBe(quality);
  });

  it('does not count what was lost before, nor a counter that fell back', () => {
    expect(measure(at(1_000, 500), at(1_100, 500))).toBe('good');
    expect(measure(at(1_000, 500), at(100, 0))).toBe('good');
  });
});
