import { useEffect, useRef } from 'react';
import type { RemoteSource } from '../../rtc/call';

/** What another party sends: a picture to see, a sound to hear. */
export function Picture({ source, label }: { readonly source: RemoteSource; readonly label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useStream(video, source.stream);
  return (
    <video
      ref={video}
      data-party={source.party}
      data-line={source.line}
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  );
}

/** A sound is never shown; it is silent while the screen is covered. */
export function Sound({ source, silent }: { readonly source: RemoteSource; readonly silent: boolean }) {
  const audio = useRef<HTMLAudioElement>(null);
  useStream(audio, source.stream);
  return <audio ref={audio} data-party={source.party} data-line={source.line} autoPlay muted={silent} />;
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

function useStream(element: React.RefObject<HTMLMediaElement | null>, stream: MediaStream): void {
  useEffect(() => {
    if (element.current !== null) element.current.srcObject = stream;
  }, [element, stream]);
}
