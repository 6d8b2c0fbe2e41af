import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../clock/virtual';
import type { Camera, Opened } from './camera';
import type { Pixels } from './read';
import { createScanner } from './scanner';
import { photographed } from './sim';

const CODE = '7HKM-XA3E-94TR';

class FakeCamera implements Camera {
  readonly stream = {} as MediaStream;
  readonly mirrored = true;
  closed = false;
  lose = () => {};
  constructor(readonly next: string | null = null) {}
  readonly close = () => {
    this.closed = true;
  };
  readonly onLost = (act: () => void) => {
    this.lose = act;
  };
}

/** A scanner whose cameras are opened by the test, one after the other. */
function hall() {
  const clock = new VirtualClock();
  const asked: { readonly id: string | null; readonly answer: (opened: Opened) => void }[] = [];
  const sight: { picture: Pixels | null; looks: number } = { picture: null, looks: 0 };
  const scanner = createScanner({
    clock,
    open: (id) => new Promise((answer) => void asked.push({ id, answer })),
    look: () => {
      sight.looks += 1;
      return sight.picture;
    },
    wanted: (text) => text === CODE,
  });
  const give = async (opened: Opened) => {
    asked.at(-1)?.answer(opened);
    await Promise.resolve();
    await Promise.resolve();
  };
  const opened = async (camera = new FakeCamera()) => {
    scanner.start();
    await give({ is: 'open', camera });
    return camera;
  };
  return { clock, asked, sight, scanner, give, opened };
}

describe('a scanner', () => {
  it('reads a wanted code, and has the camera off by then', async () => {
    const { clock, sight, scanner, opened } = hall();
    const camera = await opened();
    clock.pass(1_000);
    expect(scanner.snapshot()).toEqual({ is: 'looking', camera, foreign: false });
    sight.picture = photographed(CODE);
    clock.pass(200);
    expect(scanner.snapshot()).toEqual({ is: 'read', text: CODE });
    expect(camera.closed).toBe(true);
    const { looks } = sight;
    clock.pass(120_000);
    expect(sight.looks).toBe(looks);
  });

  it('looks five times a second and no more often', async () => {
    const { clock, sight, opened } = hall();
    await opened();
    clock.pass(10_000);
    expect(sight.looks).toBe(50);
  });

  it('says that a code is none of ours, and goes on looking', async () => {
    const { clock, sight, scanner, opened } = hall();
    const camera = await opened();
    sight.picture = photographed('https://example.invalid/');
    clock.pass(200);
    expect(scanner.snapshot()).toEqual({ is: 'looking', camera, foreign: true });
    expect(camera.closed).toBe(false);
    sight.picture = photographed(CODE);
    clock.pass(200);
    expect(scanner.snapshot()).toEqual({ is: 'read', text: CODE });
  });

  it.each(['not-allowed', 'not-found', 'in-use', 'failed'] as const)(
    'tells why there is no camera: %s',
    async (why) => {
      const { scanner, give } = hall();
      scanner.start();
      await give({ is: 'shut', why });
      expect(scanner.snapshot()).toEqual({ is: 'off', why });
    },
  );

  it('says so when its camera is unplugged', async () => {
    const { scanner, opened } = hall();
    const camera = await opened();
    camera.lose();
    expect(scanner.snapshot()).toEqual({ is: 'off', why: 'not-found' });
  });

  it('turns the camera off that nobody shows anything for a minute, and on again when asked', async () => {
    const { clock, scanner, opened } = hall();
    const camera = await opened();
    clock.pass(60_000);
    expect(scanner.snapshot()).toEqual({ is: 'off', why: 'unread' });
    expect(camera.closed).toBe(true);
    const second = await opened();
    expect(scanner.snapshot()).toEqual({ is: 'looking', camera: second, foreign: false });
  });

  it('turns to the next camera, with the first one off', async () => {
    const { asked, scanner, give, opened } = hall();
    const front = await opened(new FakeCamera('back'));
    scanner.turn();
    expect(front.closed).toBe(true);
    expect(asked.map(({ id }) => id)).toEqual([null, 'back']);
    const back = new FakeCamera('front');
    await give({ is: 'open', camera: back });
    expect(scanner.snapshot()).toEqual({ is: 'looking', camera: back, foreign: false });
  });

  it('turns nowhere when there is one camera', async () => {
    const { asked, scanner, opened } = hall();
    const camera = await opened();
    scanner.turn();
    expect([asked.length, camera.closed]).toEqual([1, false]);
  });

  it('has the camera off once it is stopped, even one that comes too late', async () => {
    const { clock, sight, scanner, give, opened } = hall();
    const camera = await opened();
    scanner.stop();
    expect(camera.closed).toBe(true);
    scanner.start();
    scanner.stop();
    const late = new FakeCamera();
    await give({ is: 'open', camera: late });
    expect(late.closed).toBe(true);
    clock.pass(120_000);
    expect(sight.looks).toBe(0);
  });
});
