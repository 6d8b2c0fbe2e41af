/**
 * A client that speaks the bare protocol from a blank page of ours: real cookies, a real Origin, a real peer connection,
 * but no face. For what a face would never send.
 */
import type {
  CallView,
  ClientMessage,
  Given,
  QueueRow,
  ServerMessage,
} from '../../web/src/generated/protocol.ts';
import { openPerson, type Person } from './chromium.ts';
import { PASSWORD } from './city.ts';
import type { System } from './system.ts';

export type Reply = Extract<ServerMessage, { type: 'done' | 'rang' | 'grant' | 'refused' }>;

export interface Posted {
  status: number;
  code: string | undefined;
  location: string | undefined;
  body: string;
}

interface InPage {
  facts: ServerMessage[];
  closed: number | undefined;
  send(body: ClientMessage): Promise<Reply>;
  raw(text: string): void;
  offer(lines?: 'all' | 'video-only'): Promise<{ sdp: string; fingerprint: string }>;
  /** Takes the SFU's answer to the last offer; what arrives is shown and played. */
  connect(answer: string): Promise<void>;
  /** Ends the media of the last offer, and forgets what was heard of its call. */
  leave(): void;
}

declare global {
  var wire: InPage;
}

export class Wire {
  readonly person: Person;

  private constructor(person: Person) {
    this.person = person;
  }

  get page() {
    return this.person.page;
  }

  /** Signs in as an account. */
  static async account(system: System, login: string, sender = 9): Promise<Wire> {
    return Wire.#open(system, '/api/session', { login, password: PASSWORD }, sender);
  }

  /** Pairs as a booth. */
  static async booth(system: System, name = '線'): Promise<Wire> {
    return Wire.#open(
      system,
      '/api/devices/pair',
      {
        code: await system.city.code('pair', 'kokura-chuo', name),
      },
      8,
    );
  }

  static async #open({ browser, city }: System, path: string, body: unknown, sender: number): Promise<Wire> {
    const person = await openPerson(browser, sender, { width: 400, height: 300 }, city.origin);
    await person.page.goto(`${city.origin}/healthz`);
    const answer = await person.context.request.post(city.origin + path, {
      data: body,
      headers: { origin: city.origin },
    });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    await person.page.evaluate(install);
    const wire = new Wire(person);
    await wire.fact((message) => message.type === 'welcome');
    return wire;
  }

  /** Sends one numbered frame and waits for its answer. */
  send(body: ClientMessage): Promise<Reply> {
    return this.page.evaluate((body) => globalThis.wire.send(body), body);
  }

  /** Sends anything. */
  raw(text: string): Promise<void> {
    return this.page.evaluate((text) => globalThis.wire.raw(text), text);
  }

  /** Waits for a message of the server's that fits, the latest first; those that came earlier count. */
  async fact<T extends ServerMessage>(
    fits: (message: ServerMessage) => message is T,
    timeout?: number,
  ): Promise<T>;
  async fact(fits: (message: ServerMessage) => boolean, timeout?: number): Promise<ServerMessage>;
  async fact(fits: (message: ServerMessage) => boolean, timeout = 15_000): Promise<ServerMessage> {
    const end = performance.now() + timeout;
    for (;;) {
      const facts = await this.page.evaluate(() => globalThis.wire.facts);
      const found = facts.findLast(fits);
      if (found) return found;
      const left = end - performance.now();
      if (left <= 0)
        throw new Error(`no such message; there were ${facts.map(({ type }) => type).join(', ')}`);
      await this.page.waitForFunction((n) => globalThis.wire.facts.length > n, facts.length, {
        timeout: left,
      });
    }
  }

  /** The present call, once it is in one of these states. */
  async call(...states: CallView['state'][]): Promise<CallView> {
    const fact = await this.fact(
      (message): message is Extract<ServerMessage, { type: 'call' }> =>
        message.type === 'call' && message.call !== null && states.includes(message.call.state),
    );
    if (fact.call === null) throw new Error('a call was looked for');
    return fact.call;
  }

  /** The first row that can be answered: it rings here, or is a ticket, which may ring at another desk. */
  async row(): Promise<QueueRow> {
    const answerable = ({ ringing, kind }: QueueRow) => ringing || kind.is === 'ticket';
    const fact = await this.fact(
      (message): message is Extract<ServerMessage, { type: 'queue' }> =>
        message.type === 'queue' && message.rows.some(answerable),
    );
    return fact.rows.find(answerable) as QueueRow;
  }

  /** Rings about a subject, with the answers to its screening where there is one. */
  async ring(subject = 'garbage-support', screened?: Given): Promise<CallView> {
    const reply = await this.send({
      type: 'ring',
      request: crypto.randomUUID(),
      subject,
      language: 'ja',
      ...(screened && { screened }),
    });
    if (reply.type !== 'rang') throw new Error(`does not ring: ${JSON.stringify(reply)}`);
    return this.call('ringing');
  }

  /** An offer as PROTOCOL.md asks for, and its fingerprint. */
  offer(lines?: 'all' | 'video-only'): Promise<{ sdp: string; fingerprint: string }> {
    return this.page.evaluate((lines) => globalThis.wire.offer(lines), lines);
  }

  /** Posts an offer with a grant. */
  post(sdp: string, token: string, type = 'application/sdp'): Promise<Posted> {
    return this.page.evaluate(
      async ({ sdp, token, type }) => {
        const headers = { 'content-type': type, authorization: `Bearer ${token}` };
        const response = await fetch('/media/whip', { method: 'POST', body: sdp, headers });
        const text = await response.text();
        const problem = /problem/.test(response.headers.get('content-type') ?? '')
          ? JSON.parse(text)
          : undefined;
        return {
          status: response.status,
          code: problem?.code,
          location: response.headers.get('location') ?? undefined,
          body: text,
        };
      },
      { sdp, token, type },
    );
  }

  /** Joins the media of the present call with a camera and a microphone; answers the session's address. */
  async joinMedia(): Promise<string> {
    const { call, epoch } = await this.call('accepted', 'connecting', 'in-call', 'reconnecting');
    const { sdp, fingerprint } = await this.offer();
    const reply = await this.send({ type: 'request-grant', call, epoch, fingerprint });
    if (reply.type !== 'grant') throw new Error(`no grant: ${JSON.stringify(reply)}`);
    const { status, body, location } = await this.post(sdp, reply.token);
    if (status !== 201 || location === undefined) throw new Error(`not joined: ${status} ${body}`);
    await this.page.evaluate((answer) => globalThis.wire.connect(answer), body);
    return location;
  }

  /** Leaves a call that is over, so that the next one finds a page like a fresh one. */
  leave(): Promise<void> {
    return this.page.evaluate(() => globalThis.wire.leave());
  }

  /** Why the socket is closed, or undefined while it is open. */
  closed(): Promise<number | undefined> {
    return this.page.evaluate(() => globalThis.wire.closed);
  }
}

