import { describe, expect, it } from 'vitest';
import type { Tracks } from '../../rtc/attempt';
import type { LocalMedia, LocalState } from '../../rtc/media';
import { createStore } from '../../store/store';
import type { Kept, PictureChoice } from './kept';
import { middle, type Oval } from './oval';
import { createPicture } from './picture';

/** A track that tells what it shows. */
class FakeTrack {
  enabled = true;
  live = true;
  contentHint = '';
  constructor(
    readonly shows: 'room' | 'blurred room' | 'card',
    readonly of = '',
  ) {}
  stop() {
    this.live = false;
  }
}
const asTrack = (track: FakeTrack) => track as unknown as MediaStreamTrack;
const asFake = (track: MediaStreamTrack) => track as unknown as FakeTrack;

/** A desk whose devices are opened, swapped and lost, and whose browser blurs, or fails to, as told. */
function desk(choice: PictureChoice, browser: { ownBlur?: 'works' | 'refuses'; noWorker?: true } = {}) {
  const store = createStore<Pick<LocalState, 'isOpen' | 'cameraOff'> & { readonly tracks: Tracks }>({
    isOpen: false,
    cameraOff: false,
    tracks: { microphone: null, camera: null, second: null },
  });
  let needed = true;
  const cameras: FakeTrack[] = [];
  const made: FakeTrack[] = [];
  const aims: Oval[] = [];
  const kept: Kept[] = [];
  const failures: (() => void)[] = [];
  const losses = new Set<() => void>();
  const blurring = new Set<FakeTrack>();
  const make = (track: FakeTrack) => {
    made.push(track);
    return asTrack(track);
  };
  const put = (camera: FakeTrack | null) => {
    store.snapshot().tracks.camera?.stop();
    store.update((now) => ({ ...now, tracks: { ...now.tracks, camera: camera && asTrack(camera) } }));
  };
  const plug = (name: string) => {
    const camera = new FakeTrack('room', name);
    cameras.push(camera);
    put(camera);
  };
  const media = {
    ...store,
    needCamera: (need: boolean) => {
      if (need === needed) return;
      needed = need;
      if (!need) put(null);
      else if (store.snapshot().isOpen) plug('camera');
    },
  } as unknown as LocalMedia;
  const picture = createPicture({
    media,
    label: '係 3番',
    keep: { read: () => ({ choice, oval: middle }), write: (what) => kept.push(what) },
    tools: {
      copy: (camera) => {
        const isBlurred = blurring.has(asFake(camera));
        return make(new FakeTrack(isBlurred ? 'blurred room' : 'room', asFake(camera).of));
      },
      hasBlur: () => browser.ownBlur !== undefined,
      blur: async (camera, on) => {
        if (!on) blurring.delete(asFake(camera));
        else if (browser.ownBlur === 'works') blurring.add(asFake(camera));
        return blurring.has(asFake(camera));
      },
      watchBlur: (_, onLost) => {
        losses.add(onLost);
        return () => losses.delete(onLost);
      },
      cover: (camera, oval, onFailed) => {
        if (browser.noWorker) throw new Error('no worker');
        aims.push(oval);
        failures.push(onFailed);
        const track = make(new FakeTrack('blurred room', asFake(camera).of));
        return { track, aim: (next) => aims.push(next), close: () => track.stop() };
      },
      card: (label) => {
        const track = make(new FakeTrack('card', label));
        return { track, write: () => {}, close: () => track.stop() };
      },
    },
  });
  /** Whatever was shown to whoever watches, change by change. */
  const shown: string[] = [];
  picture.subscribe(() => {
    const { camera } = picture.snapshot().tracks;
    const words = camera === null ? 'nothing' : asFake(camera).shows;
    if (shown.at(-1) !== words) shown.push(words);
  });
  return {
    picture,
    cameras,
    aims,
    kept,
    losses,
    shown,
    plug,
    unplug: () => put(null),
    open: () => {
      store.update((now) => ({ ...now, isOpen: true }));
      if (needed) plug('camera');
    },
    close: () => {
      put(null);
      store.update((now) => ({ ...now, isOpen: false }));
    },
    turnOff: (cameraOff: boolean) => store.update((now) => ({ ...now, cameraOff })),
    fail: () => failures.at(-1)?.(),
    settle: () => new Promise<void>((done) => setImmediate(done)),
    /** Every track that could still be sent, by what it shows. */
    get alive() {
      return made.filter(({ live }) => live).map(({ shows, of }) => `${shows} ${of}`);
    },
    get sent() {
      const { camera } = picture.snapshot().tracks;
      return camera === null ? null : asFake(camera);
    },
  };
}

