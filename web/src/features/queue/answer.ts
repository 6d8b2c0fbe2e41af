import type { QueueRow } from '../../generated/protocol';
import type { Reply, Request, SignalClient } from '../../signal/client';

/** What came of an answer to a row that did not succeed; a face says it in words. */
export type AnswerFault =
  | { readonly is: 'taken'; readonly number: number; readonly by: string | null }
  | { readonly is: 'gone'; readonly number: number }
  | { readonly is: 'failed'; readonly reason: string }
  | { readonly is: 'lost' };

type Asks = Pick<SignalClient, 'request'>;

/** Takes the ticket, joins the call or calls the booth, as the row asks; null if it is done: the call follows as a fact. */
export async function enter(signal: Asks, row: QueueRow): Promise<AnswerFault | null> {
  return faultOf(await signal.request(entryOf(row)), row.number);
}

/** Not now; null if the others know. */
export async function decline(signal: Asks, { call, number }: QueueRow): Promise<AnswerFault | null> {
  return faultOf(await signal.request({ type: 'decline', call }), number);
}

function entryOf({ call, epoch, kind }: QueueRow): Request {
  switch (kind.is) {
    case 'ticket':
    case 'transfer':
      return { type: 'accept', call, epoch };
    case 'invitation':
    case 'running':
      return { type: 'join', call };
    case 'callback':
      return { type: 'dial', call };
  }
}

function faultOf(reply: Reply, number: number): AnswerFault | null {
  if (reply.type === 'lost') return { is: 'lost' };
  if (reply.type !== 'refused') return null;
  const { code, taken_by, title } = reply.problem;
  if (code === 'taken') return { is: 'taken', number, by: taken_by ?? null };
  return code === 'gone' ? { is: 'gone', number } : { is: 'failed', reason: title };
}
