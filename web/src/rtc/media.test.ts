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

type Kind = 'audio' | 'video';
interface Plugged {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
}
const plugged: readonly Plugged[] = [
  { kind: 'audioinput', deviceId: 'mic', label: 'マイク' },
  { kind: 'videoinput', deviceId: 'cam', label: 'カメラ' },
  { kind: 'audiooutput', deviceId: 'out', label: 'スピーカー' },
];
const inputs = { audio: 'audioinput', video: 'videoinput' } as const;

/** A machine whose devices are plugged in and out, and fail as told. */
function machine(
  faults: Partial<Record<Kind, string>> = {},
  wishes: Parameters<typeof createLocalMedia>[1] = {},
) {
  const given: FakeTrack[] = [];
  const wished: MediaStreamConstraints[] = [];
  const busy = new Set<string>();
  let there = plugged;
  const events = new EventTarget();
  const source = Object.assign(events, {
    // One that the person has not allowed yet has no name and no number.
    enumerateDevices: async () => [...there, { kind: 'videoinput', deviceId: '', label: '' }],
    getUserMedia: async (constraints: MediaStreamConstraints) => {
      wished.push(constraints);
      const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind] !== false);
      const tracks = kinds.map((kind) => {
        const fault = faults[kind];
        if (fault !== undefined) throw new DOMException(fault, fault);
        const id = (constraints[kind] as { deviceId?: { exact: string } }).deviceId?.exact;
        const device = there.find(
          (device) => device.kind === inputs[kind] && (id === undefined || device.deviceId === id),
        );
        if (device === undefined) throw new DOMException('none', 'NotFoundError');
        if (busy.has(device.deviceId)) throw new DOMException('busy', 'NotReadableError');
        return new FakeTrack(kind, device.deviceId);
      });
      given.push(...tracks);
      return { getTracks: () => tracks, getVideoTracks: () => tracks };
    },
  });
  const media = createLocalMedia(source as unknown as MediaDevices, wishes);
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    media,
    given,
    wished,
    busy,
    /** From now on these are there; the browser ends what is not, and tells of the change. */
    async plug(...devices: readonly Plugged[]) {
      const gone = there.filter((device) => !devices.includes(device)).map(({ deviceId }) => deviceId);
      there = devices;
      for (const track of given) {
        if (track.stopped || !gone.includes(track.deviceId)) continue;
        track.stopped = true;
        track.onended?.();
      }
      events.dispatchEvent(new Event('devicechange'));
      await settle();
    },
    get now() {
      const { tracks, problems, chosen } = media.snapshot();
      const id = (track: MediaStreamTrack | null) => track?.getSettings().deviceId ?? null;
      return {
        camera: id(tracks.camera),
        microphone: id(tracks.microphone),
        speaker: chosen.speaker,
        problems,
      };
    },
  };
}

