import { useEffect, useRef } from 'react';

/** Plays what a party says, on the chosen speaker where the browser can. */
export function Sound({
  stream,
  party,
  speaker = null,
  onBlocked,
}: {
  readonly stream: MediaStream;
  readonly party: string;
  readonly speaker?: string | null;
  /** The browser waits for a touch before it plays. */
  readonly onBlocked?: () => void;
}) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (audio === null) return;
    audio.srcObject = stream;
    audio.play().catch((fault: unknown) => {
      if (fault instanceof DOMException && fault.name === 'NotAllowedError') onBlocked?.();
    });
    return () => {
      audio.srcObject = null;
    };
  }, [stream, onBlocked]);
  useEffect(() => {
    // A speaker that was unplugged leaves the sound on the system's own.
    if (speaker !== null) element.current?.setSinkId?.(speaker).catch(() => {});
  }, [speaker]);
  // biome-ignore lint/a11y/useMediaCaption: live speech; 筆談 and interpreters stand in for captions
  return <audio ref={element} data-party={party} data-line="microphone" autoPlay />;
}
