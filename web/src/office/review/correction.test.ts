import { expect, test } from 'vitest';
import { application, TODAY } from '../sample';
import { append, choose, correctionOf, draftOf, faultsOf, REASON_MAX, write } from './correction';

const begun = draftOf(application().findings, TODAY);

test('a draft begins with what the check has found, each field once, and two weeks', () => {
  const [found] = application().findings;
  if (found === undefined) throw new Error('the sample has a finding');
  const twice = draftOf([found, { ...found, message: 'そのほか' }], TODAY);
  expect(twice).toEqual({ lines: [{ path: 'address', words: found.message }], until: '2026-12-15' });
  expect(faultsOf(twice, TODAY)).toBeNull();
});

test('fields are chosen and left out again, and what was written stays with the others', () => {
  const two = write(choose(begun, 'name', true), 'name', '住民票のとおりに書いてください。');
  expect(two.lines.map(({ path }) => path)).toEqual(['address', 'name']);
  expect(choose(two, 'address', false).lines).toEqual([
    { path: 'name', words: '住民票のとおりに書いてください。' },
  ]);
});

test('a phrase is put behind what stands there, as a sentence of its own', () => {
  expect(append(begun, 'address', '直してください。').lines[0]?.words).toBe(
    '建物の名前と部屋の番号がありません。直してください。',
  );
  const draft = append(write(begun, 'address', 'ご住所です。 '), 'address', '部屋の番号まで書いてください。');
  expect(draft.lines[0]?.words).toBe('ご住所です。部屋の番号まで書いてください。');
});

test('nothing chosen, no words, too many of them, a 個人番号 and a wrong day are each named', () => {
  expect(faultsOf(draftOf([], TODAY), TODAY)).toEqual({ none: true, lines: {}, until: null });
  const wrong = ['', 'あ'.repeat(REASON_MAX + 1), '1234 5678 9018'].reduce(
    (draft, words, at) => write(choose(draft, `field-${at}`, true), `field-${at}`, words),
    { ...begun, until: '2026-11-30' },
  );
  expect(faultsOf(wrong, TODAY)).toEqual({
    none: false,
    lines: { 'field-0': 'empty', 'field-1': 'too-long', 'field-2': 'my-number' },
    until: 'past',
  });
  expect(faultsOf({ ...begun, until: '2026-02-30' }, TODAY)?.until).toBe('no-date');
  expect(faultsOf({ ...begun, until: TODAY }, TODAY)).toBeNull();
});

test('as many characters as the server takes are taken, counted as a reader counts them', () => {
  const draft = write(begun, 'address', '𠮷'.repeat(REASON_MAX));
  expect(faultsOf(draft, TODAY)).toBeNull();
});

test('what is sent has no blanks around it', () => {
  expect(correctionOf(write(begun, 'address', ' 部屋の番号 '))).toEqual({
    reasons: [{ path: 'address', words: '部屋の番号' }],
    until: '2026-12-15',
  });
});
