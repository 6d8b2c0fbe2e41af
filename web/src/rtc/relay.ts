/** What the SFU relays on `panel`, `bulk` and `pointer`, and in what: the twin of `protocol/src/relay.rs`. */
export interface Envelope {
  /** The sender's party, as the SFU knows. */
  readonly sender: string;
  /** Whether the sender's grant makes it the panel's writer. */
  readonly writer: boolean;
  /** Whether the payload came as text. */
  readonly text: boolean;
  readonly payload: Uint8Array;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** From one binary message; null if it is not a relayed message. */
export function decodeEnvelope(bytes: Uint8Array): Envelope | null {
  const [flags, length] = bytes;
  if (flags === undefined || length === undefined || flags > 3 || bytes.length < 2 + length) return null;
  const sender = String.fromCharCode(...bytes.subarray(2, 2 + length));
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(sender)) return null;
  return {
    sender,
    writer: (flags & 1) !== 0,
    text: (flags & 2) !== 0,
    payload: bytes.subarray(2 + length),
  };
}

/** The payload as text; null if it is not UTF-8. */
export function payloadText(envelope: Envelope): string | null {
  try {
    return decoder.decode(envelope.payload);
  } catch {
    return null;
  }
}
