import { type Clock, pageClock } from '../clock/clock';
import type {
  CallState,
  CallView,
  Code,
  FromSfu,
  Line,
  PartyId,
  PartyPrivacy,
  Privacy,
  ToSfu,
} from '../generated/protocol';
import type { SignalClient } from '../signal/client';
import { createStore, type Watchable } from '../store/store';
import { type Attempt, openAttempt, type Tracks } from './attempt';
import { Relay, type RelayChannel } from './channel';
import { emptyRoom, heard, parseControl, type Room } from './control';
import { type LinkInput, type LinkState, step } from './link';
import { isStricter, privacyOf, uncovered } from './privacy';
import { judge, type LineSample, measure, sample, type Verdict } from './quality';
import { createWhip, type Whip } from './whip';

/** Something to show or play: what a party sends us on one of its lines. */
export interface RemoteSource {
  readonly party: PartyId;
  readonly line: Line;
  /** Stays the same while the connection lives. */
  readonly stream: MediaStream;
}

export function isPicture({ line }: RemoteSource): boolean {
  return line !== 'microphone';
}

/** The call's media as a face shows it. */
export interface CallMedia {
  readonly link: LinkState;
  readonly sources: readonly RemoteSource[];
  /** Our own 画面をかくす: covers our tracks at once, and lifts only what the SFU has lifted. Anybody may cover us. */
  readonly privacy: Privacy;
  /** Our own 音声優先: no picture leaves, and none arrives once the SFU has heard of it. */
  readonly soundFirst: boolean;
  /** Who of the others is covered, has the sound first, or is lost. */
  readonly theirPrivacy: readonly PartyPrivacy[];
  readonly theirSoundFirst: readonly PartyId[];
  readonly lost: readonly PartyId[];
  readonly quality: Verdict;
}

/** One party's side of one call. Nothing of it throws or rejects. */
export interface CallClient extends Watchable<CallMedia> {
  readonly panel: RelayChannel;
  readonly bulk: RelayChannel;
  readonly pointer: RelayChannel;
  /** 画面をかくす, 声だけもどす or 画面をもどす. True once the SFU has done it; else it is asked again as soon as it can be. */
  readonly setPrivacy: (privacy: Privacy) => Promise<boolean>;
  /** 音声優先, or pictures again. It outlives a connection; the sound never stops for it. */
  readonly putSoundFirst: (on: boolean) => void;
  /** Takes our media away for good; also done when the call ends. */
  readonly leave: () => void;
}

/** What the client stands on; tests hand in their own. */
export interface Surroundings {
  readonly clock: Clock;
  readonly whip: Whip;
  /** Makes a connection; each of a call has the same certificate. */
  readonly peer: () => Promise<RTCPeerConnection>;
}

/** The browser's. */
export function browserSurroundings(): Surroundings {
  const certificate = RTCPeerConnection.generateCertificate({
    name: 'ECDSA',
    namedCurve: 'P-256',
  } as EcKeyGenParams);
  certificate.catch(() => {});
  return {
    clock: pageClock,
    whip: createWhip(fetch.bind(globalThis), location.href),
    peer: async () =>
      new RTCPeerConnection({ bundlePolicy: 'max-bundle', certificates: [await certificate] }),
  };
}

const STATS_MS = 2_000;
const PRIVACY_MS = 5_000;
const alive: readonly CallState[] = ['accepted', 'connecting', 'in-call', 'reconnecting'];
const silence: Tracks = { microphone: null, camera: null, second: null };

/**
 * Joins as soon as the call is accepted, and again whenever signaling or the connection says so, until the call ends.
 * `media` is watched: what it changes is sent.
 */
