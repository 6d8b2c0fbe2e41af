import type { FromSfu } from '../generated/protocol';

/** A data channel for tests, which the test opens and speaks into. */
export class FakeChannel {
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  binaryType = '';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: unknown[] = [];

  constructor(readonly label: string) {}

  send(data: unknown): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    this.sent.push(data);
  }

  open(): void {
    this.readyState = 'open';
    this.onopen?.();
  }

  say(message: FromSfu): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

class FakeSender {
  constructor(public track: unknown) {}

  /** As in a browser, the change is seen a moment later. */
  async replaceTrack(track: unknown): Promise<void> {
    await null;
    this.track = track;
  }
}

/** As much of a peer connection as `openAttempt` touches. */
export class FakePeer {
  connectionState: RTCPeerConnectionState = 'new';
  onconnectionstatechange: (() => void) | null = null;
  localDescription: { sdp: string } | null = null;
  readonly channels = new Map<string, FakeChannel>();
  readonly lines: { kind: string; direction: string; sender: FakeSender }[] = [];
  readonly answers: string[] = [];
  restarts = 0;
  closed = false;

  createDataChannel(label: string): FakeChannel {
    const channel = new FakeChannel(label);
    this.channels.set(label, channel);
    return channel;
  }

  addTransceiver(track: string | { kind: string }, { direction }: { direction: string }) {
    const kind = typeof track === 'string' ? track : track.kind;
    const line = { kind, direction, sender: new FakeSender(typeof track === 'string' ? null : track) };
    this.lines.push(line);
    return { ...line, receiver: { track: { kind } } };
  }

  async setLocalDescription(): Promise<void> {
    const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
    this.localDescription = { sdp: `offer ${this.restarts}\r\na=fingerprint:sha-256 ${fingerprint}\r\n` };
  }

  async setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    this.answers.push(sdp);
  }

  restartIce(): void {
    this.restarts += 1;
  }

  async getStats(): Promise<Map<string, unknown>> {
    return new Map();
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.closed = true;
  }

  channel(label: string): FakeChannel {
    const channel = this.channels.get(label);
    if (channel === undefined) throw new Error(`no channel ${label}`);
    return channel;
  }
}
