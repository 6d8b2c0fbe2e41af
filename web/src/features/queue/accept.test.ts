import { describe, expect, it } from 'vitest';
import type { Code, QueueRow } from '../../generated/protocol';
import type { Reply } from '../../signal/client';
import { accept, join } from './accept';

const row: QueueRow = {
  call: 'c',
  epoch: 3,
  number: 12,
  kind: { is: 'ticket', step: 'ringing' },
  subject_name: '用件',
  site_name: '場所',
  section_name: '係',
  language: 'ja',
  identity_needed: 'none',
  rang_at: 0,
  booked_at: null,
  ringing: true,
};

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

describe('accepting', () => {
  it('names the call and the epoch of the row', async () => {
    const signal = answering({ type: 'done', id: 1 });
    expect(await accept(signal, row)).toBeNull();
    expect(signal.asked).toEqual([{ type: 'accept', call: 'c', epoch: 3 }]);
  });

  it('lets an interpreter join a call that runs', async () => {
    const signal = answering({ type: 'done', id: 1 });
    expect(await join(signal, row)).toBeNull();
    expect(signal.asked).toEqual([{ type: 'join', call: 'c' }]);
    expect(await join(answering(refusal('gone')), row)).toEqual({ is: 'gone', number: 12 });
  });

  it('tells the loser who took it', async () => {
    expect(await accept(answering(refusal('taken', '環境課')), row)).toEqual({
      is: 'taken',
      number: 12,
      by: '環境課',
    });
    expect(await accept(answering(refusal('taken')), row)).toEqual({ is: 'taken', number: 12, by: null });
  });

  it('tells a gone call, another refusal and an unknown end apart', async () => {
    expect(await accept(answering(refusal('gone')), row)).toEqual({ is: 'gone', number: 12 });
    expect(await accept(answering(refusal('wrong-state')), row)).toEqual({ is: 'failed', reason: '理由' });
    expect(await accept(answering({ type: 'lost' }), row)).toEqual({ is: 'lost' });
  });
});
