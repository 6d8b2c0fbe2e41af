import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual';
import type { ClientFrame, ClientMessage, ServerMessage } from '../generated/protocol';
import { createSignal, type Reply } from './client';
import type { SocketEvents } from './socket';

/** A server of one client: it keeps every frame, and answers only when told. */
class Harness {
  readonly clock = new VirtualClock(1_000_000);
  readonly sockets: { events: SocketEvents; frames: ClientFrame[]; closed: boolean }[] = [];
  readonly client = createSignal({
    clock: this.clock,
    random: () => 0.5,
    connect: (events) => {
      const socket = { events, frames: [] as ClientFrame[], closed: false };
      this.sockets.push(socket);
      return {
        send: (text) => socket.frames.push(JSON.parse(text)),
        close: () => {
          socket.closed = true;
        },
      };
    },
  });

  get socket() {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was opened');
    return socket;
  }

  say(body: ServerMessage): void {
    this.socket.events.frame(JSON.stringify({ v: 1, body }));
  }

  welcome(resumed: boolean, handled = 0): void {
    this.socket.events.opened();
    this.say({
      type: 'welcome',
      resume: `token-${this.sockets.length}`,
      resumed,
      handled,
      who: { who: 'desk', account: 'a', name: '職員', ward: 'w' },
      now: this.clock.now() + 250,
    });
  }

  /** Everything but hello and ping that the current socket has sent. */
  get asked(): [number, ClientMessage['type']][] {
    return this.socket.frames.filter((f) => f.id !== 0).map((f) => [f.id, f.body.type]);
  }

  request(body: Parameters<typeof this.client.request>[0]): { reply?: Reply } {
    const box: { reply?: Reply } = {};
    void this.client.request(body).then((reply) => {
      box.reply = reply;
    });
    return box;
  }
}

const settled = () => Promise.resolve().then(() => {});
const available = { type: 'set-presence', presence: 'available' } as const;
const ring = { type: 'ring', request: 'r1', subject: 's', language: 'ja' } as const;

