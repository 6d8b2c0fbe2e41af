import { expect, test } from 'vitest';
import type { BoothLamp, BoothRow, Part } from '../../generated/protocol';
import { byNeed } from './lamps';

test('who needs a hand comes first, and rows alike keep their order', () => {
  const row = (booth: string, lamp: BoothLamp, ...faults: Part[]): BoothRow => ({
    booth,
    lamp,
    faults,
    told_at: null,
    name: '',
    site: 'itozu',
    site_name: '',
  });
  const rows = [
    row('a', 'ready'),
    row('b', 'away'),
    row('c', 'needs-help'),
    row('d', 'ready'),
    row('e', 'in-use', 'speaker'),
    row('f', 'ready', 'microphone'),
  ];
  expect(byNeed(rows).map(({ booth }) => booth)).toEqual(['c', 'b', 'f', 'e', 'a', 'd']);
});
