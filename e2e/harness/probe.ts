/**
 * What runs inside a page before its own scripts: `getUserMedia` gives a picture that carries the time code and a tone
 * that tells the sender; every video shown and every sound received is read back. The page's own code is untouched.
 */
import type { Code, TimeCode } from './timecode.ts';

/** What was read from one <video>. Times are milliseconds since 1970, ages milliseconds. */
export interface Reading {
  /** Of the last readable picture. */
  sender: number | undefined;
  firstAt: number;
  lastAt: number;
  readable: number;
  unreadable: number;
  ages: number[];
  width: number;
  height: number;
}

/** What was heard from one audio receiver. */
export interface Heard {
  hz: number;
  db: number;
}

export interface Probe {
  readings(): Reading[];
  /** Begins every reading anew. */
  forget(): void;
  heard(): Promise<Heard[]>;
  /** The switch on the own microphone: nothing comes from it any more, though it is there. */
  silence(): void;
  peers: RTCPeerConnection[];
}

declare global {
  var probe: Probe;
  var timeCode: () => TimeCode;
}

/** The tone of a sender, in Hz. */
export const toneOf = (sender: number): number => 300 + 150 * sender;

/** Installed by `addInitScript`; refers to nothing but `timeCode`, which is installed before it. */
export function installProbe({ sender, tone }: { sender: number; tone: number }): void {
  const code = globalThis.timeCode();
  const CELLS = 32;
  const peers: RTCPeerConnection[] = [];

  const Original = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(...args: ConstructorParameters<typeof Original>) {
      super(...args);
      peers.push(this);
    }
  };

  const devices = navigator.mediaDevices;
  const original = devices?.getUserMedia.bind(devices);
  if (original) {
    devices.getUserMedia = async (wanted) => {
      const real = await original(wanted);
      const tracks: MediaStreamTrack[] = [];
      if (wanted?.video) tracks.push(await painted(real));
      if (wanted?.audio) tracks.push(sounding());
      for (const track of tracks) {
        // The page keeps the device's id for the next time; a canvas has one that nobody can ask for.
        const device = real.getTracks().find(({ kind }) => kind === track.kind);
        track.getSettings = () => device?.getSettings() ?? {};
        const stop = track.stop.bind(track);
        track.stop = () => {
          stop();
          for (const source of real.getTracks()) source.stop();
        };
      }
      return new MediaStream(tracks);
    };
  }

  async function painted(real: MediaStream): Promise<MediaStreamTrack> {
    const picture = document.createElement('video');
    picture.muted = true;
    picture.srcObject = new MediaStream(real.getVideoTracks());
    await picture.play();
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 360;
    const paint = canvas.getContext('2d') as CanvasRenderingContext2D;
    const step = () => {
      paint.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const bits = code.bits({ at: Date.now(), sender });
      for (let cell = 0; cell < CELLS; cell++) {
        paint.fillStyle = (bits >>> cell) & 1 ? '#ebebeb' : '#101010';
        paint.fillRect((cell * canvas.width) / CELLS, 0, canvas.width / CELLS, canvas.height / 9);
      }
    };
    step();
    const timer = setInterval(step, 33);
    const [track] = canvas.captureStream(30).getVideoTracks() as [MediaStreamTrack];
    const stop = track.stop.bind(track);
    track.stop = () => {
      clearInterval(timer);
      picture.srcObject = null;
      stop();
    };
    return track;
  }

  const loudness: GainNode[] = [];

  function sounding(): MediaStreamTrack {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency: tone });
    const level = new GainNode(context, { gain: 0.2 });
    const out = new MediaStreamAudioDestinationNode(context);
    loudness.push(level);
    oscillator.connect(level).connect(out);
    oscillator.start();
    const [track] = out.stream.getAudioTracks() as [MediaStreamTrack];
    const stop = track.stop.bind(track);
    track.stop = () => {
      void context.close();
      stop();
    };
    return track;
  }

  const readings = new Map<HTMLVideoElement, Reading>();
  const strip = new OffscreenCanvas(CELLS * 10, 10).getContext('2d', { willReadFrequently: true });

  function read(video: HTMLVideoElement): Code | 'damaged' | 'grey' {
    if (!strip) return 'grey';
    strip.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 9, 0, 0, CELLS * 10, 10);
    const { data } = strip.getImageData(0, 5, CELLS * 10, 1);
    const luma = (at: number) =>
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    return code.fromLumas(Array.from({ length: CELLS }, (_, cell) => luma((cell * 10 + 5) * 4)));
  }

  const fresh = (): Reading => ({
    sender: undefined,
    firstAt: 0,
    lastAt: 0,
    readable: 0,
    unreadable: 0,
    ages: [],
    width: 0,
    height: 0,
  });

  function note(reading: Reading, video: HTMLVideoElement): void {
    const now = Date.now();
    const found = read(video);
    if (typeof found === 'string') {
      reading.unreadable += 1;
      return;
    }
    if (reading.readable === 0) reading.firstAt = now;
    reading.readable += 1;
    reading.lastAt = now;
    reading.sender = found.sender;
    reading.ages.push(code.age(found, now));
    reading.width = video.videoWidth;
    reading.height = video.videoHeight;
  }

  function watch(video: HTMLVideoElement): void {
    if (readings.has(video)) return;
    readings.set(video, fresh());
    const frame = () => {
      note(readings.get(video) ?? fresh(), video);
      video.requestVideoFrameCallback(frame);
    };
    video.requestVideoFrameCallback(frame);
  }
  const look = () => {
    for (const video of document.querySelectorAll('video')) watch(video);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });

  async function heard(): Promise<Heard[]> {
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const live = peers.filter((peer) => peer.connectionState === 'connected');
    const tracks = live.flatMap((peer) => peer.getReceivers().map((receiver) => receiver.track));
    const analysers = tracks
      .filter((track) => track.kind === 'audio' && track.readyState === 'live')
      .map((track) => {
        const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
        new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(analyser);
        return analyser;
      });
    // One whole window of sound; the audio clock itself says when it has passed.
    const filled = new OscillatorNode(context);
    const passed = new Promise((done) => filled.addEventListener('ended', done));
    filled.start();
    filled.stop(context.currentTime + 0.5);
    await passed;
    const result = analysers.map((analyser) => {
      const wave = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(wave);
      const power = wave.reduce((sum, sample) => sum + sample * sample, 0) / wave.length;
      const spectrum = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(spectrum);
      const peak = spectrum.indexOf(Math.max(...spectrum));
      return { hz: (peak * context.sampleRate) / analyser.fftSize, db: 10 * Math.log10(power + 1e-12) };
    });
    await context.close();
    return result;
  }

  globalThis.probe = {
    readings: () => [...readings].filter(([video]) => video.isConnected).map(([, reading]) => reading),
    forget: () => {
      for (const video of readings.keys()) readings.set(video, fresh());
    },
    heard,
    silence: () => {
      for (const { gain } of loudness) gain.value = 0;
    },
    peers,
  };
}
