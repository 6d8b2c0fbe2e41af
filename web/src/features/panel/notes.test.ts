import { expect, test } from 'vitest';
import type { PartyRole } from '../../generated/protocol';
import { talk } from '../call/sample';
import { add, authorOf, compose, hear, NOTE_MAX, type Notes, repeat } from './notes';

const never = () => false;

test('a note goes out trimmed, and stands on the own side', () => {
  const composed = compose(' 耳が遠いです ', 'n1', never, false);
  if ('fault' in composed) throw new Error(composed.fault);
  expect(composed.message).toEqual({ from: 'note', message: { id: 'n1', text: '耳が遠いです', by: null } });
  expect(add([], composed.note, 'me')).toEqual([{ id: 'n1', text: '耳が遠いです', by: 'me' }]);
});

test.each([
  ['empty', '  ', never],
  ['too-long', 'あ'.repeat(NOTE_MAX + 1), never],
  ['my-number', '番号は123456789018です', () => true],
])('a note that is %s stays here', (fault, text, holdsMyNumber) => {
  expect(compose(text, 'n1', holdsMyNumber, false)).toEqual({ fault });
});

test('a note whose writer says 個人番号ではありません goes out, and says so', () => {
  const composed = compose('口座 123456789018', 'n1', () => true, true);
  if ('fault' in composed) throw new Error(composed.fault);
  const sent = { id: 'n1', text: '口座 123456789018', declared: true, by: null };
  expect(composed.message).toEqual({ from: 'note', message: sent });
  const notes = hear([], sent, 'them', true);
  expect(notes).toEqual([{ ...sent, by: { party: 'them' } }]);
  expect(repeat(notes)).toEqual([{ from: 'note', message: { ...sent, by: 'them' } }]);
});

test('a My Number that another page let out is held back, kept nowhere and said to nobody', () => {
  const notes = hear([], { id: 'n1', text: '123456789018', by: null }, 'them', true);
  expect(notes).toEqual([{ id: 'n1', text: null, by: { party: 'them' } }]);
  expect(repeat(notes)).toEqual([]);
  expect(hear([], { id: 'n1', text: 'はい', by: null }, 'them', false)[0]?.text).toBe('はい');
});

test('a repeated note stands once', () => {
  const note = { id: 'n1', text: 'はい', by: null };
  const notes = add([], note, { party: 'them' });
  expect(add(notes, note, { party: 'them' })).toBe(notes);
});

test('whoever comes later gets every line with who wrote it', () => {
  const notes: Notes = [
    { id: 'n1', text: 'はい', by: 'me' },
    { id: 'n2', text: 'いいえ', by: { party: 'sato' } },
  ];
  expect(repeat(notes)).toEqual([
    { from: 'note', message: { id: 'n1', text: 'はい', by: null } },
    { from: 'note', message: { id: 'n2', text: 'いいえ', by: 'sato' } },
  ]);
});

test('of many lines the latest are said again, so that two askers stay below the limit of the channel', () => {
  const notes: Notes = Array.from({ length: 50 }, (_, n) => ({ id: `n${n}`, text: '', by: 'me' }));
  const again = repeat(notes);
  expect(again.length * 2).toBeLessThan(50);
  expect(again.at(-1)).toMatchObject({ message: { id: 'n49' } });
});

test('a line is told by who wrote it', () => {
  const party = (party: string, role: PartyRole, label: string) => ({
    party,
    role,
    label,
    presence: 'present' as const,
    listens: false,
  });
  const call = talk({
    you: 'us',
    parties: [
      party('them', 'resident', '場所'),
      party('us', 'staff', '係'),
      { ...party('before', 'colleague', '前の係'), presence: 'gone' },
      party('ito', 'interpreter', '通訳'),
      party('lead', 'supervisor', '責任者'),
    ],
  });
  const by = (party: string) => authorOf({ id: 'n', text: '', by: { party } }, call);
  expect(authorOf({ id: 'n', text: '', by: 'me' }, call)).toEqual({ is: 'me' });
  expect(by('us')).toEqual({ is: 'me' });
  expect(by('them')).toEqual({ is: 'resident' });
  expect(by('before')).toEqual({ is: 'officer', section: '前の係' });
  expect(by('ito')).toEqual({ is: 'interpreter' });
  expect(by('lead')).toEqual({ is: 'supervisor' });
  expect(by('nobody')).toEqual({ is: 'officer', section: null });
});
