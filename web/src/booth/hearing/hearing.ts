// 聞き方: how a resident hears the officer, and by what they are heard. In an open place the first of these is best that the
// booth has and the person can use; nobody has to.

import type { Device, DeviceKind, LocalMedia } from '../../rtc/media';
import { isCalled } from '../../rtc/rank';
import { createStore, type Watchable } from '../../store/store';

/**
 * From the quietest that is spoken to the one without any sound: 受話器, イヤホン or bone conduction, 小さい音 with free hands,
 * the loudspeaker, 筆談だけ.
 */
export type Way = 'handset' | 'earphone' | 'soft' | 'open' | 'writing';

export interface HearingState {
  readonly way: Way;
  /** Those that this booth has, in order. */
  readonly ways: readonly Way[];
}

/** A part of the name that the browser gives each of them; null where the booth has none. */
export interface Ears {
  readonly handset: string | null;
  readonly earphone: string | null;
}

export interface Hearing extends Watchable<HearingState> {
  readonly take: (way: Way) => void;
  /** The quietest way that is spoken, for a place where others listen. A way that is quiet already stays. */
  readonly hush: () => void;
  /** The handset was taken up, or put back. */
  readonly hook: (up: boolean) => void;
  /** As it is for the next person. */
  readonly reset: () => void;
}

type Spoken = 'microphone' | 'speaker';

/** Those that a booth with these devices has. */
export function waysOf(speakers: readonly Device[], ears: Ears): readonly Way[] {
  const has = (name: string | null) => speakers.some((device) => isCalled(device, name));
  return [
    ...(has(ears.handset) ? (['handset'] as const) : []),
    ...(has(ears.earphone) ? (['earphone'] as const) : []),
    'soft',
    'open',
    'writing',
  ];
}

export function createHearing(media: LocalMedia, ears: Ears): Hearing {
  const { devices } = media.snapshot();
  const store = createStore<HearingState>({ way: 'open', ways: waysOf(devices.speaker, ears) });
  /** The booth's own, while another one is in use. */
  let own: Partial<Record<Spoken, string | null>> = {};
  let mutedHere = false;

  media.subscribe(() => {
    const ways = waysOf(media.snapshot().devices.speaker, ears);
    const { way, ways: before } = store.snapshot();
    if (ways.join() === before.join()) return;
    store.update((now) => ({ ...now, ways }));
    // An earphone that is pulled out must not become the loudspeaker.
    if (!ways.includes(way)) take(quietest(ways));
  });

  function take(way: Way): void {
    const { way: before } = store.snapshot();
    if (way === before) return;
    store.update((now) => ({ ...now, way }));
    const name = way === 'handset' || way === 'earphone' ? ears[way] : null;
    for (const kind of ['speaker', 'microphone'] as const) use(kind, name);
    if (way === 'writing') {
      mutedHere = !media.snapshot().muted;
      media.mute(true);
    } else if (before === 'writing' && mutedHere) {
      mutedHere = false;
      media.mute(false);
    }
  }

  /** The device of this name; the booth's own where there is none of it, as of an earphone without a microphone. */
  function use(kind: Spoken, name: string | null): void {
    const { devices, chosen } = media.snapshot();
    const named = devices[kind].find((device) => isCalled(device, name));
    if (named !== undefined) {
      if (!(kind in own)) own = { ...own, [kind]: chosen[kind] };
      choose(kind, named.id);
    } else if (kind in own) {
      choose(kind, own[kind] ?? null);
      const { [kind]: _back, ...rest } = own;
      own = rest;
    }
  }

  function choose(kind: DeviceKind, id: string | null): void {
    if (id !== null && media.snapshot().chosen[kind] !== id) void media.choose(kind, id);
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    take,
    hush() {
      const { way, ways } = store.snapshot();
      if (way === 'open') take(quietest(ways));
    },
    hook(up) {
      const { way, ways } = store.snapshot();
      if (up && ways.includes('handset')) take('handset');
      // Whoever hangs up does not want everybody to hear what comes next.
      else if (!up && way === 'handset') take('soft');
    },
    reset: () => take('open'),
  };
}

function quietest(ways: readonly Way[]): Way {
  return ways[0] ?? 'soft';
}
