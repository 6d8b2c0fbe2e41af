import { describe, expect, it } from 'vitest';
import type { Code, RowKind } from '../../generated/protocol';
import type { Reply } from '../../signal/client';
import { decline, enter } from './answer';
import { ticket } from './sample';

const row = ticket({ call: 'c', epoch: 3, number: 12 });

const answering = (reply: Reply) => ({
  asked: [] as unknown[],
  request(body: unknown) {
    this.asked.push(body);
    return Promise.resolve(reply);
  },
});

const refusal = (code: Code, taken_by?: string): Reply => ({
  type: 'refused',
  problem: { type: '', code, status: 409, title: '理由', taken_by, errors: [] },
});

describe('answering a row', () => {
  const accept = { type: 'accept', call: 'c', epoch: 3 };
  const join = { type: 'join', call: 'c' };

  it.each([
    [{ is: 'ticket', step: 'ringing' }, accept],
    [{ is: 'transfer', from: '係', note: '', warm: true }, accept],
    [{ is: 'invitation', from: '係', whom: { who: 'interpreter' } }, join],
    [{ is: 'running', since: 0 }, join],
    [
      { is: 'callback', since: 0, reachable: true },
      { type: 'dial', call: 'c' },
    ],
  ] as const satisfies readonly (readonly [RowKind, unknown])[])(
    'asks what the row asks for: %o',
    async (kind, asked) => {
      const signal = answering({ type: 'done', id: 1 });
      expect(await enter(signal, { ...row, kind })).toBeNull();
      expect(signal.asked).toEqual([asked]);
    },
  );

  it('declines', async () => {
    const signal = answering({ type: 'done', id: 1 });
    expect(await decline(signal, row)).toBeNull();
    expect(signal.asked).toEqual([{ type: 'decline', call: 'c' }]);
    expect(await decline(answering(refusal('gone')), row)).toEqual({ is: 'gone', number: 12 });
  });

  it('tells the loser who took it', async () => {
    expect(await enter(answering(refusal('taken', '環境課')), row)).toEqual({
      is: 'taken',
      number: 12,
      by: '環境課',
    });
    expect(await enter(answering(refusal('taken')), row)).toEqual({ is: 'taken', number: 12, by: null });
  });

  it('tells a gone call, another refusal and an unknown end apart', async () => {
    expect(await enter(answering(refusal('gone')), row)).toEqual({ is: 'gone', number: 12 });
    expect(await enter(answering(refusal('wrong-state')), row)).toEqual({ is: 'failed', reason: '理由' });
    expect(await enter(answering({ type: 'lost' }), row)).toEqual({ is: 'lost' });
  });
});
