import { describe, expect, it } from 'vitest';
import { createLocalMedia } from './media';

class FakeTrack {
  enabled = true;
  stopped = false;
  contentHint = '';
  onended: (() => void) | null = null;
  constructor(
    readonly kind: 'audio' | 'video',
    readonly deviceId: string,
  ) {}
  getSettings() {
    return { deviceId: this.deviceId };
  }
  stop() {
    this.stopped = true;
  }
}

/** A machine whose devices fail as told. */
function machine(faults: { audio?: string; video?: string } = {}) {
  const given: FakeTrack[] = [];
  const wished: MediaStreamConstraints[] = [];
  const source = {
    addEventListener: () => {},
    removeEventListener: () => {},
    enumerateDevices: async () => [
      { kind: 'audioinput', deviceId: 'mic', label: 'マイク' },
      { kind: 'videoinput', deviceId: 'cam', label: 'カメラ' },
      { kind: 'audiooutput', deviceId: 'out', label: 'スピーカー' },
      { kind: 'videoinput', deviceId: '', label: '' },
    ],
    getUserMedia: async (constraints: MediaStreamConstraints) => {
      wished.push(constraints);
      const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind] !== false);
      for (const kind of kinds) {
        const fault = faults[kind];
        if (fault !== undefined) throw new DOMException(fault, fault);
      }
      const tracks = kinds.map((kind) => {
        const wish = constraints[kind] as { deviceId?: { exact: string } };
        return new FakeTrack(kind, wish.deviceId?.exact ?? `default-${kind}`);
      });
      given.push(...tracks);
      return { getTracks: () => tracks };
    },
  };
  return { media: createLocalMedia(source as unknown as MediaDevices), given, wished };
}

describe('this side of the talk', () => {
  it('opens both devices and lists what there is', async () => {
    const { media } = machine();
    await media.open();
    const { tracks, devices, chosen, problems } = media.snapshot();
    expect([tracks.microphone?.kind, tracks.camera?.kind]).toEqual(['audio', 'video']);
    expect(devices.camera).toEqual([{ id: 'cam', name: 'カメラ' }]);
    expect(chosen).toEqual({ microphone: 'default-audio', camera: 'default-video', speaker: 'out' });
    expect(problems).toEqual({});
  });

  it.each([
    ['NotAllowedError', 'not-allowed'],
    ['NotFoundError', 'not-found'],
    ['NotReadableError', 'in-use'],
    ['TypeError', 'failed'],
  ])('keeps the microphone when the camera fails with %s', async (fault, problem) => {
    const { media } = machine({ video: fault });
    await media.open();
    expect(media.snapshot().tracks.microphone).not.toBeNull();
    expect(media.snapshot().problems).toEqual({ camera: problem });
  });

  it('says so where a page has no devices at all', async () => {
    const media = createLocalMedia(undefined);
    await media.open();
    expect(media.snapshot().problems).toEqual({ microphone: 'not-found', camera: 'not-found' });
  });

  it('changes a device in the middle of a talk, and keeps it muted', async () => {
    const { media, given, wished } = machine();
    await media.open();
    media.mute(true);
    await media.choose('microphone', 'mic');
    expect(wished.at(-1)).toMatchObject({ audio: { deviceId: { exact: 'mic' } }, video: false });
    expect(given[0]?.stopped).toBe(true);
    expect(media.snapshot().tracks.microphone?.enabled).toBe(false);
  });

  it('notices a device that is unplugged', async () => {
    const { media, given } = machine();
    await media.open();
    given.find(({ kind }) => kind === 'video')?.onended?.();
    expect(media.snapshot().tracks.camera).toBeNull();
    expect(media.snapshot().problems).toEqual({ camera: 'not-found' });
  });

  it('stops everything, and begins unmuted the next time', async () => {
    const { media, given } = machine();
    await media.open();
    media.mute(true);
    media.turnCamera(false);
    media.close();
    expect(given.every(({ stopped }) => stopped)).toBe(true);
    expect(media.snapshot()).toMatchObject({ muted: false, cameraOff: false, tracks: { microphone: null } });
  });

  it('stops a device that comes after it was closed', async () => {
    const { media, given } = machine();
    const opening = media.open();
    media.close();
    await opening;
    expect(given.every(({ stopped }) => stopped)).toBe(true);
    expect(media.snapshot().tracks.camera).toBeNull();
  });
});
