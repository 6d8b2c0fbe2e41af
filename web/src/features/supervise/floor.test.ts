import { expect, test } from 'vitest';
import type { DeskRow } from '../../generated/protocol';
import { ticket } from '../queue/sample';
import { floorOf } from './floor';

const desk = (account: string, presence: DeskRow['presence'], number: number | null = null): DeskRow => ({
  account,
  name: account,
  presence,
  since: 0,
  number,
  subject_name: null,
});

test('who has waited longest stands first, whatever the order of service', () => {
  const rows = [ticket({ number: 1, rang_at: 30 }), ticket({ number: 2, rang_at: 10 })];
  expect(floorOf(rows, []).waiting.map(({ number }) => number)).toEqual([2, 1]);
});

test('a ticket can be given to a desk that is 対応可', () => {
  const desks = [desk('a', 'away'), desk('b', 'available'), desk('c', 'in-call', 7)];
  expect(floorOf([], desks).free.map(({ account }) => account)).toEqual(['b']);
});

test('a desk that serves a call which the reader may hear is known by its number', () => {
  const running = ticket({ call: 'r', number: 7, kind: { is: 'running', since: 0 } });
  const serves = floorOf([running], [desk('c', 'in-call', 7), desk('d', 'in-call', 8)]).desks.map(
    ({ serves }) => serves?.call ?? null,
  );
  expect(serves).toEqual(['r', null]);
});
