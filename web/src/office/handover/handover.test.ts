import { expect, test } from 'vitest';
import { batch, NOON, row } from '../sample';
import { BATCH_MAX, chosenOf, inGroups, toggled, waiting } from './handover';

const rows = ['a1', 'a2', 'a3'].map((id) => row({ id, status: 'complete' }));

test('what is in a hand-over that was not released does not wait for another', () => {
  const lines = [{ id: 'a2', receipt: '', title: row().title }];
  expect(waiting(rows, [batch({ lines })]).map(({ id }) => id)).toEqual(['a1', 'a3']);
  expect(waiting(rows, [batch({ lines, released_at: NOON })])).toHaveLength(3);
});

test('chosen ones that are not there any more are not sent, nor more than one hand-over takes', () => {
  expect(chosenOf(rows, new Set(['a3', 'gone', 'a1']))).toEqual(['a1', 'a3']);
  const many = Array.from({ length: BATCH_MAX + 1 }, (_, at) => row({ id: `m${at}` }));
  expect(chosenOf(many, new Set(many.map(({ id }) => id)))).toHaveLength(BATCH_MAX);
});

test('a choice is taken back by making it again', () => {
  const once = toggled(new Set(), 'a1');
  expect([...once]).toEqual(['a1']);
  expect([...toggled(once, 'a1')]).toEqual([]);
});

test('a hash is read in groups of eight', () => {
  expect(inGroups('0123456789abcdef')).toBe('01234567 89abcdef');
});
