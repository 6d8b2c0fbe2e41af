import { useEffect, useRef } from 'react';

/** A picture without sound. `data-party` and `data-line` say whose and which. */
export function Video({
  stream,
  label,
  party,
  line = 'camera',
  mirrored = false,
}: {
  readonly stream: MediaStream;
  readonly label: string;
  readonly party: string;
  readonly line?: string;
  readonly mirrored?: boolean;
}) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    video.srcObject = stream;
    // Muted pictures may always play; a removed element rejects.
    video.play().catch(() => {});
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  return (
    <video
      ref={element}
      aria-label={label}
      data-party={party}
      data-line={line}
      data-mirrored={mirrored || undefined}
      autoPlay
      muted
      playsInline
    />
  );
}
