import type { QueueRow } from '../../generated/protocol';
import type { Reply, SignalClient } from '../../signal/client';

/** What came of an accept that did not win; a face says it in words. */
export type AcceptFault =
  | { readonly is: 'taken'; readonly number: number; readonly by: string | null }
  | { readonly is: 'gone'; readonly number: number }
  | { readonly is: 'failed'; readonly reason: string }
  | { readonly is: 'lost' };

/** Takes the call; null if it is ours, and the call follows as a fact. */
export async function accept(
  signal: Pick<SignalClient, 'request'>,
  row: QueueRow,
): Promise<AcceptFault | null> {
  const reply = await signal.request({ type: 'accept', call: row.call, epoch: row.epoch });
  return faultOf(reply, row.number);
}

/** An interpreter enters a call that runs; null if it is done, and the call follows as a fact. */
export async function join(
  signal: Pick<SignalClient, 'request'>,
  row: QueueRow,
): Promise<AcceptFault | null> {
  return faultOf(await signal.request({ type: 'join', call: row.call }), row.number);
}

function faultOf(reply: Reply, number: number): AcceptFault | null {
  if (reply.type === 'lost') return { is: 'lost' };
  if (reply.type !== 'refused') return null;
  const { code, taken_by, title } = reply.problem;
  if (code === 'taken') return { is: 'taken', number, by: taken_by ?? null };
  return code === 'gone' ? { is: 'gone', number } : { is: 'failed', reason: title };
}
