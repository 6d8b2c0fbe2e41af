import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../clock/virtual';
import type { CallState, CallView, Code, FromSfu, Presence } from '../generated/protocol';
import type { Facts, Reply, Request } from '../signal/client';
import { createStore } from '../store/store';
import type { Tracks } from './attempt';
import { joinCall } from './call';
import { FakePeer } from './fakes';
import type { Joined, Restarted } from './whip';

const camera = { kind: 'video' } as MediaStreamTrack;
const microphone = { kind: 'audio' } as MediaStreamTrack;
const hidden = { is: 'covered', by: 'booth' } as const;
const open = { is: 'off' } as const;

function view(state: CallState, more: { epoch?: number; us?: Presence } = {}): CallView {
  const parties = [{ party: 'us', role: 'staff', label: '係', presence: more.us ?? 'present' }] as const;
  return {
    call: 'c',
    epoch: more.epoch ?? 1,
    state,
    you: 'us',
    parties: [...parties],
  } as unknown as CallView;
}

/** A call whose signaling, SFU and browser are the test. */
class TestCall {
  readonly clock = new VirtualClock();
  readonly facts = createStore<Facts>({ link: { is: 'open' }, call: null, queue: [] } as unknown as Facts);
  readonly media = createStore<{ tracks: Tracks }>({ tracks: { microphone, camera, second: null } });
  readonly peers: FakePeer[] = [];
  readonly grants: Request[] = [];
  readonly left: string[] = [];
  refusal: Code | null = null;
  joined: Joined = { is: 'joined', answer: 'answer', resource: new URL('https://x.example/s') };
  restarted: Restarted = { is: 'restarted', answer: 'again' };
  readonly client;

  constructor(start: CallView | null = view('accepted')) {
    this.tell(start);
    this.client = joinCall({
      call: { call: 'c' },
      media: this.media,
      signal: {
        snapshot: this.facts.snapshot,
        subscribe: this.facts.subscribe,
        close: () => {},
        request: async (body) => {
          this.grants.push(body);
          return this.answer();
        },
      },
      around: {
        clock: this.clock,
        peer: async () => {
          const peer = new FakePeer();
          this.peers.push(peer);
          return peer as unknown as RTCPeerConnection;
        },
        whip: {
          join: async () => this.joined,
          restart: async () => this.restarted,
          leave: async (resource) => void this.left.push(resource.pathname),
        },
      },
    });
  }

  private answer(): Reply {
    if (this.refusal === null) {
      const attempt = this.grants.length;
      return {
        type: 'grant',
        id: 1,
        call: 'c',
        epoch: 1,
        party: 'us',
        attempt,
        token: 't',
        url: '/media/whip',
      };
    }
    const problem = { type: '', code: this.refusal, status: 409, title: '', errors: [] };
    return { type: 'refused', problem };
  }

  tell(call: CallView | null): void {
    this.facts.update((now) => ({ ...now, call }));
  }

  get peer(): FakePeer {
    const peer = this.peers.at(-1);
    if (peer === undefined) throw new Error('no connection was made');
    return peer;
  }

  /** Lets something happen between the next connection's lines and its description. */
  whileOffering(happens: () => void): void {
    const original = FakePeer.prototype.setLocalDescription;
    vi.spyOn(FakePeer.prototype, 'setLocalDescription').mockImplementationOnce(function (this: FakePeer) {
      happens();
      return original.call(this);
    });
  }

  /** Lets promises settle, connects, and opens the channels. */
  async connect(): Promise<void> {
    await settle();
    this.peer.become('connected');
    for (const channel of this.peer.channels.values()) channel.open();
  }

