import { decodeEnvelope, type Envelope } from './relay';

/** A relayed data channel as the faces use it: it outlives the connection under it. */
export interface RelayChannel {
  readonly isOpen: () => boolean;
  /** Sends a bare payload; false if the channel is not open or its buffer is full, and nothing was sent. */
  readonly send: (payload: string | Uint8Array<ArrayBuffer>) => boolean;
  /** Calls `listener` with every relayed message; returns how to stop. */
  readonly listen: (listener: (envelope: Envelope) => void) => () => void;
  /** Calls `listener` whenever the channel opens, at once if it is open; returns how to stop. */
  readonly onOpen: (listener: () => void) => () => void;
}

/** Most bytes that may wait in the browser before `send` says false. */
const BUFFER_MAX = 1024 * 1024;

/** The owner's side: gives the channel a new connection under it. */
export class Relay implements RelayChannel {
  #under: RTCDataChannel | null = null;
  readonly #listeners = new Set<(envelope: Envelope) => void>();
  readonly #openListeners = new Set<() => void>();

  attach(channel: RTCDataChannel): void {
    this.#under = channel;
    channel.binaryType = 'arraybuffer';
    channel.onopen = () => {
      if (channel === this.#under) for (const listener of [...this.#openListeners]) listener();
    };
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (channel !== this.#under || !(data instanceof ArrayBuffer)) return;
      const envelope = decodeEnvelope(new Uint8Array(data));
      if (envelope !== null) for (const listener of [...this.#listeners]) listener(envelope);
    };
  }

  readonly isOpen = () => this.#under?.readyState === 'open';

  readonly send = (payload: string | Uint8Array<ArrayBuffer>) => {
    const under = this.#under;
    if (under?.readyState !== 'open' || under.bufferedAmount > BUFFER_MAX) return false;
    try {
      if (typeof payload === 'string') under.send(payload);
      else under.send(payload);
      return true;
    } catch {
      return false;
    }
  };

  readonly listen = (listener: (envelope: Envelope) => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly onOpen = (listener: () => void) => {
    this.#openListeners.add(listener);
    if (this.isOpen()) listener();
    return () => this.#openListeners.delete(listener);
  };
}
