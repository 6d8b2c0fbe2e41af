import { expect, test } from 'vitest';
import { BRIEF_MAX, charactersLeft, writeBrief } from './brief';

const never = () => false;

test('a short text goes out trimmed, and may be empty', () => {
  expect(writeBrief('  住宅のご相談です ', never, false)).toEqual({
    text: '住宅のご相談です',
    declared: false,
  });
  expect(writeBrief('   ', never, false)).toEqual({ text: '', declared: false });
});

test('a text that is too long or holds a My Number stays here', () => {
  expect(writeBrief('あ'.repeat(BRIEF_MAX + 1), never, true)).toEqual({ fault: 'too-long' });
  expect(writeBrief('123456789018', () => true, false)).toEqual({ fault: 'my-number' });
});

test('a number that its writer says is no My Number goes out with that', () => {
  expect(writeBrief('123456789018', () => true, true)).toEqual({ text: '123456789018', declared: true });
});

test('characters are counted as the server does', () => {
  expect([charactersLeft(''), charactersLeft('𠮷野家'), charactersLeft('あ'.repeat(201))]).toEqual([
    200, 197, -1,
  ]);
});
