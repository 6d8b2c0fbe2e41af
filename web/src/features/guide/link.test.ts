import { expect, test } from 'vitest';
import { addressOf, readWords, wordsOf } from './link';

const log = {
  tree: 'disability-welfare',
  version: 1,
  outcome: 'list',
  usable: ['taxi', 'home-help'],
  perhaps: [],
};
const link = { ward: 'kokurakita', guide: 'disability-welfare', usable: ['taxi', 'home-help'], perhaps: [] };

test('a list stands behind the #, by the ids of its schemes and nothing else', () => {
  expect(addressOf('https://madoguchi.example.jp', 'easy', 'kokurakita', log)).toBe(
    'https://madoguchi.example.jp/book#easy/schemes/kokurakita/disability-welfare/taxi.home-help/-',
  );
});

test('it is read back', () => {
  const [, ...words] = wordsOf(link);
  expect(readWords(words)).toEqual(link);
  expect(readWords(['w', 'g'])).toEqual({ ward: 'w', guide: 'g', usable: [], perhaps: [] });
});

test.each([
  [[]],
  [['w']],
  [['w', 'g', 'a b']],
  [['w', 'g', 'a..b']],
  [['', 'g']],
  [['w', 'g', Array(201).fill('a').join('.')]],
])('%j is no list', (words) => {
  expect(readWords(words)).toBeNull();
});
