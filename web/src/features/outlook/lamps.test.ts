import { expect, test } from 'vitest';
import type { BoothLamp, BoothRow } from '../../generated/protocol';
import { byNeed } from './lamps';

test('who needs a hand comes first, and rows alike keep their order', () => {
  const row = (booth: string, lamp: BoothLamp): BoothRow => ({
    booth,
    lamp,
    name: '',
    site: 'itozu',
    site_name: '',
  });
  const rows = [row('a', 'ready'), row('b', 'away'), row('c', 'needs-help'), row('d', 'ready')];
  expect(byNeed(rows).map(({ booth }) => booth)).toEqual(['c', 'b', 'a', 'd']);
});
