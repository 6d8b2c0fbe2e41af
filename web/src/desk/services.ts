import { workerClock } from '../clock/clock';
import { type BookingApi, createBookingApi } from '../features/booking/api';
import { createMemoApi, type MemoApi } from '../features/memo/api';
import { type Bell, createBell } from '../features/ring/bell';
import { createLeader, type Leader } from '../features/ring/leader';
import { createLocalMedia, type LocalMedia } from '../rtc/media';
import { createSignal, type SignalClient } from '../signal/client';
import { connectWebSocket } from '../signal/socket';

/** What a desk stands on while somebody is signed in. */
export interface DeskServices {
  readonly signal: SignalClient;
  readonly media: LocalMedia;
  readonly bell: Bell;
  readonly leader: Leader;
  readonly memos: MemoApi;
  readonly bookings: BookingApi;
  readonly close: () => void;
}

/** Opens the desk. Its clock runs in a worker: a hidden desk must keep its lease, and so its 対応可. */
export function openDesk(): DeskServices {
  const signal = createSignal({
    connect: connectWebSocket('desk'),
    clock: workerClock(),
    random: Math.random,
  });
  const media = createLocalMedia(navigator.mediaDevices);
  const bell = createBell();
  const leader = createLeader(navigator.locks);
  // A place that was taken by another tab, or ended, leaves the bell to whoever is next.
  const stop = signal.subscribe(() => {
    if (signal.snapshot().link.is === 'ended') leader.close();
  });
  return {
    signal,
    media,
    bell,
    leader,
    memos: createMemoApi(fetch.bind(globalThis)),
    bookings: createBookingApi(fetch.bind(globalThis)),
    close: () => {
      stop();
      leader.close();
      bell.close();
      media.close();
      signal.close();
    },
  };
}