  get sending(): unknown[] {
    return this.peer.lines
      .filter(({ direction }) => direction === 'sendonly')
      .map(({ sender }) => sender.track);
  }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const quiet: Extract<FromSfu, { type: 'slots' }> = {
  type: 'slots',
  version: 1,
  audio: [null, null, null],
  video: [null, null, null, null],
};

describe('a call', () => {
  beforeEach(() => {
    vi.stubGlobal('MediaStream', class {});
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('offers the lines in their order and states its fingerprint', async () => {
    const call = new TestCall();
    await call.connect();
    expect(call.peer.lines.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual([
      'audio sendonly',
      'video sendonly',
      'video sendonly',
      ...Array(3).fill('audio recvonly'),
      ...Array(4).fill('video recvonly'),
    ]);
    expect(call.grants).toEqual([
      { type: 'request-grant', call: 'c', epoch: 1, fingerprint: Array(32).fill('AB').join(':') },
    ]);
    expect(call.peer.answers).toEqual(['answer']);
    expect(call.client.snapshot().link.is).toBe('connected');
  });

  it('waits until somebody has accepted', async () => {
    const call = new TestCall(view('ringing'));
    await settle();
    expect(call.peers).toHaveLength(0);
    call.tell(view('accepted'));
    await settle();
    expect(call.peers).toHaveLength(1);
  });

  it('knows which stream is whose by the slots, and answers the policy', async () => {
    const call = new TestCall();
    await call.connect();
    const control = call.peer.channel('control');
    const source = { party: 'them', line: 'camera' } as const;
    control.say({ ...quiet, audio: [null, null, null], video: [null, source, null, null] });
    const [shown, ...others] = call.client.snapshot().sources;
    expect([shown?.party, shown?.line, others]).toEqual(['them', 'camera', []]);
    control.say({ type: 'policy', version: 7, seen_by: [], sees: [] });
    expect(control.sent).toEqual(['{"type":"policy-ack","version":7}']);
    control.say({ ...quiet, version: 2, audio: [null], video: [null] });
    expect(call.client.snapshot().sources).toEqual([]);
  });

  it('sends what the media changes to', async () => {
    const call = new TestCall();
    await call.connect();
    const other = { kind: 'video' } as MediaStreamTrack;
    call.media.set({ tracks: { microphone, camera: other, second: null } });
    await settle();
    expect(call.sending).toEqual([microphone, other, null]);
  });

  it('sends a camera that comes while the browser makes its offer', async () => {
    const call = new TestCall();
    const tracks = call.media.snapshot();
    call.media.set({ tracks: { microphone: null, camera: null, second: null } });
    call.whileOffering(() => call.media.set(tracks));
    await call.connect();
    expect(call.sending).toEqual([microphone, camera, null]);
  });

  it('sends nothing when it is covered while the browser makes its offer', async () => {
    const call = new TestCall();
    call.whileOffering(() => void call.client.setPrivacy(hidden));
    await call.connect();
    expect(call.sending).toEqual([null, null, null]);
  });

  it('stops its tracks at once when covered, and sends again only when the SFU has uncovered it', async () => {
    const call = new TestCall();
    await call.connect();
    const control = call.peer.channel('control');
    const covered = call.client.setPrivacy(hidden);
    await settle();
    expect(call.sending).toEqual([null, null, null]);
    expect(call.client.snapshot().privacy).toEqual(hidden);
    control.say({ type: 'done', id: 1 });
    expect(await covered).toBe(true);
    const uncovered = call.client.setPrivacy(open);
    expect(call.sending).toEqual([null, null, null]);
    control.say({ type: 'privacy', parties: [{ party: 'us', privacy: hidden }] });
    control.say({ type: 'done', id: 2 });
    expect(await uncovered).toBe(true);
    await settle();
    expect(call.client.snapshot().privacy).toEqual(open);
    expect(call.sending).toEqual([microphone, camera, null]);
  });

  it('sends the voice alone once the SFU has lifted that much', async () => {
    const call = new TestCall();
    await call.connect();
    const control = call.peer.channel('control');
    void call.client.setPrivacy(hidden);
    control.say({ type: 'done', id: 1 });
    void call.client.setPrivacy({ is: 'partial', by: 'booth' });
    await settle();
    expect(call.sending).toEqual([null, null, null]);
    control.say({ type: 'done', id: 2 });
    await settle();
    expect(call.sending).toEqual([microphone, null, null]);
  });

  it('is covered by whoever the SFU says', async () => {
    const call = new TestCall();
    await call.connect();
    const control = call.peer.channel('control');
    const byDesk = { is: 'covered', by: 'desk' } as const;
    control.say({ type: 'privacy', parties: [{ party: 'us', privacy: byDesk }] });
    await settle();
    expect(call.client.snapshot().privacy).toEqual(byDesk);
    expect(call.sending).toEqual([null, null, null]);
    expect(control.sent).toEqual([]);
  });

  it('tells an SFU that has forgotten the cover', async () => {
    const call = new TestCall();
    await call.connect();
    const control = call.peer.channel('control');
    void call.client.setPrivacy(hidden);
    control.say({ type: 'done', id: 1 });
    control.say({ type: 'privacy', parties: [] });
    expect(JSON.parse(String(control.sent.at(-1)))).toEqual({ type: 'set-privacy', id: 2, privacy: hidden });
    expect(call.client.snapshot().privacy).toEqual(hidden);
  });

  it('never lifts by coming anew what somebody covered meanwhile', async () => {
    const call = new TestCall();
    void call.client.setPrivacy({ is: 'partial', by: 'booth' });
    await call.connect();
    const control = call.peer.channel('control');
    expect(call.sending).toEqual([microphone, null, null]);
    control.say({ type: 'privacy', parties: [{ party: 'us', privacy: { is: 'covered', by: 'desk' } }] });
    await settle();
    expect(call.sending).toEqual([null, null, null]);
    expect(control.sent).toEqual([]);
  });

  it('lifts over the next connection what could not be lifted over this one', async () => {
    const call = new TestCall();
    await call.connect();
    void call.client.setPrivacy(hidden);
    call.peer.channel('control').say({ type: 'done', id: 1 });
    call.peer.channel('control').readyState = 'closed';
    expect(await call.client.setPrivacy(open)).toBe(false);
    expect(call.client.snapshot().privacy).toEqual(hidden);
    call.peer.become('failed');
    await call.connect();
    expect(call.sending).toEqual([null, null, null]);
    call.peer.channel('control').say({ type: 'done', id: 3 });
    await settle();
    expect(call.sending).toEqual([microphone, camera, null]);
  });

  it('lets no camera out that is plugged in just before it is covered, or behind the cover', async () => {
    const call = new TestCall();
    call.media.set({ tracks: { microphone, camera: null, second: null } });
    await call.connect();
    call.media.set({ tracks: { microphone, camera, second: null } });
    void call.client.setPrivacy(hidden);
    await settle();
    expect(call.sending).toEqual([null, null, null]);
    call.media.set({ tracks: { microphone, camera: { kind: 'video' } as MediaStreamTrack, second: null } });
    await settle();
    expect(call.sending).toEqual([null, null, null]);
  });

  it('stays covered over a new connection', async () => {
    const call = new TestCall();
    await call.connect();
    call.peer.channel('control').readyState = 'closed';
    expect(await call.client.setPrivacy(hidden)).toBe(false);
    call.peer.become('failed');
    await call.connect();
    expect(call.peers).toHaveLength(2);
    expect(call.sending).toEqual([null, null, null]);
    const control = call.peer.channel('control');
    control.say({ type: 'privacy', parties: [] });
    expect(control.sent).toEqual(['{"type":"set-privacy","id":2,"privacy":{"is":"covered","by":"booth"}}']);
  });

  it('sends and shows no picture while the sound comes first, and never drops the sound', async () => {
    const call = new TestCall();
    await call.connect();
    const control = call.peer.channel('control');
    const voice = { party: 'them', line: 'microphone' } as const;
    const face = { party: 'them', line: 'camera' } as const;
    const shown = () => call.client.snapshot().sources.map(({ line }) => line);
    control.say({ ...quiet, audio: [voice, null, null], video: [face, null, null, null] });
    call.client.putSoundFirst(true);
    expect(shown()).toEqual(['microphone']);
    await settle();
    expect(call.sending).toEqual([microphone, null, null]);
    call.media.set({ tracks: { microphone, camera: { kind: 'video' } as MediaStreamTrack, second: camera } });
    await settle();
    expect(call.sending).toEqual([microphone, null, null]);
    call.client.putSoundFirst(false);
    expect(shown()).toEqual(['microphone', 'camera']);
    expect(control.sent.map((text) => JSON.parse(String(text)))).toEqual([
      { type: 'sound-first', id: 1, on: true },
      { type: 'sound-first', id: 2, on: false },
    ]);
  });

  it('asks for the sound first again over a new connection', async () => {
    const call = new TestCall();
    await call.connect();
    call.client.putSoundFirst(true);
    call.peer.become('failed');
    await call.connect();
    expect(call.sending).toEqual([microphone, null, null]);
    expect(call.peer.channel('control').sent).toEqual(['{"type":"sound-first","id":2,"on":true}']);
  });

  it('stays covered, whatever becomes of the sound meanwhile', async () => {
    const call = new TestCall();
    await call.connect();
    const covered = call.client.setPrivacy(hidden);
    call.client.putSoundFirst(true);
    call.peer.channel('control').say({ type: 'done', id: 1 });
    expect(await covered).toBe(true);
    call.client.putSoundFirst(false);
    await settle();
    expect(call.sending).toEqual([null, null, null]);
  });

  it('knows who of the others has the sound first', async () => {
    const call = new TestCall();
    await call.connect();
    call.peer.channel('control').say({ type: 'sound-first', parties: ['us', 'them'] });
    expect(call.client.snapshot().theirSoundFirst).toEqual(['them']);
  });

  it('stays covered where nobody confirms it', async () => {
    const call = new TestCall();
    await call.connect();
    const covered = call.client.setPrivacy(hidden);
    call.clock.pass(5_000);
    expect(await covered).toBe(false);
    expect(call.client.snapshot().privacy).toEqual(hidden);
  });

  it('restarts ICE after a silence', async () => {
    const call = new TestCall();
    await call.connect();
    call.peer.become('disconnected');
    call.clock.pass(1_500);
    await settle();
    expect(call.peer.restarts).toBe(1);
    expect(call.peer.answers).toEqual(['answer', 'again']);
    call.peer.become('connected');
    expect(call.client.snapshot().link.is).toBe('connected');
  });

  it('joins anew, with a new grant, when signaling lost it', async () => {
    const call = new TestCall();
    await call.connect();
    call.tell(view('reconnecting', { us: 'lost' }));
    await call.connect();
    expect(call.peers[0]?.closed).toBe(true);
    expect(call.grants).toHaveLength(2);
    call.tell(view('reconnecting', { us: 'lost' }));
    await settle();
    expect(call.peers).toHaveLength(2);
  });

  it('joins the next life of the room', async () => {
    const call = new TestCall();
    await call.connect();
    call.tell(view('reconnecting', { epoch: 2 }));
    await settle();
    expect(call.grants.at(-1)).toMatchObject({ epoch: 2 });
  });

  it('tries again what could not be reached, and not what is refused for good', async () => {
    const call = new TestCall(null);
    call.joined = { is: 'unreachable' };
    call.tell(view('accepted'));
    await settle();
    expect(call.client.snapshot().link.is).toBe('waiting');
    call.refusal = 'forbidden';
    call.clock.pass(300);
    await settle();
    expect(call.client.snapshot().link).toEqual({ is: 'refused', epoch: 1, code: 'forbidden' });
    call.clock.pass(60_000);
    await settle();
    expect(call.grants).toHaveLength(2);
  });

  it('does not hear an attempt that it gave up', async () => {
    const call = new TestCall();
    await call.connect();
    const old = call.peer;
    call.tell(view('reconnecting', { epoch: 2 }));
    await call.connect();
    old.channel('control').say({ ...quiet, video: [{ party: 'ghost', line: 'camera' }] });
    expect(call.client.snapshot().sources).toEqual([]);
  });

  it.each([
    ['ends', (call: TestCall) => call.tell(view('wrap-up'))],
    ['is gone', (call: TestCall) => call.tell(null)],
    ['is left', (call: TestCall) => call.client.leave()],
  ])('takes its media away when it %s', async (_name, end) => {
    const call = new TestCall();
    await call.connect();
    end(call);
    expect(call.left).toEqual(['/s']);
    expect(call.peer.closed).toBe(true);
    expect(call.client.snapshot().link.is).toBe('left');
    call.tell(view('reconnecting', { epoch: 9 }));
    await settle();
    expect(call.peers).toHaveLength(1);
  });
});
