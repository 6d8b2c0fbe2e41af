import { createStore, type Watchable } from '../store/store';
import type { Tracks } from './attempt';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

export interface Device {
  readonly id: string;
  /** As the system names it; empty until the person has allowed the devices. */
  readonly name: string;
}

/** Why a device does not work, as far as the browser tells. */
export type DeviceProblem = 'not-allowed' | 'not-found' | 'in-use' | 'failed';

/** This side's microphone and cameras. */
export interface LocalState {
  /** What is sent. A muted microphone stays as a silent track, a camera that is off as a black one. */
  readonly tracks: Tracks;
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly devices: Readonly<Record<DeviceKind, readonly Device[]>>;
  readonly chosen: Readonly<Record<DeviceKind, string | null>>;
  readonly problems: { readonly microphone?: DeviceProblem; readonly camera?: DeviceProblem };
}

/** Holds the devices from before a call until after it. Nothing of it rejects: what fails stands in `problems`. */
export interface LocalMedia extends Watchable<LocalState> {
  /** Asks for both, and keeps what it gets: a call without a camera is still a call. */
  readonly open: () => Promise<void>;
  readonly choose: (kind: DeviceKind, id: string) => Promise<void>;
  readonly mute: (muted: boolean) => void;
  readonly turnCamera: (on: boolean) => void;
  /** Stops every device; the lamps go out. What was muted or off is not so any more when they are opened again. */
  readonly close: () => void;
}

type SendKind = 'microphone' | 'camera';

const wishes: Readonly<Record<SendKind, MediaTrackConstraints>> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
};

/** Stands on the browser's devices, or on what a test hands in; `undefined` where the page is not secure. */
export function createLocalMedia(source: MediaDevices | undefined): LocalMedia {
  const store = createStore<LocalState>({
    tracks: { microphone: null, camera: null, second: null },
    muted: false,
    cameraOff: false,
    devices: { microphone: [], camera: [], speaker: [] },
    chosen: { microphone: null, camera: null, speaker: null },
    problems: {},
  });
  let closed = false;

  async function take(...kinds: SendKind[]): Promise<void> {
    const { chosen } = store.snapshot();
    const wish = (kind: SendKind) => {
      const id = chosen[kind];
      return kinds.includes(kind) && { ...wishes[kind], ...(id === null ? {} : { deviceId: { exact: id } }) };
    };
    try {
      if (source === undefined) throw new DOMException('this page has no devices', 'NotFoundError');
      const stream = await source.getUserMedia({ audio: wish('microphone'), video: wish('camera') });
      for (const track of stream.getTracks()) {
        if (closed) track.stop();
        else adopt(track.kind === 'audio' ? 'microphone' : 'camera', track);
      }
    } catch (fault) {
      // One missing device fails both: then each by itself.
      if (kinds.length > 1) await Promise.all(kinds.map((kind) => take(kind)));
      else for (const kind of kinds) miss(kind, problemOf(fault));
    }
  }

  function miss(kind: SendKind, problem: DeviceProblem): void {
    store.update((now) => ({ ...now, problems: { ...now.problems, [kind]: problem } }));
  }

  function adopt(kind: SendKind, track: MediaStreamTrack): void {
    const { tracks, muted, cameraOff } = store.snapshot();
    tracks[kind]?.stop();
    track.enabled = kind === 'microphone' ? !muted : !cameraOff;
    if (kind === 'camera') track.contentHint = 'motion';
    // Unplugged: said as a problem, and sent no more.
    track.onended = () => {
      if (store.snapshot().tracks[kind] !== track) return;
      store.update((now) => ({ ...now, tracks: { ...now.tracks, [kind]: null } }));
      miss(kind, 'not-found');
    };
    store.update((now) => {
      const { [kind]: _mended, ...problems } = now.problems;
      const chosen = { ...now.chosen, [kind]: track.getSettings().deviceId ?? now.chosen[kind] };
      return { ...now, tracks: { ...now.tracks, [kind]: track }, chosen, problems };
    });
  }

  async function list(): Promise<void> {
    const found = await source?.enumerateDevices().catch(() => []);
    const of = (kind: MediaDeviceKind) =>
      (found ?? [])
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map((device) => ({ id: device.deviceId, name: device.label }));
    const devices = { microphone: of('audioinput'), camera: of('videoinput'), speaker: of('audiooutput') };
    store.update((now) => ({
      ...now,
      devices,
      chosen: { ...now.chosen, speaker: now.chosen.speaker ?? devices.speaker[0]?.id ?? null },
    }));
  }

  const relist = () => void list();

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    async open() {
      closed = false;
      source?.addEventListener('devicechange', relist);
      await take('microphone', 'camera');
      await list();
    },
    async choose(kind, id) {
      store.update((now) => ({ ...now, chosen: { ...now.chosen, [kind]: id } }));
      if (kind !== 'speaker') await take(kind);
    },
    mute(muted) {
      const { tracks } = store.snapshot();
      if (tracks.microphone !== null) tracks.microphone.enabled = !muted;
      store.update((now) => ({ ...now, muted }));
    },
    turnCamera(on) {
      const { tracks } = store.snapshot();
      if (tracks.camera !== null) tracks.camera.enabled = on;
      store.update((now) => ({ ...now, cameraOff: !on }));
    },
    close() {
      closed = true;
      source?.removeEventListener('devicechange', relist);
      for (const track of Object.values(store.snapshot().tracks)) track?.stop();
      const tracks = { microphone: null, camera: null, second: null };
      store.update((now) => ({ ...now, tracks, muted: false, cameraOff: false }));
    },
  };
}

/** Why the browser gave no device. */
export function problemOf(fault: unknown): DeviceProblem {
  const name = fault instanceof DOMException ? fault.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'not-allowed';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'not-found';
  return name === 'NotReadableError' || name === 'AbortError' ? 'in-use' : 'failed';
}
