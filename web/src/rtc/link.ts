import type { Code } from '../generated/protocol';

/**
 * Decides when to join, restart or give up: no I/O, no clock. Each step says what to do and how long to wait for the
 * next input before `timer`; a step that names no wait leaves none running.
 */
export type LinkState =
  /** The call has not been accepted. */
  | { readonly is: 'idle' }
  /** Offer, grant, answer and ICE are under way. `tries`: attempts in a row that failed. */
  | { readonly is: 'joining'; readonly epoch: number; readonly tries: number }
  | { readonly is: 'connected'; readonly epoch: number }
  /** Nothing comes; first it may heal by itself, then ICE is restarted. */
  | { readonly is: 'shaky'; readonly epoch: number; readonly restarting: boolean }
  /** Between two attempts. */
  | { readonly is: 'waiting'; readonly epoch: number; readonly tries: number }
  /** The server will not have us in this life of the room. */
  | { readonly is: 'refused'; readonly epoch: number; readonly code: Code }
  | { readonly is: 'left' };

export type LinkInput =
  /** The call as signaling tells it. `lost`: it has just noticed that our media is gone. */
  | { readonly type: 'call'; readonly epoch: number; readonly alive: boolean; readonly lost: boolean }
  | { readonly type: 'granted' }
  | { readonly type: 'refused'; readonly code: Code }
  | { readonly type: 'unreachable' }
  | { readonly type: 'peer'; readonly state: 'connected' | 'disconnected' | 'failed' }
  | { readonly type: 'restart-failed' }
  | { readonly type: 'timer' }
  | { readonly type: 'leave' };

export type LinkAct = 'join' | 'restart' | 'leave';

export interface LinkStep {
  readonly state: LinkState;
  readonly act?: LinkAct;
  /** Milliseconds. */
  readonly wait?: number;
}

const HEALS_MS = 1_500;
const RESTART_MS = 5_000;
const JOIN_MS = 12_000;
const RETRY_MS = [300, 1_000, 2_000, 4_000, 8_000];
/** Refusals that another attempt in the same epoch cannot change. */
const final: readonly Code[] = ['forbidden', 'gone', 'not-found', 'bad-sdp', 'missing-line'];

/** What follows from an input; null if nothing does, and a running wait goes on. */
export function step(state: LinkState, input: LinkInput): LinkStep | null {
  if (state.is === 'left') return null;
  if (input.type === 'leave') return { state: { is: 'left' }, act: 'leave' };
  if (input.type === 'call') return called(state, input);
  switch (state.is) {
    case 'idle':
    case 'refused':
      return null;
    case 'joining':
      return joining(state, input);
    case 'connected':
      return connected(state.epoch, input);
    case 'shaky':
      return shaky(state, input);
    case 'waiting':
      return input.type === 'timer' ? join(state.epoch, state.tries) : null;
  }
}

function join(epoch: number, tries = 0): LinkStep {
  return { state: { is: 'joining', epoch, tries }, act: 'join' };
}

function called(state: Exclude<LinkState, { is: 'left' }>, call: Extract<LinkInput, { type: 'call' }>) {
  if (!call.alive) return state.is === 'idle' ? null : ({ state: { is: 'left' }, act: 'leave' } as const);
  if (state.is === 'idle' || call.epoch > state.epoch) return join(call.epoch);
  if (call.lost && (state.is === 'connected' || state.is === 'shaky')) return join(call.epoch);
  return null;
}

function joining(state: Extract<LinkState, { is: 'joining' }>, input: LinkInput): LinkStep | null {
  switch (input.type) {
    case 'granted':
      return { state, wait: JOIN_MS };
    case 'refused':
      return final.includes(input.code)
        ? { state: { is: 'refused', epoch: state.epoch, code: input.code } }
        : later(state.epoch, state.tries);
    case 'peer':
      if (input.state === 'connected') return { state: { is: 'connected', epoch: state.epoch } };
      return input.state === 'failed' ? later(state.epoch, state.tries) : null;
    case 'unreachable':
    case 'timer':
      return later(state.epoch, state.tries);
    default:
      return null;
  }
}

function later(epoch: number, tries: number): LinkStep {
  const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
  return { state: { is: 'waiting', epoch, tries: tries + 1 }, wait };
}

function connected(epoch: number, input: LinkInput): LinkStep | null {
  if (input.type !== 'peer' || input.state === 'connected') return null;
  if (input.state === 'failed') return join(epoch);
  return { state: { is: 'shaky', epoch, restarting: false }, wait: HEALS_MS };
}

function shaky(state: Extract<LinkState, { is: 'shaky' }>, input: LinkInput): LinkStep | null {
  const { epoch, restarting } = state;
  if (input.type === 'peer' && input.state === 'connected') return { state: { is: 'connected', epoch } };
  if (input.type === 'timer' && !restarting) {
    return { state: { is: 'shaky', epoch, restarting: true }, act: 'restart', wait: RESTART_MS };
  }
  const hopeless = input.type === 'timer' || input.type === 'restart-failed';
  return hopeless || (input.type === 'peer' && input.state === 'failed') ? join(epoch) : null;
}
