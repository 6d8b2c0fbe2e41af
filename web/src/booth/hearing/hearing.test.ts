import { expect, test } from 'vitest';
import type { Device, DeviceKind, LocalMedia, LocalState } from '../../rtc/media';
import { createStore } from '../../store/store';
import { createHearing, waysOf } from './hearing';

const LOUD = { id: 'loud', name: 'Jabra Speak' };
const HANDSET = { id: 'handset', name: 'USB Handset' };
const BONE = { id: 'bone', name: 'Bone Conduction' };
const ROOM = { id: 'room', name: 'Jabra Speak' };
const MOUTHPIECE = { id: 'mouthpiece', name: 'USB Handset' };
const ears = { handset: 'handset', earphone: 'bone' };

function booth(speaker: readonly Device[], microphone: readonly Device[] = [ROOM, MOUTHPIECE]) {
  const store = createStore({
    muted: false,
    devices: { speaker, microphone, camera: [] },
    chosen: { speaker: 'loud', microphone: 'room', camera: null },
  } as unknown as LocalState);
  const media = {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    choose: async (kind: DeviceKind, id: string) =>
      store.update((now) => ({ ...now, chosen: { ...now.chosen, [kind]: id } })),
    mute: (muted: boolean) => store.update((now) => ({ ...now, muted })),
  } as unknown as LocalMedia;
  const hearing = createHearing(media, ears);
  return {
    hearing,
    media,
    plug: (speaker: readonly Device[]) =>
      store.update((now) => ({ ...now, devices: { ...now.devices, speaker } })),
    used: () => [store.snapshot().chosen.speaker, store.snapshot().chosen.microphone],
  };
}

test('a booth offers what it has, the quietest first, and always to write alone', () => {
  expect(waysOf([LOUD, HANDSET, BONE], ears)).toEqual(['handset', 'earphone', 'soft', 'open', 'writing']);
  expect(waysOf([LOUD], ears)).toEqual(['soft', 'open', 'writing']);
  expect(waysOf([LOUD, HANDSET], { handset: null, earphone: null })).toEqual(['soft', 'open', 'writing']);
});

test('the handset is heard and spoken into, an earphone without a microphone leaves that as it is', () => {
  const { hearing, used } = booth([LOUD, HANDSET, BONE]);
  hearing.take('handset');
  expect(used()).toEqual(['handset', 'mouthpiece']);
  hearing.take('earphone');
  expect(used()).toEqual(['bone', 'room']);
  hearing.take('open');
  expect(used()).toEqual(['loud', 'room']);
});

test('taking the handset up is enough, and putting it back is no loudspeaker', () => {
  const { hearing, used } = booth([LOUD, HANDSET]);
  hearing.hook(true);
  expect(used()).toEqual(['handset', 'mouthpiece']);
  hearing.hook(false);
  expect([hearing.snapshot().way, ...used()]).toEqual(['soft', 'loud', 'room']);
  hearing.hook(false);
  expect(hearing.snapshot().way).toBe('soft');
});

test('a hook without a known handset changes nothing', () => {
  const { hearing } = booth([LOUD]);
  hearing.hook(true);
  expect(hearing.snapshot().way).toBe('open');
});

test('a place where others listen gets the quietest way, and a choice that is quiet stays', () => {
  const { hearing } = booth([LOUD, HANDSET, BONE]);
  hearing.hush();
  expect(hearing.snapshot().way).toBe('handset');
  hearing.take('earphone');
  hearing.hush();
  expect(hearing.snapshot().way).toBe('earphone');
});

test('what is pulled out never becomes the loudspeaker', () => {
  const { hearing, plug } = booth([LOUD, BONE]);
  hearing.take('earphone');
  plug([LOUD]);
  expect(hearing.snapshot()).toEqual({ way: 'soft', ways: ['soft', 'open', 'writing'] });
});

test('who only writes is not heard, and is heard again as they were', () => {
  const { hearing, media } = booth([LOUD]);
  hearing.take('writing');
  expect(media.snapshot().muted).toBe(true);
  hearing.take('soft');
  expect(media.snapshot().muted).toBe(false);
  media.mute(true);
  hearing.take('writing');
  hearing.reset();
  expect([media.snapshot().muted, hearing.snapshot().way]).toEqual([true, 'open']);
});