describe('this side of the talk', () => {
  it('opens both devices and lists what there is', async () => {
    const { media } = machine();
    await media.open();
    const { tracks, devices, chosen, problems } = media.snapshot();
    expect([tracks.microphone?.kind, tracks.camera?.kind]).toEqual(['audio', 'video']);
    expect(devices.camera).toEqual([{ id: 'cam', name: 'カメラ' }]);
    expect(chosen).toEqual({ microphone: 'mic', camera: 'cam', speaker: 'out' });
    expect(problems).toEqual({});
  });

  it('opens the microphone alone where no more is asked for, and leaves the camera off until it is', async () => {
    const { media, plug } = machine();
    await media.open(['microphone']);
    await plug(...plugged);
    const { tracks } = media.snapshot();
    expect([tracks.microphone?.kind, tracks.camera]).toEqual(['audio', null]);
    await media.open();
    expect(media.snapshot().tracks.camera?.kind).toBe('video');
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

const [microphone, camera, speaker] = plugged as [Plugged, Plugged, Plugged];
const other = { kind: 'videoinput', deviceId: 'other', label: 'USB Video' } as const;
const headset = { kind: 'audioinput', deviceId: 'headset', label: 'Headset' } as const;

describe('a device that is unplugged in a call', () => {
  it('is said, leaves the other one alone, and is taken again when it comes back', async () => {
    const h = machine();
    await h.media.open();
    const voice = h.media.snapshot().tracks.microphone;
    await h.plug(microphone, speaker);
    expect(h.now).toMatchObject({ camera: null, problems: { camera: 'unplugged' } });
    await h.plug(...plugged);
    expect(h.now).toMatchObject({ camera: 'cam', problems: {} });
    expect(h.media.snapshot().tracks.microphone).toBe(voice);
  });

  it('is replaced by any other, and stays replaced where none is wished', async () => {
    const h = machine();
    await h.media.open();
    await h.plug(microphone, other, speaker);
    expect(h.now).toMatchObject({ camera: 'other', problems: {} });
    await h.plug(...plugged, other);
    expect(h.now.camera).toBe('other');
  });

  it.each([
    ['the machine’s own', { camera: { name: 'カメラ', spare: 'usb' } }, async () => {}],
    ['a person’s choice', {}, (media: ReturnType<typeof machine>['media']) => media.choose('camera', 'cam')],
  ])('is taken again in place of another where it is %s', async (_name, wishes, choose) => {
    const h = machine({}, wishes);
    await h.media.open();
    await choose(h.media);
    await h.plug(microphone, other);
    expect(h.now.camera).toBe('other');
    await h.plug(microphone, other, camera);
    expect(h.now.camera).toBe('cam');
    expect(h.given.filter(({ kind, stopped }) => kind === 'video' && !stopped)).toHaveLength(1);
  });

  it('comes back as muted, held or off as it was', async () => {
    const h = machine();
    await h.media.open();
    h.media.mute(true);
    h.media.hold(true);
    h.media.turnCamera(false);
    await h.plug(speaker);
    expect(h.now.problems).toEqual({ microphone: 'unplugged', camera: 'unplugged' });
    await h.plug(...plugged);
    expect(h.now).toMatchObject({ camera: 'cam', microphone: 'mic', problems: {} });
    const { tracks } = h.media.snapshot();
    expect([tracks.microphone?.enabled, tracks.camera?.enabled]).toEqual([false, false]);
    h.media.hold(false);
    expect(tracks.microphone?.enabled).toBe(false);
    h.media.mute(false);
    expect(tracks.microphone?.enabled).toBe(true);
  });

  it('is passed over where another program holds it', async () => {
    const h = machine({}, { camera: { name: 'usb' } });
    await h.media.open();
    h.busy.add('other');
    await h.plug(...plugged, other);
    expect(h.now).toMatchObject({ camera: 'cam', problems: {} });
    await h.plug(microphone, other, speaker);
    expect(h.now).toMatchObject({ camera: null, problems: { camera: 'in-use' } });
  });

  it('is not asked for again where the person said no', async () => {
    const h = machine({ video: 'NotAllowedError' });
    await h.media.open();
    const before = h.wished.length;
    await h.plug(...plugged, other);
    expect(h.wished).toHaveLength(before);
    expect(h.now.problems).toEqual({ camera: 'not-allowed' });
  });

  it('is not looked for after the call', async () => {
    const h = machine();
    await h.media.open();
    h.media.close();
    const before = h.given.length;
    await h.plug(...plugged, other);
    expect(h.given).toHaveLength(before);
  });

  it('leaves the sound on the next loudspeaker, or says that there is none', async () => {
    const h = machine({}, { speaker: { name: 'スピーカー' } });
    const lid = { kind: 'audiooutput', deviceId: 'lid', label: 'Built-in' } as const;
    await h.media.open();
    await h.plug(microphone, camera, lid);
    expect(h.now).toMatchObject({ speaker: 'lid', problems: {} });
    await h.plug(microphone, camera);
    expect(h.now).toMatchObject({ speaker: null, problems: { speaker: 'unplugged' } });
    await h.plug(microphone, camera, lid, speaker);
    expect(h.now).toMatchObject({ speaker: 'out', problems: {} });
  });
});

describe('the machine’s own devices', () => {
  it('are opened first, by a part of their names', async () => {
    const h = machine({}, { microphone: { name: 'HEADSET' }, camera: { spare: 'カメラ' } });
    await h.plug(headset, ...plugged, other);
    await h.media.open();
    expect(h.now).toMatchObject({ microphone: 'headset', camera: 'other', speaker: 'out' });
    expect(h.given).toHaveLength(2);
  });

  it('are found once the person has allowed them, where the browser tells no names before', async () => {
    const h = machine({}, { camera: { name: 'usb' } });
    const nameless = { ...other, deviceId: '' };
    await h.plug(microphone, camera, nameless);
    await h.media.open();
    expect(h.now.camera).toBe('cam');
    await h.plug(microphone, camera, other);
    expect(h.now.camera).toBe('other');
  });
});

describe('the second camera', () => {
  const scanner: Plugged = { kind: 'videoinput', deviceId: 'doc', label: '書画カメラ' };
  const withSecond = [...plugged, scanner];

  it('is another one than shows the person, opened when it is wanted and closed at once', async () => {
    const { media, plug, given, wished } = machine();
    await media.open();
    expect(media.hasSecond()).toBe(false);
    expect(await media.openSecond()).toBe('not-found');
    await plug(...withSecond);
    expect([media.hasSecond(), media.snapshot().tracks.second]).toEqual([true, null]);
    expect(await media.openSecond()).toBeNull();
    expect(wished.at(-1)).toMatchObject({ video: { deviceId: { exact: 'doc' } } });
    expect(media.snapshot().tracks.second?.contentHint).toBe('detail');
    media.closeSecond();
    expect([media.snapshot().tracks.second, given.at(-1)?.stopped]).toEqual([null, true]);
  });

  it('is closed again when it opens after nobody wants it any more', async () => {
    const { media, plug, given } = machine();
    await media.open();
    await plug(...withSecond);
    const opening = media.openSecond();
    media.closeSecond();
    await opening;
    expect([media.snapshot().tracks.second, given.at(-1)?.stopped]).toEqual([null, true]);
  });

  it('says that another program holds it, and is gone when it is unplugged', async () => {
    const { media, plug, busy } = machine();
    await media.open();
    await plug(...withSecond);
    busy.add('doc');
    expect(await media.openSecond()).toBe('in-use');
    busy.clear();
    expect(await media.openSecond()).toBeNull();
    await plug(...plugged);
    expect([media.snapshot().tracks.second, media.hasSecond()]).toEqual([null, false]);
    expect(media.snapshot().tracks.camera).not.toBeNull();
  });
});

describe('a camera that is not needed', () => {
  it('is not opened, closes at once, and comes back when it is needed again', async () => {
    const at = machine();
    at.media.needCamera(false);
    await at.media.open();
    expect([at.now.camera, at.now.microphone, at.now.problems]).toEqual([null, 'mic', {}]);
    at.media.needCamera(true);
    await at.plug(...plugged);
    expect(at.now.camera).toBe('cam');
    at.media.needCamera(false);
    expect([at.now.camera, at.given.filter(({ kind, stopped }) => kind === 'video' && !stopped)]).toEqual([
      null,
      [],
    ]);
    await at.plug(...plugged);
    await at.media.choose('camera', 'cam');
    expect([at.now.camera, at.now.problems]).toEqual([null, {}]);
  });

  it('is let go when it opens too late', async () => {
    const at = machine();
    const opening = at.media.open();
    at.media.needCamera(false);
    await opening;
    expect([at.now.camera, at.now.microphone]).toEqual([null, 'mic']);
    expect(at.given.filter(({ kind, stopped }) => kind === 'video' && !stopped)).toEqual([]);
  });
});
