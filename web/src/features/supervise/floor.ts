import type { DeskRow, QueueRow } from '../../generated/protocol';

/** What a supervisor looks at: who waits longest, who serves what, who is away. */
export interface Floor {
  /** Tickets, who has waited longest first. */
  readonly waiting: readonly QueueRow[];
  readonly desks: readonly Desk[];
  /** To whom a ticket can be given. */
  readonly free: readonly DeskRow[];
}

export interface Desk {
  readonly row: DeskRow;
  /** The call that it serves, where the reader may listen. */
  readonly serves: QueueRow | null;
}

export function floorOf(rows: readonly QueueRow[], desks: readonly DeskRow[]): Floor {
  const running = rows.filter(({ kind }) => kind.is === 'running');
  return {
    waiting: rows.filter(({ kind }) => kind.is === 'ticket').toSorted((a, b) => a.rang_at - b.rang_at),
    desks: desks.map((row) => ({
      row,
      serves: running.find(({ number }) => number === row.number) ?? null,
    })),
    free: desks.filter(({ presence }) => presence === 'available'),
  };
}
