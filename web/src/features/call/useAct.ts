import { useCallback, useState } from 'react';
import type { Request, SignalClient } from '../../signal/client';
import { type ActFault, actFaultOf } from './act-fault';

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
      setFault(actFaultOf(reply));
      return reply.type === 'done';
    },
    [signal],
  );
  return { fault, act };
}
