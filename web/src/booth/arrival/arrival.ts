// 予約した方: from the code to the ring. A plain value; `checkIn.ts` asks the office.

import { CODE_LENGTH, codeFault, readCode } from '../../features/booking/code';
import type { Booking, BookingId, Code, FreeTime } from '../../generated/protocol';
import type { Refused } from '../../http/ask';

/** A booking that was checked in here: what the booth rings with. */
export interface Booked {
  readonly booking: BookingId;
  readonly time: FreeTime;
}

export type Arrival =
  /** What was typed stays until it is right. */
  | { readonly is: 'entering'; readonly typed: string; readonly fault: Fault | null }
  | { readonly is: 'asking'; readonly typed: string }
  /** The code is right, and nobody rings with it now. `found`: null where the office did not tell. */
  | {
      readonly is: 'refused';
      readonly typed: string;
      readonly why: Why;
      readonly found: Booking | null;
    };

/** What is wrong with a code, or with asking for it. */
export type Fault =
  | { readonly is: 'short'; readonly missing: number }
  | { readonly is: 'long' | 'letters' | 'wrong' | 'line' | 'server' }
  /** `seconds`: null where the office did not say how long. */
  | { readonly is: 'too-many'; readonly seconds: number | null };

/** Why a booking is not rung with. `over`: it has ended, and nobody said how. */
export type Why = 'early' | 'late' | 'served' | 'missed' | 'cancelled' | 'over' | 'elsewhere' | 'counter';

/** As `CODE_ALPHABET` of the protocol, in the order of the keys. */
export const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const blank: Arrival = { is: 'entering', typed: '', fault: null };

export function type(arrival: Arrival, typed: string): Arrival {
  return arrival.is === 'entering' ? { is: 'entering', typed, fault: null } : arrival;
}

/** A key of the screen. What it writes is grouped as the code is on paper. */
export function press(arrival: Arrival, letter: string): Arrival {
  if (arrival.is !== 'entering') return arrival;
  const code = readCode(arrival.typed);
  return type(arrival, code.length < CODE_LENGTH ? spaced(code + letter) : arrival.typed);
}

export function erase(arrival: Arrival): Arrival {
  return arrival.is === 'entering' ? type(arrival, spaced(readCode(arrival.typed).slice(0, -1))) : arrival;
}

function spaced(code: string): string {
  return code.length <= CODE_LENGTH / 2
    ? code
    : `${code.slice(0, CODE_LENGTH / 2)} ${code.slice(CODE_LENGTH / 2)}`;
}

/** Looks at what was typed; a code that can be one is to be asked for. */
export function ask(arrival: Arrival): { readonly arrival: Arrival; readonly code: string | null } {
  if (arrival.is !== 'entering') return { arrival, code: null };
  const { typed } = arrival;
  const code = readCode(typed);
  switch (codeFault(typed)) {
    case null:
      return { arrival: { is: 'asking', typed }, code };
    case 'code-letters':
      return { arrival: faulty(typed, { is: 'letters' }), code: null };
    case 'code-empty':
    case 'code-length': {
      const missing = CODE_LENGTH - code.length;
      return { arrival: faulty(typed, missing > 0 ? { is: 'short', missing } : { is: 'long' }), code: null };
    }
  }
}

/** The office said no, or nothing (`null`). */
export function refused(
  { typed }: Arrival,
  answer: Pick<Refused, 'code' | 'retryAfter'> | null,
  found: Booking | null,
): Arrival {
  switch (answer?.code) {
    case undefined:
      return faulty(typed, { is: 'line' });
    case 'bad-code':
      return faulty(typed, { is: 'wrong' });
    case 'too-many':
      return faulty(typed, { is: 'too-many', seconds: answer?.retryAfter ?? null });
    case 'too-early':
      return { is: 'refused', typed, why: 'early', found };
    case 'too-late':
      return { is: 'refused', typed, why: 'late', found };
    case 'not-remote':
      return { is: 'refused', typed, why: 'elsewhere', found };
    case 'at-counter':
      return { is: 'refused', typed, why: 'counter', found };
    case 'wrong-state':
      return { is: 'refused', typed, why: ended(found), found };
    default:
      return faulty(typed, { is: 'server' });
  }
}

/** Of which refusals the resident is told more, once the booking was looked at. */
export function tellsMore(code: Code): boolean {
  return ['too-early', 'too-late', 'wrong-state', 'not-remote', 'at-counter'].includes(code);
}

/** Back at the code, as it was typed. */
export function again({ typed }: Arrival): Arrival {
  return { is: 'entering', typed, fault: null };
}

/** Of a page that was lost: what it was asking is not answered any more. */
export function resumed(arrival: Arrival): Arrival {
  return arrival.is === 'asking' ? again(arrival) : arrival;
}

function ended(found: Booking | null): Why {
  switch (found?.state) {
    case 'served':
    case 'missed':
    case 'cancelled':
      return found.state;
    default:
      return 'over';
  }
}

function faulty(typed: string, fault: Fault): Arrival {
  return { is: 'entering', typed, fault };
}
