import { describe, expect, it } from 'vitest';
import vectors from '../../../protocol/vectors/relay.json';
import { decodeEnvelope, payloadText } from './relay';

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('the relay envelope', () => {
  it.each(vectors.envelopes)('$bytes is read as the SFU wrote it', (vector) => {
    const { sender, writer, text } = vector;
    expect(decodeEnvelope(bytes(vector.bytes))).toEqual({
      sender,
      writer,
      text,
      payload: bytes(vector.payload),
    });
  });

  it.each(vectors.refused)('"%s" is refused', (hex) => {
    expect(decodeEnvelope(bytes(hex))).toBeNull();
  });

  it('gives text only if it is text', () => {
    const envelope = { sender: 'a', writer: false, text: true };
    expect(payloadText({ ...envelope, payload: bytes('e38182') })).toBe('あ');
    expect(payloadText({ ...envelope, payload: bytes('ff') })).toBeNull();
  });
});
