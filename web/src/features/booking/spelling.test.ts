import { expect, test } from 'vitest';
import { spoken } from './spelling';

test('a code is told by its owner in two groups of four', () => {
  expect(spoken('ABKZ2379', 'ja')).toBe('エー・ビー・ケー・ゼット、に・さん・なな・きゅう');
  expect(spoken('ABKZ2379', 'en')).toBe('Alfa Bravo Kilo Zulu, 2 3 7 9');
});