describe('the signal client', () => {
  it('says hello first, and sends what was asked meanwhile', async () => {
    const h = new Harness();
    const asked = h.request(available);
    h.socket.events.opened();
    expect(h.socket.frames).toEqual([{ v: 1, id: 0, body: { type: 'hello', resume: null } }]);
    h.welcome(false);
    expect(h.asked).toEqual([[1, 'set-presence']]);
    h.say({ type: 'done', id: 1 });
    await settled();
    expect(asked.reply).toEqual({ type: 'done', id: 1 });
    expect(h.client.snapshot()).toMatchObject({ link: { is: 'open' }, who: { who: 'desk' }, ahead: 250 });
  });

  it('keeps the latest of each fact, also while the link is down', () => {
    const h = new Harness();
    h.welcome(false);
    h.say({ type: 'presence', presence: 'away', why: 'unanswered' });
    h.say({ type: 'presence', presence: 'available', why: null });
    h.say({ type: 'queue', rows: [] });
    h.socket.events.closed();
    expect(h.client.snapshot()).toMatchObject({ link: { is: 'waiting' }, presence: 'available' });
  });

  it('resumes with its token and sends again what has no answer', async () => {
    const h = new Harness();
    h.welcome(false);
    const first = h.request(available);
    const second = h.request({ type: 'end', call: 'c' });
    h.say({ type: 'done', id: 1 });
    h.socket.events.closed();
    h.clock.pass(500);
    h.welcome(true, 2);
    expect(h.socket.frames[0]?.body).toEqual({ type: 'hello', resume: 'token-1' });
    expect(h.asked).toEqual([[2, 'end']]);
    h.say({ type: 'done', id: 2 });
    await settled();
    expect([first.reply?.type, second.reply?.type]).toEqual(['done', 'done']);
  });

  it('starts again from 1 when its place is gone, and repeats only what is harmless', async () => {
    const h = new Harness();
    h.welcome(false);
    const lost = h.request(available);
    const kept = h.request(ring);
    h.socket.events.closed();
    const unsent = h.request({ type: 'end', call: 'c' });
    h.clock.pass(500);
    h.welcome(false);
    expect(h.asked).toEqual([
      [1, 'ring'],
      [2, 'end'],
    ]);
    h.say({ type: 'rang', id: 1, call: 'c' });
    await settled();
    expect(lost.reply).toEqual({ type: 'lost' });
    expect(kept.reply).toEqual({ type: 'rang', id: 1, call: 'c' });
    expect(unsent.reply).toBeUndefined();
  });

  it('counts how often its place was said not to be as it was', () => {
    const h = new Harness();
    h.welcome(false);
    expect(h.client.snapshot().placeChanges).toBe(0);
    h.say({ type: 'place-changed' });
    h.say({ type: 'place-changed' });
    expect(h.client.snapshot().placeChanges).toBe(2);
  });

  it('opens a new socket after two pongs went missing', () => {
    const h = new Harness();
    h.welcome(false);
    h.clock.pass(5_000);
    h.say({ type: 'pong' });
    h.clock.pass(10_000);
    expect(h.sockets).toHaveLength(1);
    h.clock.pass(5_000);
    expect(h.socket.closed).toBe(true);
    h.clock.pass(500);
    expect(h.sockets).toHaveLength(2);
  });

  it('waits longer after each failure, up to a limit, and counts them', () => {
    const h = new Harness();
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      h.socket.events.closed();
      const { link } = h.client.snapshot();
      if (link.is !== 'waiting') throw new Error(`expected to wait, not ${link.is}`);
      waits.push(link.until - h.clock.now());
      h.clock.pass(link.until - h.clock.now());
    }
    expect(waits).toEqual([375, 750, 1500, 3000, 6000, 11_250, 11_250, 11_250]);
    expect(h.client.snapshot().link).toEqual({ is: 'connecting', failures: 8 });
  });

  it('gives up on a socket that never comes to a welcome', () => {
    const h = new Harness();
    h.clock.pass(10_000);
    expect(h.client.snapshot().link.is).toBe('waiting');
  });

  it('does not listen to a socket it gave up', () => {
    const h = new Harness();
    h.welcome(false);
    const old = h.socket;
    old.events.closed();
    h.clock.pass(500);
    h.welcome(true);
    old.events.frame(JSON.stringify({ v: 1, body: { type: 'presence', presence: 'away' } }));
    old.events.closed();
    expect(h.client.snapshot()).toMatchObject({ link: { is: 'open' }, presence: null });
  });

  it.each([
    ['revoked', 'ended'],
    ['replaced', 'ended'],
    ['stopping', 'waiting'],
    ['silent', 'waiting'],
    ['flooding', 'waiting'],
  ] as const)('after bye %s it is %s', async (why, is) => {
    const h = new Harness();
    h.welcome(false);
    const asked = h.request(available);
    h.say({ type: 'bye', why });
    await settled();
    expect(h.client.snapshot().link.is).toBe(is);
    expect(asked.reply?.type).toBe(is === 'ended' ? 'lost' : undefined);
  });

  it('ends when the server does not speak its version', () => {
    const h = new Harness();
    h.socket.events.opened();
    const problem = { type: '', code: 'bad-version', status: 400, title: '', errors: [] } as const;
    h.say({ type: 'refused', id: 0, problem: { ...problem, errors: [] } });
    expect(h.client.snapshot().link).toEqual({ is: 'ended', why: 'outdated' });
  });

  it('passes over what it cannot read', () => {
    const h = new Harness();
    h.welcome(false);
    for (const text of ['', '{', 'null', '1', '{"v":1}', '{"v":1,"body":{"type":"of-tomorrow"}}']) {
      h.socket.events.frame(text);
    }
    expect(h.client.snapshot().link.is).toBe('open');
  });

  it('answers lost once it is closed', async () => {
    const h = new Harness();
    const before = h.request(ring);
    h.client.close();
    const after = h.request(ring);
    await settled();
    expect([before.reply, after.reply]).toEqual([{ type: 'lost' }, { type: 'lost' }]);
    expect(h.socket.closed).toBe(true);
  });
});
