import { useEffect, useRef } from 'react';

/** Plays what a party says, on the chosen speaker where the browser can. */
export function Sound({
  stream,
  party,
  speaker = null,
  volume = 1,
  silent = false,
  onBlocked,
}: {
  readonly stream: MediaStream;
  readonly party: string;
  readonly speaker?: string | null;
  /** 0 to 1. */
  readonly volume?: number;
  readonly silent?: boolean;
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
  useEffect(() => {
    if (element.current !== null) element.current.volume = volume;
  }, [volume]);
  return <audio ref={element} data-party={party} data-line="microphone" autoPlay muted={silent} />;
}
