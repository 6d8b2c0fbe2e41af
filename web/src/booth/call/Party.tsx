import { useEffect, useRef } from 'react';
import type { PartyRole } from '../../generated/protocol';
import type { RemoteSource } from '../../rtc/call';

/** What another party shows. */
export function Picture({
  source,
  role,
  label,
}: {
  readonly source: RemoteSource;
  readonly role: PartyRole;
  readonly label: string;
}) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = source.stream;
  }, [source.stream]);
  return (
    <video
      ref={video}
      data-party={source.party}
      data-line={source.line}
      data-role={role}
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  );
}

/** The own camera, mirrored as people know themselves. */
export function OwnPicture({ track, label }: { readonly track: MediaStreamTrack; readonly label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return (
    <video
      ref={video}
      className="own"
      data-party="own"
      data-line="camera"
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  );
}
