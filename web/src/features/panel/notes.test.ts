import { expect, test } from 'vitest';
import { add, compose, NOTE_MAX, repeat } from './notes';

const never = () => false;

test('a note goes out trimmed, and stands on the own side', () => {
  const composed = compose(' 耳が遠いです ', 'n1', never);
  if ('fault' in composed) throw new Error(composed.fault);
  expect(composed.message).toEqual({ from: 'note', message: { id: 'n1', text: '耳が遠いです' } });
  expect(add([], composed.note, 'me')).toEqual([{ id: 'n1', text: '耳が遠いです', by: 'me' }]);
});

test.each([
  ['empty', '  ', never],
  ['too-long', 'あ'.repeat(NOTE_MAX + 1), never],
  ['my-number', '番号は123456789018です', () => true],
])('a note that is %s stays here', (fault, text, holdsMyNumber) => {
  expect(compose(text, 'n1', holdsMyNumber)).toEqual({ fault });
});

test('a repeated note stands once', () => {
  const notes = add([], { id: 'n1', text: 'はい' }, 'office');
  expect(add(notes, { id: 'n1', text: 'はい' }, 'office')).toBe(notes);
});

test('whoever comes later gets our own notes from us, and those of others from them', () => {
  const ours = add([], { id: 'n1', text: 'はい' }, 'me');
  const notes = add(ours, { id: 'n2', text: 'いいえ' }, 'resident');
  expect(repeat(notes)).toEqual([{ from: 'note', message: { id: 'n1', text: 'はい' } }]);
});
