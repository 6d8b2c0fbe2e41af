/** How loud a track is, for the meter beside a microphone. */
export interface LevelMeter {
  /** 0 (silence) to 1 (as loud as it gets), on a scale as the ear's. */
  readonly level: () => number;
  /** In dBFS; null while the browser does not let the page listen. */
  readonly decibels: () => number | null;
  readonly close: () => void;
}

const FLOOR_DB = -60;

/** Measures a microphone track without playing it. */
export function createLevelMeter(track: MediaStreamTrack): LevelMeter {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1_024;
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const decibels = () => {
    // A page that was never touched gets zeros, which are no silence.
    if (audio.state !== 'running') return null;
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return 10 * Math.log10(power + 1e-12);
  };
  return {
    level: () => Math.min(1, Math.max(0, 1 - (decibels() ?? FLOOR_DB) / FLOOR_DB)),
    decibels,
    close: () => {
      audio.close().catch(() => {});
    },
  };
}
