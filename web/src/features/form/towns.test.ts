import { expect, test, vi } from 'vitest';
import { townsOf } from './towns';

const one = { postcode: '803-0814', address: '福岡県北九州市小倉北区大手町' };
const two = [
  { postcode: '802-0000', address: '福岡県北九州市小倉北区' },
  { postcode: '802-0000', address: '福岡県北九州市小倉南区' },
];

test('an area is asked for once, as soon as its three digits stand', async () => {
  const ask = vi.fn(async () => [one]);
  const towns = townsOf(ask);
  for (const typed of ['', '８０']) expect(await towns.learn(typed)).toBe(false);
  expect(await towns.learn('〒８０３')).toBe(true);
  expect(await towns.learn('803-0814')).toBe(false);
  expect(ask.mock.calls).toEqual([['803']]);
  expect(towns.places('803-0814')).toEqual([one.address]);
  expect(towns.places('803-0000')).toEqual([]);
});

test('a postcode may stand for several places, and for none that is known', async () => {
  const towns = townsOf(async (area) => (area === '802' ? two : []));
  expect(await towns.learn('8020000')).toBe(true);
  expect(towns.places('802-0000')).toHaveLength(2);
  expect(await towns.learn('999')).toBe(false);
  expect(towns.places('999-0000')).toEqual([]);
});

test('who was not answered asks again', async () => {
  const ask = vi.fn(async () => null);
  const towns = townsOf(ask);
  expect(await towns.learn('803')).toBe(false);
  await towns.learn('803');
  expect(ask).toHaveBeenCalledTimes(2);
});