/** Runs inside the page. */
function install(): void {
  const socket = new WebSocket(`wss://${location.host}/ws`);
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  const frame = (id: number, body: ClientMessage) => JSON.stringify({ v: 1, id, body });
  let peer: RTCPeerConnection | undefined;
  const inPage: InPage = {
    facts: [],
    closed: undefined,
    send: (body) =>
      new Promise((done) => {
        last += 1;
        waiting.set(last, done);
        socket.send(frame(last, body));
      }),
    raw: (text) => socket.send(text),
    async offer(lines = 'all') {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      const [microphone, camera] = [
        stream.getAudioTracks()[0] ?? 'audio',
        stream.getVideoTracks()[0] ?? 'video',
      ];
      peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
      if (lines === 'all') peer.addTransceiver(microphone, { direction: 'sendonly' });
      peer.addTransceiver(camera, { direction: 'sendonly' });
      peer.addTransceiver('video', { direction: 'sendonly' });
      if (lines === 'all')
        for (let i = 0; i < 3; i++) peer.addTransceiver('audio', { direction: 'recvonly' });
      for (let i = 0; i < 4; i++) peer.addTransceiver('video', { direction: 'recvonly' });
      peer.createDataChannel('control');
      peer.addEventListener('track', ({ track }) => {
        const element = document.createElement(track.kind === 'video' ? 'video' : 'audio');
        element.autoplay = true;
        element.srcObject = new MediaStream([track]);
        document.body.append(element);
      });
      await peer.setLocalDescription();
      const sdp = peer.localDescription?.sdp ?? '';
      return { sdp, fingerprint: /a=fingerprint:sha-256 (\S+)/.exec(sdp)?.[1] ?? '' };
    },
    async connect(answer) {
      await peer?.setRemoteDescription({ type: 'answer', sdp: answer });
    },
    leave() {
      for (const { sender } of peer?.getTransceivers() ?? []) sender.track?.stop();
      peer?.close();
      for (const element of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
        // A browser has only so many players, and keeps those that still have something to play.
        element.srcObject = null;
        element.remove();
      }
      inPage.facts.length = 0;
    },
  };
  socket.addEventListener('open', () => {
    socket.send(frame(0, { type: 'hello', resume: null }));
    setInterval(() => socket.readyState === WebSocket.OPEN && socket.send(frame(0, { type: 'ping' })), 5_000);
  });
  socket.addEventListener('message', ({ data }) => {
    const { body } = JSON.parse(data) as { body: ServerMessage };
    inPage.facts.push(body);
    if ('id' in body && typeof body.id === 'number') waiting.get(body.id)?.(body as Reply);
  });
  socket.addEventListener('close', ({ code }) => {
    inPage.closed = code;
  });
  globalThis.wire = inPage;
}