export function joinCall({
  signal,
  call,
  media,
  around = browserSurroundings(),
}: {
  readonly signal: SignalClient;
  readonly call: Pick<CallView, 'call'>;
  readonly media: Watchable<{ readonly tracks: Tracks }>;
  readonly around?: Surroundings;
}): CallClient {
  const { clock, whip } = around;
  const store = createStore<CallMedia>({
    link: { is: 'idle' },
    sources: [],
    privacy: uncovered,
    soundFirst: false,
    theirPrivacy: [],
    theirSoundFirst: [],
    lost: [],
    quality: { level: 'good' },
  });
  const relays = { panel: new Relay(), bulk: new Relay(), pointer: new Relay() };
  let room: Room = emptyRoom;
  let attempt: Attempt | null = null;
  let resource: URL | null = null;
  /** Counts attempts here, so that what an earlier one still says is not taken for the latest. */
  let generation = 0;
  let control: RTCDataChannel | null = null;
  let us: PartyId | null = null;
  let wasLost = false;
  let cancelWait = () => {};
  let before: LineSample | null = null;
  let asked = 0;
  /** What was asked for last, until the SFU has done it. What it tells meanwhile is older. */
  let wish: { readonly id: number; readonly privacy: Privacy } | null = null;
  const waitingFor = new Map<number, (done: boolean) => void>();

  const learn = (news: Partial<CallMedia>) => store.update((now) => ({ ...now, ...news }));

  function input(news: LinkInput): void {
    const next = step(store.snapshot().link, news);
    if (next === null) return;
    cancelWait();
    cancelWait = next.wait === undefined ? () => {} : clock.after(next.wait, () => input({ type: 'timer' }));
    learn({ link: next.state });
    if (next.act === 'join') void join();
    else if (next.act === 'restart') void restart();
    else if (next.act === 'leave') depart();
  }

  function facts(): void {
    const { call: view } = signal.snapshot();
    if (view?.call !== call.call) {
      // No call is known before the first welcome; one that was joined and is gone has ended.
      if (store.snapshot().link.is !== 'idle' && signal.snapshot().link.is === 'open')
        input({ type: 'leave' });
      return;
    }
    us = view.you;
    const presence = view.parties.find(({ party }) => party === view.you)?.presence;
    const isLost = presence === 'lost' || presence === 'gone';
    const lost = isLost && !wasLost;
    wasLost = isLost;
    input({ type: 'call', epoch: view.epoch, alive: alive.includes(view.state), lost });
  }

  async function join(): Promise<void> {
    close();
    generation += 1;
    const mine = generation;
    const current = () => mine === generation;
    const { link } = store.snapshot();
    if (link.is !== 'joining') return;
    try {
      const peer = await around.peer();
      const made = await openAttempt(peer, tracks(), {
        state: (state) => current() && input({ type: 'peer', state }),
        channel: (label, channel) => {
          if (label === 'control') attachControl(channel);
          else relays[label].attach(channel);
        },
      });
      if (!current()) return made.close();
      attempt = made;
      // A camera that came, or a cover that was asked for, while the browser made its offer.
      made.send(tracks());
      const request = { type: 'request-grant', call: call.call, epoch: link.epoch } as const;
      const grant = await signal.request({ ...request, fingerprint: made.fingerprint });
      if (!current()) return;
      if (grant.type === 'refused') return input({ type: 'refused', code: grant.problem.code });
      if (grant.type !== 'grant') return input({ type: 'unreachable' });
      us = grant.party;
      input({ type: 'granted' });
      const joined = await whip.join(grant.url, grant.token, made.offer);
      if (joined.is === 'joined' && !current()) return void whip.leave(joined.resource);
      if (!current()) return;
      if (joined.is === 'refused') return input({ type: 'refused', code: joined.code });
      if (joined.is === 'unreachable') return input({ type: 'unreachable' });
      resource = joined.resource;
      await made.accept(joined.answer);
      show();
    } catch {
      // The browser could not make or take a description: as good as not having reached anybody.
      if (current()) input({ type: 'unreachable' });
    }
  }

  async function restart(): Promise<void> {
    const mine = generation;
    try {
      if (attempt === null || resource === null) return input({ type: 'restart-failed' });
      const restarted = await whip.restart(resource, await attempt.restart());
      if (mine !== generation) return;
      if (restarted.is === 'restarted') await attempt.accept(restarted.answer);
      else input({ type: 'restart-failed' });
    } catch {
      if (mine === generation) input({ type: 'restart-failed' });
    }
  }

  function attachControl(channel: RTCDataChannel): void {
    control = channel;
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = channel === control && typeof data === 'string' ? parseControl(data) : null;
      if (message !== null) hear(message);
    };
    channel.onopen = () => {
      if (channel !== control) return;
      // What was to be lifted is asked for again. Of a cover the SFU says itself what it knows: it may be another one, or
      // may have covered us meanwhile.
      const lifts = wish !== null && isStricter(store.snapshot().privacy, wish.privacy);
      if (wish !== null && lifts) void ask(wish.privacy);
      else wish = null;
      if (store.snapshot().soundFirst) askSoundFirst();
    };
  }

  function hear(message: FromSfu): void {
    if (message.type === 'done') settle(message.id, true);
    if (message.type === 'refused' && message.id !== null) settle(message.id, false);
    const next = heard(room, message);
    room = next.room;
    if (message.type === 'privacy') heed();
    if (next.answer !== undefined) tell(next.answer);
    show();
  }

  function tell(message: ToSfu): boolean {
    if (control?.readyState !== 'open') return false;
    control.send(JSON.stringify(message));
    return true;
  }

  function settle(id: number, done: boolean): void {
    waitingFor.get(id)?.(done);
    waitingFor.delete(id);
  }

  /** What the SFU tells of us: who covered us, we did not know; where it let more pass than we want, it is told. */
  function heed(): void {
    if (wish !== null) return;
    const ours = store.snapshot().privacy;
    const told = privacyOf(room.privacy, us);
    if (isStricter(ours, told)) return void ask(ours);
    if (told.is === 'off') return;
    learn({ privacy: told });
    attempt?.send(tracks());
  }

  function ask(privacy: Privacy): Promise<boolean> {
    asked += 1;
    const id = asked;
    wish = { id, privacy };
    return new Promise((done) => {
      const cancel = clock.after(PRIVACY_MS, () => settle(id, false));
      waitingFor.set(id, (confirmed) => {
        cancel();
        if (confirmed && wish?.id === id) {
          wish = null;
          learn({ privacy });
          attempt?.send(tracks());
        }
        done(confirmed);
      });
      if (!tell({ type: 'set-privacy', id, privacy })) settle(id, false);
    });
  }

  /** Where it cannot be told, the connection is gone, and the next one is told. */
  function askSoundFirst(): void {
    asked += 1;
    tell({ type: 'sound-first', id: asked, on: store.snapshot().soundFirst });
  }

  /** What may leave now: nothing while covered, no picture while it is so in part or the sound comes first. */
  function tracks(): Tracks {
    const { privacy, soundFirst } = store.snapshot();
    const { tracks } = media.snapshot();
    if (privacy.is === 'covered') return silence;
    return soundFirst || privacy.is === 'partial' ? { ...silence, microphone: tracks.microphone } : tracks;
  }

  function show(): void {
    const pair = (slots: Room['audio'], streams: readonly MediaStream[] = []) =>
      slots.flatMap((source, slot) => {
        const stream = streams[slot];
        return source === null || stream === undefined ? [] : [{ ...source, stream }];
      });
    // What of pictures still arrives before the SFU has heard of it is not shown either.
    const pictures = store.snapshot().soundFirst ? [] : pair(room.video, attempt?.video);
    const sources = [...pair(room.audio, attempt?.audio), ...pictures];
    const theirSoundFirst = room.soundFirst.filter((party) => party !== us);
    const theirPrivacy = room.privacy.filter(({ party }) => party !== us);
    learn({ sources, theirPrivacy, theirSoundFirst, lost: room.lost });
  }

  async function look(): Promise<void> {
    if (store.snapshot().link.is === 'left') return;
    clock.after(STATS_MS, () => void look());
    const mine = generation;
    const report = await attempt?.stats().catch(() => null);
    if (report == null || mine !== generation) return;
    const now = sample(report);
    const quality = judge(room.quality, us, before === null ? 'good' : measure(before, now));
    before = now;
    learn({ quality });
  }

  function close(): void {
    attempt?.close();
    attempt = null;
    resource = null;
    control = null;
    before = null;
    room = emptyRoom;
    for (const id of [...waitingFor.keys()]) settle(id, false);
    show();
  }

  function depart(): void {
    generation += 1;
    if (resource !== null) void whip.leave(resource);
    close();
    for (const stop of watching) stop();
  }

  const watching = [signal.subscribe(facts), media.subscribe(() => attempt?.send(tracks()))];
  facts();
  void look();
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    ...relays,
    setPrivacy: (privacy) => {
      if (isStricter(privacy, store.snapshot().privacy)) {
        learn({ privacy });
        attempt?.send(tracks());
      }
      return ask(privacy);
    },
    putSoundFirst: (on) => {
      learn({ soundFirst: on });
      attempt?.send(tracks());
      askSoundFirst();
      show();
    },
    leave: () => input({ type: 'leave' }),
  };
}

/** What a refusal of the link means to the face; null while there is none. */
export function refusalOf(link: LinkState): Code | null {
  return link.is === 'refused' ? link.code : null;
}
