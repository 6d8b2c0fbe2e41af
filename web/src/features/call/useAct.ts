import { useCallback, useState } from 'react';
import type { Request, SignalClient } from '../../signal/client';

/** Why the last act was not done: the server's sentence, or nobody knows. */
export type ActFault = { readonly is: 'refused'; readonly reason: string } | { readonly is: 'lost' };

/** Asks the server for something, and keeps why it was not done until the next time. */
export function useAct(signal: Pick<SignalClient, 'request'>): {
  readonly fault: ActFault | null;
  /** True once it is done. */
  readonly act: (body: Request) => Promise<boolean>;
} {
  const [fault, setFault] = useState<ActFault | null>(null);
  const act = useCallback(
    async (body: Request) => {
      setFault(null);
      const reply = await signal.request(body);
      if (reply.type === 'refused') setFault({ is: 'refused', reason: reply.problem.title });
      if (reply.type === 'lost') setFault({ is: 'lost' });
      return reply.type === 'done';
    },
    [signal],
  );
  return { fault, act };
}
