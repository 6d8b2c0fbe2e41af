import { describe, expect, it } from 'vitest';
import { openCamera } from './camera';

class FakeTrack extends EventTarget {
  stopped = false;
  constructor(readonly settings: MediaTrackSettings) {
    super();
  }
  getSettings() {
    return this.settings;
  }
  stop() {
    this.stopped = true;
  }
}

/** A machine with these cameras, which gives the one that was asked for by id, or else its first. */
function machine(cameras: readonly MediaTrackSettings[], fault?: string) {
  const wished: unknown[] = [];
  const given: FakeTrack[] = [];
  const devices = {
    enumerateDevices: async () => [
      { kind: 'audioinput', deviceId: 'mic' },
      ...cameras.map(({ deviceId }) => ({ kind: 'videoinput', deviceId })),
    ],
    getUserMedia: async (wish: { video: { deviceId?: { exact: string } } }) => {
      wished.push(wish);
      if (fault !== undefined) throw new DOMException(fault, fault);
      const id = wish.video.deviceId?.exact;
      const track = new FakeTrack(cameras.find(({ deviceId }) => deviceId === id) ?? cameras[0] ?? {});
      given.push(track);
      return { getTracks: () => [track], getVideoTracks: () => [track] };
    },
  };
  return { devices: devices as unknown as MediaDevices, wished, given };
}

/** The camera that was opened; the test fails where there is none. */
async function opened(devices: MediaDevices, id: string | null = null) {
  const opened = await openCamera(devices, id);
  if (opened.is !== 'open') throw new Error(opened.why);
  return opened.camera;
}

const FRONT = { deviceId: 'front', facingMode: 'user' };
const BACK = { deviceId: 'back', facingMode: 'environment' };

describe('a camera', () => {
  it('asks for the one that looks at the person, and for no sound', async () => {
    const { devices, wished } = machine([FRONT]);
    await opened(devices);
    expect(wished).toEqual([
      { video: { facingMode: { ideal: 'user' }, width: { ideal: 1280 }, height: { ideal: 720 } } },
    ]);
  });

  it('is a mirror, unless it looks away from the person', async () => {
    expect((await opened(machine([FRONT]).devices)).mirrored).toBe(true);
    expect((await opened(machine([{ deviceId: 'desk' }]).devices)).mirrored).toBe(true);
    expect((await opened(machine([BACK]).devices)).mirrored).toBe(false);
  });

  it('knows the next one, round and round, and none where it is alone', async () => {
    const { devices } = machine([FRONT, BACK]);
    expect((await opened(devices)).next).toBe('back');
    expect((await opened(devices, 'back')).next).toBe('front');
    expect((await opened(machine([FRONT]).devices)).next).toBeNull();
  });

  it('says when it is gone, and stops when it is closed', async () => {
    const { devices, given } = machine([FRONT]);
    const camera = await opened(devices);
    let lost = false;
    camera.onLost(() => {
      lost = true;
    });
    given[0]?.dispatchEvent(new Event('ended'));
    expect(lost).toBe(true);
    camera.close();
    expect(given[0]?.stopped).toBe(true);
  });

  it('says why there is none', async () => {
    for (const [fault, why] of [
      ['NotAllowedError', 'not-allowed'],
      ['NotFoundError', 'not-found'],
      ['NotReadableError', 'in-use'],
      ['UnknownError', 'failed'],
    ] as const) {
      expect(await openCamera(machine([], fault).devices, null)).toEqual({ is: 'shut', why });
    }
    expect(await openCamera(undefined, null)).toEqual({ is: 'shut', why: 'not-found' });
  });
});
