// Chromium's way from a track to its frames and back (W3C mediacapture-transform), which no library of types has.

interface Processor {
  readonly readable: ReadableStream<VideoFrame>;
}
interface Generator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

interface Breakout {
  readonly MediaStreamTrackProcessor: new (init: { readonly track: MediaStreamTrack }) => Processor;
  readonly MediaStreamTrackGenerator: new (init: { readonly kind: 'video' }) => Generator;
}

/** The browser's own; null where it has none. */
export function breakout(): Breakout | null {
  const hasBoth = 'MediaStreamTrackProcessor' in globalThis && 'MediaStreamTrackGenerator' in globalThis;
  return hasBoth ? (globalThis as unknown as Breakout) : null;
}
