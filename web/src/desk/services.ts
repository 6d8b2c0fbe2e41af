import { workerClock } from '../clock/clock';
import { type BookingApi, createBookingApi } from '../features/booking/api';
import { createMemoApi, type MemoApi } from '../features/memo/api';
import { browserKeep } from '../features/picture/kept';
import { createPicture, type Picture } from '../features/picture/picture';
import { browserTools } from '../features/picture/tools';
import { type Bell, createBell } from '../features/ring/bell';
import { createLeader, type Leader } from '../features/ring/leader';
import { createLocalMedia, type LocalMedia } from '../rtc/media';
import { createSignal, type SignalClient } from '../signal/client';
import { connectWebSocket } from '../signal/socket';

/** What a desk stands on while somebody is signed in. */
export interface DeskServices {
  readonly signal: SignalClient;
  readonly media: LocalMedia;
  /** What of the officer is sent: of the devices' tracks, or instead of the camera's. */
  readonly picture: Picture;
  readonly bell: Bell;
  readonly leader: Leader;
  readonly memos: MemoApi;
  readonly bookings: BookingApi;
  readonly close: () => void;
}

/**
 * Opens the desk; `label` is what residents are told of the officer. Its clock runs in a worker: a hidden desk must keep
 * its lease, and so its 対応可.
 */
export function openDesk(label: string): DeskServices {
  const clock = workerClock();
  const signal = createSignal({
    connect: connectWebSocket('desk'),
    clock,
    random: Math.random,
  });
  const media = createLocalMedia(navigator.mediaDevices);
  const picture = createPicture({ media, tools: browserTools(clock), keep: browserKeep(), label });
  const bell = createBell();
  const leader = createLeader(navigator.locks);
  // A place that was taken by another tab, or ended, leaves the bell to whoever is next.
  const stop = signal.subscribe(() => {
    if (signal.snapshot().link.is === 'ended') leader.close();
  });
  return {
    signal,
    media,
    picture,
    bell,
    leader,
    memos: createMemoApi(fetch.bind(globalThis)),
    bookings: createBookingApi(fetch.bind(globalThis)),
    close: () => {
      stop();
      leader.close();
      bell.close();
      picture.close();
      media.close();
      signal.close();
    },
  };
}
