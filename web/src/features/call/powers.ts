import type { CallState, CallView, PartyRole } from '../../generated/protocol';
import { residentOf } from './screen';

/** What somebody may do in a call, by what they are in it. */
export interface Powers {
  /** Whether they are seen and heard at all. */
  readonly speaks: boolean;
  readonly hold: boolean;
  /** Covers the resident, and asks for the cover to be lifted. */
  readonly cover: boolean;
  readonly transfer: boolean;
  readonly invite: boolean;
  readonly alarm: boolean;
  /** Says who is with the resident. */
  readonly accompany: boolean;
  readonly write: boolean;
  /** Shows, suggests and points in the form. */
  readonly help: boolean;
  readonly identify: boolean;
  /** What pressing the last button does: ends the call for everybody, or leaves it to the others. */
  readonly leaving: 'end' | 'undial' | 'decline' | 'leave' | 'interpret' | 'listen';
}

const talking: readonly CallState[] = ['in-call', 'reconnecting'];

/**
 * Only whoever has the call hands it on, asks others in, or ends it; nothing of that before somebody talks. `listens`: a
 * supervisor who came unasked.
 */
export function powersOf(call: CallView, role: PartyRole, listens = false): Powers {
  const owns = role === 'staff';
  const speaks = !listens;
  const isTalk = talking.includes(call.state);
  const isPlain = owns && call.state === 'in-call' && call.transfer === null;
  return {
    speaks,
    // What is held can be released whatever the line does.
    hold: owns && isTalk && call.transfer === null && (call.held_since !== null || call.state === 'in-call'),
    cover: owns && isTalk,
    transfer: isPlain,
    invite: isPlain,
    alarm: owns && isTalk,
    accompany: owns && call.state !== 'dialling',
    write: speaks && residentOf(call) !== null,
    help: owns || role === 'colleague',
    identify: owns,
    leaving: leavingOf(call, role, listens),
  };
}

function leavingOf({ state, transfer }: CallView, role: PartyRole, listens: boolean): Powers['leaving'] {
  if (role === 'interpreter') return 'interpret';
  if (listens) return 'listen';
  if (role === 'colleague' && transfer?.stage === 'consulting') return 'decline';
  if (role !== 'staff') return 'leave';
  return state === 'dialling' ? 'undial' : 'end';
}
