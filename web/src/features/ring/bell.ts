/** The ring tone. It is made here, and loops inside the audio engine, so that a hidden tab keeps its pace. */
export interface Bell {
  /** To be called from a press: browsers keep a page silent until the person has touched it. */
  readonly unlock: () => Promise<boolean>;
  readonly ring: (on: boolean) => void;
  /** Rings once, to hear whether the speaker is on. */
  readonly tryOut: () => void;
  /** Rings on this speaker where the browser can choose one. */
  readonly speaker: (id: string) => void;
  readonly close: () => void;
}

const LOOP_S = 3;
const LEVEL = 0.25;
/** Two notes, twice: start in seconds and pitch in hertz. */
const notes = [
  [0, 784],
  [0.25, 659],
  [0.7, 784],
  [0.95, 659],
] as const;
const NOTE_S = 0.22;
/** A machine without a working sound device may never answer: then staff are told, and the desk opens all the same. */
const ANSWER_MS = 3_000;

/** Makes the bell; it opens the audio device when it is unlocked. */
export function createBell(): Bell {
  let audio: AudioContext | null = null;
  let tone: AudioBuffer | null = null;
  let ringing: AudioBufferSourceNode | null = null;

  const play = (loop: boolean): AudioBufferSourceNode | null => {
    if (audio === null || tone === null) return null;
    const source = audio.createBufferSource();
    source.buffer = tone;
    source.loop = loop;
    source.connect(audio.destination);
    source.start();
    return source;
  };

  return {
    async unlock() {
      try {
        audio ??= new AudioContext();
        tone ??= compose(audio);
        await Promise.race([audio.resume(), new Promise((late) => setTimeout(late, ANSWER_MS))]);
        return audio.state === 'running';
      } catch {
        return false;
      }
    },
    ring: (on) => {
      if (on === (ringing !== null)) return;
      ringing?.stop();
      ringing = on ? play(true) : null;
    },
    tryOut: () => {
      if (ringing === null) play(false);
    },
    speaker: (id) => {
      const choosing = audio as (AudioContext & { setSinkId?: (id: string) => Promise<void> }) | null;
      // A speaker that was unplugged leaves the sound on the system's own.
      choosing?.setSinkId?.(id).catch(() => {});
    },
    close: () => {
      ringing?.stop();
      ringing = null;
      audio?.close().catch(() => {});
      audio = null;
    },
  };
}

function compose(audio: AudioContext): AudioBuffer {
  const rate = audio.sampleRate;
  const buffer = audio.createBuffer(1, LOOP_S * rate, rate);
  const samples = buffer.getChannelData(0);
  for (const [start, pitch] of notes) {
    for (let i = 0; i < NOTE_S * rate; i += 1) {
      const t = i / rate;
      // Rises in 10 ms and fades out, so that no note clicks.
      const shape = Math.min(1, t / 0.01) * (1 - t / NOTE_S);
      const at = Math.round(start * rate) + i;
      samples[at] = (samples[at] ?? 0) + LEVEL * shape * Math.sin(2 * Math.PI * pitch * t);
    }
  }
  return buffer;
}
