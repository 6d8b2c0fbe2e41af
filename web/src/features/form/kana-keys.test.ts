import { expect, test } from 'vitest';
import { type Mark, mark, toKatakana } from './kana-keys';

test.each<[string, Mark, string]>([
  ['か', 'voiced', 'が'],
  ['が', 'voiced', 'か'],
  ['は', 'semi-voiced', 'ぱ'],
  ['ば', 'semi-voiced', 'ぱ'],
  ['ぱ', 'voiced', 'ば'],
  ['つ', 'small', 'っ'],
  ['っ', 'small', 'つ'],
  ['っ', 'voiced', 'づ'],
  ['づ', 'small', 'っ'],
  ['きよ', 'small', 'きょ'],
  ['カ', 'voiced', 'ガ'],
  ['ヨ', 'small', 'ョ'],
  ['ん', 'voiced', 'ん'],
  ['か', 'semi-voiced', 'か'],
  ['1', 'small', '1'],
  ['', 'voiced', ''],
])('%s with %s is %s', (text, kind, marked) => {
  expect(mark(text, kind)).toBe(marked);
});

test('hiragana becomes katakana and the rest stays', () => {
  expect(toKatakana('こくら はなこ ー1')).toBe('コクラ ハナコ ー1');
});
