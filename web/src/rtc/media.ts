import { createStore, type Watchable } from '../store/store';
import type { Tracks } from './attempt';
import { isWorth, noWish, rank, secondOf, type Wish } from './rank';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

export interface Device {
  readonly id: string;
  /** As the system names it; empty until the person has allowed the devices. */
  readonly name: string;
}

/** Why a device does not work, as far as the browser tells. `unplugged`: it did, and there is no other. */
export type DeviceProblem = 'not-allowed' | 'not-found' | 'unplugged' | 'in-use' | 'failed';

/** This side's microphone and cameras. */
export interface LocalState {
  /** From opening to closing, whatever was got. */
  readonly isOpen: boolean;
  /** What is sent. A muted microphone stays as a silent track, a camera that is off as a black one. */
  readonly tracks: Tracks;
  readonly muted: boolean;
  /** Silent for a while, whatever the person chose; the face says why. */
  readonly held: boolean;
  readonly cameraOff: boolean;
  readonly devices: Readonly<Record<DeviceKind, readonly Device[]>>;
  readonly chosen: Readonly<Record<DeviceKind, string | null>>;
  readonly problems: {
    readonly microphone?: DeviceProblem;
    readonly camera?: DeviceProblem;
    readonly speaker?: 'unplugged';
  };
}

/**
 * Holds the devices from before a call until after it. Nothing of it rejects: what fails stands in `problems`. A device
 * that is unplugged is replaced by the next best, and taken again when it comes back.
 */
export interface LocalMedia extends Watchable<LocalState> {
  /** Asks for both, unless for one alone, and keeps what it gets: a call without a camera is still a call. */
  readonly open: (kinds?: readonly SendKind[]) => Promise<void>;
  readonly choose: (kind: DeviceKind, id: string) => Promise<void>;
  /** Whether the camera is needed at all; good until it is said otherwise, over closing and opening. */
  readonly needCamera: (needed: boolean) => void;
  readonly mute: (muted: boolean) => void;
  /** Keeps the microphone silent, or not any more; what the person chose stays as it is. */
  readonly hold: (held: boolean) => void;
  readonly turnCamera: (on: boolean) => void;
  /** Whether there is a second camera. */
  readonly hasSecond: () => boolean;
  /** Opens the second camera, which shows documents; why not, if it does not. It stays until it is closed. */
  readonly openSecond: () => Promise<DeviceProblem | null>;
  readonly closeSecond: () => void;
  /** Stops every device; the lamps go out. What was muted or off is not so any more when they are opened again. */
  readonly close: () => void;
}

export type SendKind = 'microphone' | 'camera';

const both: readonly SendKind[] = ['microphone', 'camera'];

const constraints: Readonly<Record<SendKind, MediaTrackConstraints>> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
};
/** Small print matters, movement does not. */
const secondConstraints: MediaTrackConstraints = {
  width: { ideal: 1920 },
  height: { ideal: 1080 },
  frameRate: { ideal: 15, max: 30 },
};

/**
 * Stands on the browser's devices, or on what a test hands in; `undefined` where the page is not secure. `wishes`: what
 * the machine's own devices are called.
 */
