import { expect, test } from 'vitest';
import type { Kind } from '../../generated/forms';
import { type Speaker, spoken } from './spoken';

const words = (ja: string) => ({ ja, easy: ja, en: ja });
const speaker: Speaker = {
  word: ({ ja }) => ja,
  yes: '同意します',
  count: (entries) => `${entries}人`,
  computed: null,
  day: (iso) => `日 ${iso}`,
};
const options = [
  { id: 'a', label: words('ふとん') },
  { id: 'b', label: words('いす') },
];

test.each<[Kind, string, string]>([
  [{ type: 'choice', options }, 'b', 'いす'],
  [{ type: 'several', options, none: null }, 'a,b', 'ふとん・いす'],
  [{ type: 'choice', options }, 'gone', 'gone'],
  [{ type: 'number', min: 0, max: 9999, unit: words('円') }, '1200', '1,200円'],
  [{ type: 'consent' }, 'yes', '同意します'],
  [{ type: 'date', earliest: 0, latest: 0, after: null }, '1948-04-05', '日 1948-04-05'],
  [{ type: 'date', earliest: 0, latest: 0, after: null }, 'いつか', 'いつか'],
  [{ type: 'computed', from: { type: 'age', of: 'birth' } }, '78', '78'],
])('%j: %s is said as %s', (kind, value, said) => {
  expect(spoken(kind, value, speaker)).toBe(said);
});
