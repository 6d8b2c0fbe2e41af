import { useEffect, useState } from 'react';
import type { CallId } from '../../generated/protocol';
import type { Tracks } from '../../rtc/attempt';
import { type CallClient, joinCall } from '../../rtc/call';
import type { SignalClient } from '../../signal/client';
import type { Watchable } from '../../store/store';

/** The client of the call with this id, for as long as the component shows it. */
export function useCall(
  signal: SignalClient,
  media: Watchable<{ readonly tracks: Tracks }>,
  call: CallId | null,
): CallClient | null {
  const [client, setClient] = useState<CallClient | null>(null);
  useEffect(() => {
    if (call === null) return;
    const joined = joinCall({ signal, call: { call }, media });
    setClient(joined);
    return () => {
      joined.leave();
      setClient(null);
    };
  }, [signal, media, call]);
  return client;
}
