import { describe, expect, it } from 'vitest';
import { type LinkAct, type LinkInput, type LinkState, step } from './link';

/** Runs inputs through the machine; keeps what it asked for. */
function run(...inputs: LinkInput[]) {
  let state: LinkState = { is: 'idle' };
  const acts: LinkAct[] = [];
  let wait: number | undefined;
  for (const input of inputs) {
    const next = step(state, input);
    if (next === null) continue;
    state = next.state;
    wait = next.wait;
    if (next.act !== undefined) acts.push(next.act);
  }
  return { state, acts, wait };
}

const call = (epoch: number, more: { alive?: boolean; lost?: boolean } = {}): LinkInput => ({
  type: 'call',
  epoch,
  alive: true,
  lost: false,
  ...more,
});
const granted: LinkInput = { type: 'granted' };
const timer: LinkInput = { type: 'timer' };
const peer = (state: 'connected' | 'disconnected' | 'failed'): LinkInput => ({ type: 'peer', state });
const joined = [call(1), granted, peer('connected')];

describe('the media link', () => {
  it('joins an accepted call once, however often it is told of it', () => {
    expect(run(call(1), call(1), granted, call(1), peer('connected'), call(1))).toEqual({
      state: { is: 'connected', epoch: 1 },
      acts: ['join'],
      wait: undefined,
    });
  });

  it('lets a short silence heal by itself', () => {
    const { state, acts } = run(...joined, peer('disconnected'), peer('connected'));
    expect([state.is, acts]).toEqual(['connected', ['join']]);
  });

  it('restarts ICE after a silence, then joins anew', () => {
    const silent = [...joined, peer('disconnected'), timer];
    expect(run(...silent)).toMatchObject({ acts: ['join', 'restart'], wait: 5000 });
    expect(run(...silent, peer('connected')).state.is).toBe('connected');
    for (const hopeless of [timer, peer('failed'), { type: 'restart-failed' } as const]) {
      expect(run(...silent, hopeless).acts).toEqual(['join', 'restart', 'join']);
    }
  });

  it('joins anew when signaling lost it or the room has a new life', () => {
    expect(run(...joined, call(1, { lost: true })).acts).toEqual(['join', 'join']);
    expect(run(...joined, call(2)).state).toEqual({ is: 'joining', epoch: 2, tries: 0 });
    expect(run(...joined, call(2), call(1)).state).toMatchObject({ epoch: 2 });
  });

  it('waits longer between attempts that fail, and forgets them once connected', () => {
    const waits: (number | undefined)[] = [];
    const inputs: LinkInput[] = [call(1)];
    for (let i = 0; i < 6; i += 1) {
      inputs.push({ type: 'unreachable' });
      waits.push(run(...inputs).wait);
      inputs.push(timer);
    }
    expect(waits).toEqual([300, 1000, 2000, 4000, 8000, 8000]);
    inputs.push(granted, peer('connected'), peer('failed'), { type: 'unreachable' });
    expect(run(...inputs).wait).toBe(300);
  });

  it('gives up an answer that never connects', () => {
    expect(run(call(1), granted)).toMatchObject({ wait: 12_000 });
    expect(run(call(1), granted, timer).state.is).toBe('waiting');
  });

  it('takes a final refusal as final until the next epoch, and another as a reason to wait', () => {
    const refused = run(call(1), { type: 'refused', code: 'forbidden' }, timer, call(1));
    expect(refused).toMatchObject({ state: { is: 'refused', code: 'forbidden' }, acts: ['join'] });
    expect(run(call(1), { type: 'refused', code: 'forbidden' }, call(2)).state.is).toBe('joining');
    expect(run(call(1), { type: 'refused', code: 'draining' }).state.is).toBe('waiting');
  });

  it('leaves when the call ends or it is told to, and stays away', () => {
    for (const end of [call(1, { alive: false }), { type: 'leave' } as const]) {
      expect(run(...joined, end, call(2), peer('failed'), timer)).toMatchObject({
        state: { is: 'left' },
        acts: ['join', 'leave'],
      });
    }
  });
});
