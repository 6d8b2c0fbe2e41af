import type { Reply } from '../../signal/client';

/** Why the last act was not done: the server's sentence, or nobody knows. */
export type ActFault = { readonly is: 'refused'; readonly reason: string } | { readonly is: 'lost' };

/** What came of an act, where it was not done. */
export function actFaultOf(reply: Reply): ActFault | null {
  if (reply.type === 'refused') return { is: 'refused', reason: reply.problem.title };
  return reply.type === 'lost' ? { is: 'lost' } : null;
}
