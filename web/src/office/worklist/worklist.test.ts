import { expect, test } from 'vitest';
import type { WorklistAsked } from '../api';
import { row, TODAY, worklist } from '../sample';
import { afterOf, back, findByReceipt, forward, isOverdue, readReceipt } from './worklist';

test('pages follow the last line of the one before, and lead back', () => {
  const first = worklist([row({ id: 'a1' }), row({ id: 'a2' })], true);
  const second = forward([], first);
  expect(afterOf(second)).toBe('a2');
  const third = forward(second, worklist([row({ id: 'a3' })], true));
  expect(afterOf(third)).toBe('a3');
  expect(afterOf(back(third))).toBe('a2');
  expect(afterOf(back(back(third)))).toBeNull();
});

test('nothing follows the last page', () => {
  expect(forward(['a1'], worklist([row({ id: 'a2' })]))).toEqual(['a1']);
  expect(forward(['a1'], worklist([], true))).toEqual(['a1']);
});

test('a correction is overdue from the day after its day, and nothing else is', () => {
  const asked = (correct_by: string) => row({ status: 'correction', correct_by });
  expect(isOverdue(asked('2026-11-30'), TODAY)).toBe(true);
  expect(isOverdue(asked(TODAY), TODAY)).toBe(false);
  expect(isOverdue(row({ status: 'review', correct_by: '2026-11-30' }), TODAY)).toBe(false);
});

test.each([
  ['12345-67890', '12345-67890'],
  ['１２３４５ー６７８９０', '12345-67890'],
  [' 1234567890 ', '12345-67890'],
  ['12345 67890', '12345-67890'],
])('a 受付番号 typed as %j is %s', (typed, receipt) => {
  expect(readReceipt(typed)).toBe(receipt);
});

test.each(['', '12345', '12345-678901', 'ABCDE-67890'])('%j is no 受付番号', (typed) => {
  expect(readReceipt(typed)).toBeNull();
});

test('an application is found on whichever page of the list it is', async () => {
  const asked: WorklistAsked[] = [];
  const pages = [
    worklist([row({ id: 'a1', receipt: '00000-00001' })], true),
    worklist([row({ id: 'a2', receipt: '00000-00002', status: 'handed-over' })], true),
    worklist([row({ id: 'a3', receipt: '00000-00003' })]),
  ];
  const api = {
    worklist: async (ask: WorklistAsked) => {
      asked.push(ask);
      return { is: 'ok', value: pages[asked.length - 1] ?? worklist([]) } as const;
    },
  };
  expect(await findByReceipt(api, '00000-00002')).toMatchObject({ is: 'ok', value: { id: 'a2' } });
  expect(asked).toEqual([
    { status: null, after: null },
    { status: null, after: 'a1' },
  ]);
  asked.length = 0;
  expect(await findByReceipt(api, '99999-99999')).toEqual({ is: 'ok', value: null });
  expect(asked).toHaveLength(3);
});

test('a search that the server does not answer ends there', async () => {
  const api = { worklist: async () => ({ is: 'unreachable' }) as const };
  expect(await findByReceipt(api, '00000-00002')).toEqual({ is: 'unreachable' });
});
