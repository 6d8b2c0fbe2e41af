import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual';
import {
  BELIEVED_MS,
  type Fitness,
  fit,
  judge,
  LOOK_MS,
  type Look,
  nothingSeen,
  see,
  watchFitness,
} from './fitness';
import type { LocalMedia } from './media';

const nothing: Look = { picture: null, level: null };
const moving = (turn: number): Look => ({ picture: Uint8Array.of(16, 90 + (turn % 2), 200), level: -50 });

/** What is believed after looks every two seconds for this long. */
function lasting(ms: number, look: (turn: number) => Look): Fitness {
  let seen = nothingSeen;
  for (let now = 0; now <= ms; now += LOOK_MS) seen = see(seen, look(now / LOOK_MS), now);
  return judge(seen, ms);
}

describe('a device that is there', () => {
  it('is good while something moves and sounds', () => {
    expect(lasting(60_000, moving)).toEqual(fit);
  });

  it.each([
    ['black', { picture: Uint8Array.of(16, 39, 20), level: -50 }, { camera: 'black', microphone: 'good' }],
    ['frozen', { picture: Uint8Array.of(16, 90, 200), level: -50 }, { camera: 'frozen', microphone: 'good' }],
    ['silent', { picture: null, level: -86 }, { camera: 'good', microphone: 'silent' }],
  ] as const)('is believed to be %s after a while, not at once', (_name, look, fitness) => {
    expect(lasting(BELIEVED_MS - LOOK_MS, () => look)).toEqual(fit);
    expect(lasting(BELIEVED_MS + LOOK_MS, () => look)).toEqual(fitness);
  });

  it('is good again with the first look that finds something', () => {
    const turn = (at: number) => (at < 20 ? { picture: Uint8Array.of(16), level: -120 } : moving(at));
    expect(lasting(38_000, turn)).toEqual({ camera: 'black', microphone: 'silent' });
    expect(lasting(40_000, turn)).toEqual(fit);
  });

  it('is not judged by what it gives while it is off', () => {
    expect(lasting(60_000, () => nothing)).toEqual(fit);
  });
});

describe('watching a call', () => {
  function watching() {
    const clock = new VirtualClock();
    const tracks = { camera: { enabled: true }, microphone: { enabled: true } };
    const looked: unknown[][] = [];
    const told: Fitness[] = [];
    let covered = false;
    let closed = false;
    const stop = watchFitness({
      media: { snapshot: () => ({ tracks }) } as unknown as LocalMedia,
      isCovered: () => covered,
      senses: {
        look: (...given) => {
          looked.push(given.map((track) => track !== null));
          return { picture: given[0] && Uint8Array.of(16), level: given[1] && -120 };
        },
        close: () => {
          closed = true;
        },
      },
      clock,
      tell: (fitness) => told.push(fitness),
    });
    const cover = (on: boolean) => {
      covered = on;
    };
    return { clock, tracks, looked, told, stop, cover, isClosed: () => closed };
  }

  it('tells what changed, once', () => {
    const { clock, told } = watching();
    clock.pass(60_000);
    expect(told).toEqual([{ camera: 'black', microphone: 'silent' }]);
  });

  it('looks at nothing that is muted, off or covered', () => {
    const { clock, tracks, looked, told, cover } = watching();
    tracks.camera.enabled = false;
    clock.pass(LOOK_MS);
    tracks.microphone.enabled = false;
    clock.pass(LOOK_MS);
    tracks.camera.enabled = true;
    cover(true);
    clock.pass(60_000);
    expect(looked.slice(0, 3)).toEqual([
      [false, true],
      [false, false],
      [false, false],
    ]);
    expect(told).toEqual([]);
  });

  it('lets go of the devices when it is stopped', () => {
    const { clock, looked, stop, isClosed } = watching();
    stop();
    clock.pass(60_000);
    expect([looked, isClosed()]).toEqual([[], true]);
  });
});
