import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../clock/virtual';
import type { Camera, Opened } from './camera';
import { createScanner } from './scanner';

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

/** Whatever was promised has come. */
const read = async () => {
  for (let turn = 0; turn < 4; turn++) await Promise.resolve();
};

/** A scanner whose cameras are opened by the test, one after the other. */
function hall() {
  const clock = new VirtualClock();
  const asked: { readonly id: string | null; readonly answer: (opened: Opened) => void }[] = [];
  const sight: { text: string | null; looks: number } = { text: null, looks: 0 };
  const scanner = createScanner({
    clock,
    open: (id) => new Promise((answer) => void asked.push({ id, answer })),
    look: async () => {
      sight.looks += 1;
      return sight.text;
    },
    wanted: (text) => text === CODE,
  });
  /** Lets time pass, and what is looked at be read. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 200) {
      clock.pass(200);
      await read();
    }
  };
  const give = async (opened: Opened) => {
    asked.at(-1)?.answer(opened);
    await read();
  };
  const opened = async (camera = new FakeCamera()) => {
    scanner.start();
    await give({ is: 'open', camera });
    return camera;
  };
  return { pass, asked, sight, scanner, give, opened };
}

describe('a scanner', () => {
  it('reads a wanted code, and has the camera off by then', async () => {
    const { pass, sight, scanner, opened } = hall();
    const camera = await opened();
    await pass(1_000);
    expect(scanner.snapshot()).toEqual({ is: 'looking', camera, foreign: false });
    sight.text = CODE;
    await pass(200);
    expect(scanner.snapshot()).toEqual({ is: 'read', text: CODE });
    expect(camera.closed).toBe(true);
    const { looks } = sight;
    await pass(120_000);
    expect(sight.looks).toBe(looks);
  });

  it('looks five times a second and no more often', async () => {
    const { pass, sight, opened } = hall();
    await opened();
    await pass(10_000);
    expect(sight.looks).toBe(50);
  });

  it('says that a code is none of ours, and goes on looking', async () => {
    const { pass, sight, scanner, opened } = hall();
    const camera = await opened();
    sight.text = 'https://example.invalid/';
    await pass(200);
    expect(scanner.snapshot()).toEqual({ is: 'looking', camera, foreign: true });
    expect(camera.closed).toBe(false);
    sight.text = CODE;
    await pass(200);
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
    expect(scanner.snapshot()).toEqual({ is: 'off', why: 'unplugged' });
  });

  it('turns the camera off that nobody shows anything for a minute, and on again when asked', async () => {
    const { pass, scanner, opened } = hall();
    const camera = await opened();
    await pass(60_000);
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
    const { pass, sight, scanner, give, opened } = hall();
    const camera = await opened();
    scanner.stop();
    expect(camera.closed).toBe(true);
    scanner.start();
    scanner.stop();
    const late = new FakeCamera();
    await give({ is: 'open', camera: late });
    expect(late.closed).toBe(true);
    await pass(120_000);
    expect(sight.looks).toBe(0);
  });

  it('does not hear what was read after it was stopped', async () => {
    const { pass, sight, scanner, opened } = hall();
    const camera = await opened();
    sight.text = CODE;
    const reading = pass(200);
    scanner.stop();
    await reading;
    expect(scanner.snapshot()).toEqual({ is: 'looking', camera, foreign: false });
  });
});
