// Looks through a camera until it has read what it was to read. The camera is on for no longer than that.

import type { Clock } from '../../clock/clock';
import type { DeviceProblem } from '../../rtc/media';
import { createStore, type Watchable } from '../../store/store';
import type { Camera, Opened } from './camera';

export type Scan =
  | { readonly is: 'opening' }
  /** `foreign`: what the camera saw last is a QR code, and not one that is wanted here. */
  | { readonly is: 'looking'; readonly camera: Camera; readonly foreign: boolean }
  | { readonly is: 'read'; readonly text: string }
  /** Off, and why. `unread`: nobody showed anything. */
  | { readonly is: 'off'; readonly why: DeviceProblem | 'unread' };

/** What a scanner stands on. */
export interface Surroundings {
  readonly clock: Clock;
  readonly open: (id: string | null) => Promise<Opened>;
  /** The text of the code that the camera shows now; null where there is none. */
  readonly look: () => Promise<string | null>;
  /** Whether a text is of the kind that is wanted. */
  readonly wanted: (text: string) => boolean;
}

export interface Scanner extends Watchable<Scan> {
  readonly start: () => void;
  /** Turns to the next camera. */
  readonly turn: () => void;
  /** Turns the camera off; nothing is read any more. */
  readonly stop: () => void;
}

/** At most five pictures a second are looked at: a hand that holds a code is no faster. */
const PACE_MS = 200;
/** A camera that nobody shows anything goes off. */
const PATIENCE_MS = 60_000;

export function createScanner({ clock, open, look, wanted }: Surroundings): Scanner {
  const store = createStore<Scan>({ is: 'opening' });
  let nextGlance = () => {};
  let patience = () => {};
  /** Counts the openings: a camera that comes too late is closed at once, a text is not heard. */
  let opening = 0;

  function release(): void {
    opening += 1;
    nextGlance();
    patience();
    const scan = store.snapshot();
    if (scan.is === 'looking') scan.camera.close();
  }

  function end(scan: Scan): void {
    release();
    store.set(scan);
  }

  async function openThe(id: string | null): Promise<void> {
    end({ is: 'opening' });
    const mine = opening;
    const opened = await open(id);
    if (mine !== opening) {
      if (opened.is === 'open') opened.camera.close();
      return;
    }
    if (opened.is === 'shut') return end({ is: 'off', why: opened.why });
    const { camera } = opened;
    camera.onLost(() => {
      if (mine === opening) end({ is: 'off', why: 'unplugged' });
    });
    store.set({ is: 'looking', camera, foreign: false });
    patience = clock.after(PATIENCE_MS, () => end({ is: 'off', why: 'unread' }));
    glance(camera);
  }

  function glance(camera: Camera): void {
    nextGlance = clock.after(PACE_MS, async () => {
      const mine = opening;
      const text = await look();
      if (mine !== opening) return;
      if (text !== null && wanted(text)) return end({ is: 'read', text });
      if (text !== null) store.set({ is: 'looking', camera, foreign: true });
      glance(camera);
    });
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    start: () => void openThe(null),
    turn: () => {
      const scan = store.snapshot();
      if (scan.is === 'looking' && scan.camera.next !== null) void openThe(scan.camera.next);
    },
    stop: release,
  };
}