export function createLocalMedia(
  source: MediaDevices | undefined,
  wishes: Partial<Record<DeviceKind | 'second', Partial<Wish>>> = {},
): LocalMedia {
  const store = createStore<LocalState>({
    isOpen: false,
    tracks: { microphone: null, camera: null, second: null },
    muted: false,
    held: false,
    cameraOff: false,
    devices: { microphone: [], camera: [], speaker: [] },
    chosen: { microphone: null, camera: null, speaker: null },
    problems: {},
  });
  const wish: Record<DeviceKind, Wish> = {
    microphone: { ...noWish, ...wishes.microphone },
    camera: { ...noWish, ...wishes.camera },
    speaker: { ...noWish, ...wishes.speaker },
  };
  const secondWish: Wish = { ...noWish, ...wishes.second };
  let closed = false;
  let opened: readonly SendKind[] = both;
  let cameraNeeded = true;
  const isWanted = (kind: SendKind) => opened.includes(kind) && (kind === 'microphone' || cameraNeeded);
  /** Counts what was wished of the second camera, so that one that opens too late is closed again. */
  let secondWished = 0;
  /** One look after the other: unplugging a headset is heard several times at once. */
  let looking: Promise<void> = Promise.resolve();

  async function take(kinds: readonly SendKind[], device: Partial<Record<SendKind, string>>): Promise<void> {
    const asked = (kind: SendKind) => {
      const id = device[kind];
      return (
        kinds.includes(kind) && {
          ...constraints[kind],
          ...(id === undefined ? {} : { deviceId: { exact: id } }),
        }
      );
    };
    try {
      if (source === undefined) throw new DOMException('this page has no devices', 'NotFoundError');
      const stream = await source.getUserMedia({ audio: asked('microphone'), video: asked('camera') });
      for (const track of stream.getTracks()) {
        const kind = track.kind === 'audio' ? 'microphone' : 'camera';
        if (closed || (kind === 'camera' && !cameraNeeded)) track.stop();
        else adopt(kind, track);
      }
    } catch (fault) {
      // One missing device fails both: then each by itself.
      if (kinds.length > 1) await Promise.all(kinds.map((kind) => take([kind], device)));
      else for (const kind of kinds) miss(kind, problemOf(fault));
    }
  }

  function miss(kind: SendKind, problem: DeviceProblem): void {
    store.update((now) => ({ ...now, problems: { ...now.problems, [kind]: problem } }));
  }

  function adopt(kind: SendKind, track: MediaStreamTrack): void {
    const { tracks, cameraOff } = store.snapshot();
    tracks[kind]?.stop();
    track.enabled = kind === 'microphone' ? !isSilenced() : !cameraOff;
    if (kind === 'camera') track.contentHint = 'motion';
    track.onended = () => {
      if (store.snapshot().tracks[kind] !== track) return;
      store.update((now) => ({ ...now, tracks: { ...now.tracks, [kind]: null } }));
      miss(kind, 'unplugged');
      void look();
    };
    store.update((now) => {
      const { [kind]: _mended, ...problems } = now.problems;
      const chosen = { ...now.chosen, [kind]: track.getSettings().deviceId ?? now.chosen[kind] };
      return { ...now, tracks: { ...now.tracks, [kind]: track }, chosen, problems };
    });
  }

  function second(): Device | null {
    const { devices, chosen } = store.snapshot();
    return secondOf(devices.camera, chosen.camera, secondWish);
  }

  async function openSecond(): Promise<DeviceProblem | null> {
    closeSecond();
    secondWished += 1;
    const mine = secondWished;
    await list();
    const device = second();
    if (source === undefined || device === null) return 'not-found';
    try {
      const stream = await source.getUserMedia({
        audio: false,
        video: { ...secondConstraints, deviceId: { exact: device.id } },
      });
      for (const track of stream.getVideoTracks()) {
        if (closed || mine !== secondWished) track.stop();
        else adoptSecond(track);
      }
      return store.snapshot().tracks.second === null ? 'failed' : null;
    } catch (fault) {
      return problemOf(fault);
    }
  }

  function adoptSecond(track: MediaStreamTrack): void {
    track.contentHint = 'detail';
    track.onended = () => {
      if (store.snapshot().tracks.second !== track) return;
      closeSecond();
      void look();
    };
    store.update((now) => ({ ...now, tracks: { ...now.tracks, second: track } }));
  }

  function closeSecond(): void {
    secondWished += 1;
    const track = store.snapshot().tracks.second;
    if (track === null) return;
    track.stop();
    store.update((now) => ({ ...now, tracks: { ...now.tracks, second: null } }));
  }

  function isSilenced(): boolean {
    const { muted, held } = store.snapshot();
    return muted || held;
  }

  function soften(news: Partial<Pick<LocalState, 'muted' | 'held'>>): void {
    store.update((now) => ({ ...now, ...news }));
    const { microphone } = store.snapshot().tracks;
    if (microphone !== null) microphone.enabled = !isSilenced();
  }

  async function list(): Promise<void> {
    const found = await source?.enumerateDevices().catch(() => []);
    const of = (kind: MediaDeviceKind) =>
      (found ?? [])
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map((device) => ({ id: device.deviceId, name: device.label }));
    const devices = { microphone: of('audioinput'), camera: of('videoinput'), speaker: of('audiooutput') };
    const speaker = rank(devices.speaker, wish.speaker)[0]?.id ?? null;
    store.update((now) => {
      const { speaker: before, ...others } = now.problems;
      // A browser that never lists loudspeakers has lost none.
      const lost = speaker === null && (before !== undefined || now.chosen.speaker !== null);
      const problems = lost ? { ...others, speaker: 'unplugged' as const } : others;
      return { ...now, devices, chosen: { ...now.chosen, speaker }, problems };
    });
  }

  /** Looks at what is there now, and takes what is missing or better. */
  function look(): Promise<void> {
    looking = looking.then(async () => {
      await list();
      for (const kind of opened.filter(isWanted)) await better(kind);
    });
    return looking;
  }

  async function better(kind: SendKind): Promise<void> {
    const { devices, tracks, chosen } = store.snapshot();
    if (devices[kind].length === 0 && tracks[kind] === null && chosen[kind] !== null) miss(kind, 'unplugged');
    for (const device of rank(devices[kind], wish[kind])) {
      const { tracks, chosen, problems } = store.snapshot();
      const works = tracks[kind] !== null;
      // Whoever said no is not asked again and again.
      if (problems[kind] === 'not-allowed') return;
      const current = devices[kind].find(({ id }) => id === chosen[kind]);
      if (closed || (works && (device === current || !isWorth(device, current, wish[kind])))) return;
      await take([kind], { [kind]: device.id });
      const { [kind]: problem } = store.snapshot().problems;
      // Another program may hold it: what works goes on, and the next best is tried.
      if (works && problem !== undefined) store.update((now) => ({ ...now, problems }));
    }
  }

  // Sounds are played before any call, too.
  void list();
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    async open(kinds = both) {
      closed = false;
      opened = kinds;
      store.update((now) => ({ ...now, isOpen: true }));
      source?.addEventListener('devicechange', look);
      await list();
      // Both in one question to the person. A device is named only where it is not the browser's own choice.
      const { devices } = store.snapshot();
      const first = (kind: SendKind) => {
        const [device] = rank(devices[kind], wish[kind]);
        const isNamed = device !== undefined && isWorth(device, devices[kind][0], wish[kind]);
        return isNamed ? { [kind]: device.id } : {};
      };
      await take(opened.filter(isWanted), { ...first('microphone'), ...first('camera') });
      await look();
    },
    async choose(kind, id) {
      wish[kind] = { ...wish[kind], id };
      store.update((now) => ({ ...now, chosen: { ...now.chosen, [kind]: id } }));
      if (kind === 'microphone' || (kind === 'camera' && cameraNeeded)) await take([kind], { [kind]: id });
    },
    mute: (muted) => soften({ muted }),
    hold: (held) => soften({ held }),
    turnCamera(on) {
      const { tracks } = store.snapshot();
      if (tracks.camera !== null) tracks.camera.enabled = on;
      store.update((now) => ({ ...now, cameraOff: !on }));
    },
    needCamera(needed) {
      if (needed === cameraNeeded) return;
      cameraNeeded = needed;
      if (needed) {
        if (store.snapshot().isOpen) void look();
        return;
      }
      store.snapshot().tracks.camera?.stop();
      store.update(({ problems: { camera: _none, ...problems }, ...now }) => {
        return { ...now, tracks: { ...now.tracks, camera: null }, problems };
      });
    },
    hasSecond: () => second() !== null,
    openSecond,
    closeSecond,
    close() {
      closed = true;
      source?.removeEventListener('devicechange', look);
      for (const track of Object.values(store.snapshot().tracks)) track?.stop();
      const tracks = { microphone: null, camera: null, second: null };
      store.update((now) => ({ ...now, isOpen: false, tracks, muted: false, held: false, cameraOff: false }));
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
