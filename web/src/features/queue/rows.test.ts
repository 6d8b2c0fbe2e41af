import { describe, expect, it } from 'vitest';
import type { RowKind } from '../../generated/protocol';
import { entryOf, isClosable, isDeclinable, isTellable, partsOf, type Reader, waitingTickets } from './rows';
import { ticket } from './sample';

const transfer = { is: 'transfer', from: '係', note: '', warm: true } as const;
const invitation = { is: 'invitation', from: '係', whom: { who: 'supervisor' } } as const;
const callback = { is: 'callback', since: 0, reachable: true } as const;
const running = { is: 'running', since: 0 } as const;
const free: Reader = { presence: 'available', duty: 'answer', call: null };
const row = (kind: RowKind, ringing = false) => ticket({ kind, ringing });

describe('the queue on a desk', () => {
  it('keeps who waits apart from callbacks and from calls that run, in the order of the server', () => {
    const rows = [
      row(callback),
      ticket({ call: 'a' }),
      row(transfer),
      row(running),
      ticket({ call: 'b' }),
      row(invitation),
    ];
    const { waiting, callbacks, running: runs } = partsOf(rows);
    expect(waiting.map(({ kind }) => kind.is)).toEqual(['ticket', 'transfer', 'ticket', 'invitation']);
    expect([callbacks.length, runs.length]).toEqual([1, 1]);
    expect(waitingTickets(rows)).toBe(2);
  });
});

describe('what a row offers', () => {
  it('is any waiting ticket to a desk that is 対応可, whether it rings there or not', () => {
    expect(entryOf(ticket({ ringing: false }), free)).toBe('accept');
    expect(entryOf(ticket({ ringing: false }), { ...free, presence: 'away' })).toBeNull();
    expect(entryOf(ticket(), { ...free, duty: 'interpret' })).toBeNull();
  });

  it('is to take a call over, to join it, or to call back a booth that can be reached', () => {
    expect(entryOf(row(transfer), free)).toBe('take-over');
    expect(entryOf(row(invitation), free)).toBe('join');
    expect(entryOf(row(callback), free)).toBe('dial');
    expect(entryOf(row({ ...callback, reachable: false }), free)).toBeNull();
    expect(entryOf(row(callback), { ...free, presence: 'away' })).toBeNull();
  });

  it('is to listen where a call runs', () => {
    expect(entryOf(row(running), free)).toBe('listen');
  });

  it('is nothing to somebody in a call, unless they listen to it and are asked in', () => {
    for (const kind of [transfer, invitation, callback, running])
      expect(entryOf(row(kind), { ...free, call: 'other' })).toBeNull();
    expect(entryOf(ticket({ call: 'c', kind: invitation }), { ...free, call: 'c' })).toBe('join');
  });

  it('is to end a callback, whether its booth can be reached or not, for officers who are in no call', () => {
    expect(isClosable(row(callback), free)).toBe(true);
    expect(isClosable(row({ ...callback, reachable: false }), { ...free, presence: 'away' })).toBe(true);
    expect(isClosable(row(callback), { ...free, duty: 'interpret' })).toBe(false);
    expect(isClosable(row(callback), { ...free, call: 'other' })).toBe(false);
    expect(isClosable(ticket(), free)).toBe(false);
  });

  it('can be refused where the reader was asked, and answered in words where a resident waits', () => {
    expect([transfer, invitation, callback, running].map((kind) => isDeclinable(row(kind)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isTellable(ticket(), free)).toBe(true);
    expect(isTellable(ticket(), { ...free, duty: 'interpret' })).toBe(false);
    expect(isTellable(row(callback), free)).toBe(false);
  });
});
