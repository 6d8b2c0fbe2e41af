import type { FromSfu, PartyId, PartyPrivacy, PartyQuality, Source, ToSfu } from '../generated/protocol';

/** What the SFU has said on `control`, the latest of each. */
export interface Room {
  /** Which source sits in which receive slot. */
  readonly audio: readonly (Source | null)[];
  readonly video: readonly (Source | null)[];
  readonly seenBy: readonly PartyId[];
  readonly sees: readonly PartyId[];
  readonly privacy: readonly PartyPrivacy[];
  readonly soundFirst: readonly PartyId[];
  readonly lost: readonly PartyId[];
  readonly quality: readonly PartyQuality[];
}

export const emptyRoom: Room = {
  audio: [],
  video: [],
  seenBy: [],
  sees: [],
  privacy: [],
  soundFirst: [],
  lost: [],
  quality: [],
};

/** The room after a message, and what to answer. */
export function heard(room: Room, message: FromSfu): { readonly room: Room; readonly answer?: ToSfu } {
  switch (message.type) {
    case 'slots':
      return { room: { ...room, audio: message.audio, video: message.video } };
    case 'policy':
      return {
        room: { ...room, seenBy: message.seen_by, sees: message.sees },
        answer: { type: 'policy-ack', version: message.version },
      };
    case 'privacy':
      return { room: { ...room, privacy: message.parties } };
    case 'sound-first':
      return { room: { ...room, soundFirst: message.parties } };
    case 'lost':
      return { room: { ...room, lost: message.parties } };
    case 'quality':
      return { room: { ...room, quality: message.parties } };
    default:
      return { room };
  }
}

/** Reads a message of `control`; null if it is none. */
export function parseControl(text: string): FromSfu | null {
  try {
    const message = JSON.parse(text) as Partial<FromSfu> | null;
    return typeof message?.type === 'string' ? (message as FromSfu) : null;
  } catch {
    return null;
  }
}
