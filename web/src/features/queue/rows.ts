import type { CallId, DeskPresence, QueueRow } from '../../generated/protocol';
import type { Duty } from '../account/session';

/** The queue as it stands on the desk: who waits, below the line who is to be called back, and what runs. */
export interface Parts {
  readonly waiting: readonly QueueRow[];
  readonly callbacks: readonly QueueRow[];
  readonly running: readonly QueueRow[];
}

/** The order within each part is the server's. */
export function partsOf(rows: readonly QueueRow[]): Parts {
  return {
    waiting: rows.filter(({ kind }) => kind.is !== 'callback' && kind.is !== 'running'),
    callbacks: rows.filter(({ kind }) => kind.is === 'callback'),
    running: rows.filter(({ kind }) => kind.is === 'running'),
  };
}

/** How many residents wait in line. */
export function waitingTickets(rows: readonly QueueRow[]): number {
  return rows.filter(({ kind }) => kind.is === 'ticket').length;
}

/** How the desk stands that reads the queue. */
export interface Reader {
  readonly presence: DeskPresence | null;
  readonly duty: Duty;
  /** The call that it has. */
  readonly call: CallId | null;
}

/** The one thing that a row offers its reader. */
export type Entry = 'accept' | 'take-over' | 'join' | 'dial' | 'listen';

/** What the reader can do with a row now; null where that is nothing. */
export function entryOf(
  { call, kind, ringing }: QueueRow,
  { presence, duty, call: own }: Reader,
): Entry | null {
  // Who listens may be asked in.
  if (own !== null) return kind.is === 'invitation' && call === own ? 'join' : null;
  const isFree = presence === 'available';
  switch (kind.is) {
    case 'ticket':
      return duty === 'answer' && (ringing || isFree) ? 'accept' : null;
    case 'transfer':
      return 'take-over';
    case 'invitation':
      return 'join';
    case 'callback':
      return kind.reachable && isFree ? 'dial' : null;
    case 'running':
      return 'listen';
  }
}

/** Whether the reader is asked something that they may refuse: a ticket goes to the next desk by itself. */
export function isDeclinable({ kind }: QueueRow): boolean {
  return kind.is === 'transfer' || kind.is === 'invitation';
}

/** Whether the reader may end a callback that nobody waits for any more. */
export function isClosable({ kind }: QueueRow, { duty, call }: Reader): boolean {
  return kind.is === 'callback' && duty === 'answer' && call === null;
}

/** Whether there is somebody at the booth who waits and could read a message. */
export function isTellable({ kind }: QueueRow, { duty }: Reader): boolean {
  return kind.is === 'ticket' && duty === 'answer';
}
