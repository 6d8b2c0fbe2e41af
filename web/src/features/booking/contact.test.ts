import { expect, test } from 'vitest';
import { readEmail, readTelephone } from './contact';

test.each([
  ['093-000-1222', '0930001222'],
  ['０９０－００００－８７６５', '09000008765'],
  ['（０９３）０００ー１２２２', '0930001222'],
  ['+81 90 0000 8765', '09000008765'],
  ['+81(0)90-0000-8765', '09000008765'],
])('the telephone number %j is %s', (typed, digits) => {
  expect(readTelephone(typed)).toBe(digits);
});

test.each(['12345', '0930', '090-0000-87654', '1930001222', '電話'])('%j is no telephone number', (typed) => {
  expect(readTelephone(typed)).toBeNull();
});

test('an e-mail address may be typed in full width', () => {
  expect(readEmail(' ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ ')).toBe('taro@example.jp');
});

test.each([
  'taro',
  'taro@',
  '@example.jp',
  'taro@example',
  'ta ro@example.jp',
  `${'a'.repeat(250)}@example.jp`,
])('%j is no e-mail address', (typed) => {
  expect(readEmail(typed)).toBeNull();
});