describe('what of the officer is sent', () => {
  it('is the camera, blurred, or the card, and nothing before the devices are opened', () => {
    for (const [choice, shows] of [
      ['camera', 'room camera'],
      ['blurred', 'blurred room camera'],
      ['card', 'card 係 3番'],
    ] as const) {
      const at = desk(choice);
      expect([at.sent, at.alive]).toEqual([null, []]);
      at.open();
      expect(at.alive).toEqual([shows]);
      at.close();
      expect([at.sent, at.alive]).toEqual([null, []]);
    }
  });

  it('never shows the room from the moment of another choice, and no track with it is left', () => {
    for (const choice of ['blurred', 'card'] as const) {
      const at = desk('camera');
      at.open();
      at.picture.choose(choice);
      expect(at.shown).toEqual(['nothing', 'room', 'nothing', choice === 'card' ? 'card' : 'blurred room']);
      expect(at.alive).toHaveLength(1);
      expect(at.alive[0]).not.toMatch(/^room/);
    }
  });

  it('uses no camera for the card, and opens one again for another choice', () => {
    const at = desk('card');
    at.open();
    expect(at.cameras).toEqual([]);
    at.picture.choose('blurred');
    expect([at.cameras.length, at.shown]).toEqual([1, ['nothing', 'card', 'nothing', 'blurred room']]);
    at.picture.choose('card');
    expect([at.cameras[0]?.live, at.alive]).toEqual([false, ['card 係 3番']]);
  });

  it('outlives another camera, and one that is unplugged', () => {
    const at = desk('blurred');
    at.open();
    at.plug('other');
    expect(at.alive).toEqual(['blurred room other']);
    at.unplug();
    expect(at.alive).toEqual([]);
    at.plug('third');
    expect(at.alive).toEqual(['blurred room third']);
    expect(at.shown).not.toContain('room');
  });

  it('is the card once blurring fails, until the officer chooses anew', () => {
    const at = desk('blurred');
    at.open();
    at.fail();
    expect(at.alive).toEqual(['card 係 3番']);
    expect(at.picture.snapshot()).toMatchObject({ failed: true, choice: 'blurred', sent: 'card' });
    expect(at.cameras.every(({ live }) => !live)).toBe(true);
    at.close();
    at.open();
    expect(at.alive).toEqual(['card 係 3番']);
    at.picture.choose('blurred');
    expect([at.alive, at.picture.snapshot().failed]).toEqual([['blurred room camera'], false]);
    expect(at.shown).not.toContain('room');
  });

  it('is the card where blurring cannot even begin, and is not undone by a late failure', () => {
    const at = desk('blurred', { noWorker: true });
    at.open();
    expect(at.alive).toEqual(['card 係 3番']);
    const later = desk('blurred');
    later.open();
    later.picture.choose('camera');
    later.fail();
    expect(later.alive).toEqual(['room camera']);
  });

  it('is blurred by the browser where it can, and shows nothing until it does', async () => {
    const at = desk('blurred', { ownBlur: 'works' });
    at.open();
    expect(at.alive).toEqual([]);
    await at.settle();
    expect([at.alive, at.picture.snapshot().sent]).toEqual([['blurred room camera'], 'own-blur']);
    for (const lost of at.losses) lost();
    expect([at.alive, at.picture.snapshot().failed]).toEqual([['card 係 3番'], true]);
    expect(at.shown).not.toContain('room');
  });

  it('is covered by the oval where the browser refuses', async () => {
    const at = desk('blurred', { ownBlur: 'refuses' });
    at.open();
    await at.settle();
    expect([at.alive, at.picture.snapshot().sent]).toEqual([['blurred room camera'], 'blurred']);
  });

  it('is what was chosen last, where the browser is slow to blur', async () => {
    const at = desk('blurred', { ownBlur: 'works' });
    at.open();
    at.picture.choose('card');
    await at.settle();
    expect(at.alive).toEqual(['card 係 3番']);
  });

  it('is off with the camera; a card is not', () => {
    const at = desk('blurred');
    at.open();
    at.turnOff(true);
    expect(at.sent?.enabled).toBe(false);
    at.plug('other');
    expect(at.sent?.enabled).toBe(false);
    at.picture.choose('card');
    expect(at.sent?.enabled).toBe(true);
    at.picture.choose('camera');
    expect(at.sent?.enabled).toBe(false);
  });

  it('keeps the choice and the oval, which moves at once', () => {
    const at = desk('camera');
    at.open();
    at.picture.choose('blurred');
    at.picture.aim({ across: 2, near: 0.25 });
    expect(at.kept).toEqual([
      { choice: 'blurred', oval: middle },
      { choice: 'blurred', oval: { across: 1, near: 0.25 } },
    ]);
    expect(at.aims).toEqual([middle, { across: 1, near: 0.25 }]);
  });

  it('ends with the desk', () => {
    const at = desk('card');
    at.open();
    at.picture.close();
    expect([at.alive, at.sent]).toEqual([[], null]);
  });
});
