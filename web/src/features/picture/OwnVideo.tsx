import { useMemo } from 'react';
import { Video } from '../../rtc/Video';
import { useStore } from '../../store/useStore';
import type { Picture } from './picture';

/** The very track that is sent; as in a mirror, unless there is something to read. Nothing while nothing is sent. */
export function OwnVideo({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  const { tracks, sent } = useStore(picture);
  const { camera } = tracks;
  const stream = useMemo(() => (camera === null ? null : new MediaStream([camera])), [camera]);
  if (stream === null || !camera?.enabled) return null;
  return <Video stream={stream} party="self" label={label} mirrored={sent !== 'card'} />;
}
