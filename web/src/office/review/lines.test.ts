import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Definition } from '../../generated/forms';
import { application, asSent } from '../sample';
import { computedOf, labelOf, partsOf } from './lines';

const definition = asSent(
  readFileSync(new URL('../../../../forms/definitions/fureai-shushu.json', import.meta.url), 'utf8'),
) as Definition;

const rows = () => partsOf(definition, application(), 'ja').flatMap((part) => part.rows);

test('answers stand in the order and the words of the form', () => {
  expect(
    rows()
      .slice(0, 4)
      .map(({ label, value }) => [label, value]),
  ).toEqual([
    ['この目的に使うことに同意しますか', { is: 'agreed' }],
    ['どなたが手続きをしていますか', { is: 'words', words: '家族' }],
    ['手続きをしている人のお名前', { is: 'words', words: '門司 三郎' }],
    ['利用する本人との関係', { is: 'words', words: '長男' }],
  ]);
});

test('a private answer is shown to whoever reviews, and marked', () => {
  expect(rows().find(({ path }) => path === 'emergency-name')).toMatchObject({
    private: true,
    value: { is: 'words', words: '八幡 一郎' },
  });
});

test('a field of an entry is called by both', () => {
  expect(labelOf(definition, 'household/0/name', 'ja')).toMatch(/ 1　/);
  expect(labelOf(definition, 'nothing', 'ja')).toBe('nothing');
});

test('what no form computes is not shown as if it did', () => {
  expect(computedOf(definition, { name: '3' }, 'ja')).toEqual([]);
});
