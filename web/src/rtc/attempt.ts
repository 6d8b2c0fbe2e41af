import type { Line } from '../generated/protocol';
import { fingerprintOf, withStartBitrate } from './sdp';

/** What a party sends, by its line. */
export type Tracks = Readonly<Record<Line, MediaStreamTrack | null>>;

/** One peer connection to the SFU, from its offer to its end. */
export interface Attempt {
  readonly offer: string;
  /** Of the certificate in the offer, as the grant states it. */
  readonly fingerprint: string;
  /** What the receive slots carry, in the order of PROTOCOL.md §4; a slot's stream stays the same all along. */
  readonly audio: readonly MediaStream[];
  readonly video: readonly MediaStream[];
  readonly accept: (answer: string) => Promise<void>;
  /** A further offer with new ICE credentials. */
  readonly restart: () => Promise<string>;
  readonly send: (tracks: Tracks) => void;
  readonly stats: () => Promise<RTCStatsReport>;
  readonly close: () => void;
}

export type PeerState = 'connected' | 'disconnected' | 'failed';

const AUDIO_SLOTS = 3;
const VIDEO_SLOTS = 4;
const START_KBPS = 900;
const cameraEncoding: RTCRtpEncodingParameters = { maxBitrate: 1_500_000, maxFramerate: 30 };
const secondEncoding: RTCRtpEncodingParameters = { maxBitrate: 1_200_000, maxFramerate: 15 };

/** The data channels of PROTOCOL.md §5, by label. */
export const channels = {
  control: {},
  panel: {},
  bulk: {},
  pointer: { ordered: false, maxRetransmits: 0 },
} as const satisfies Record<string, RTCDataChannelInit>;
export type ChannelLabel = keyof typeof channels;

/** Makes the offer. Rejects where the browser cannot. */
export async function openAttempt(
  peer: RTCPeerConnection,
  tracks: Tracks,
  events: {
    readonly state: (state: PeerState) => void;
    readonly channel: (label: ChannelLabel, channel: RTCDataChannel) => void;
  },
): Promise<Attempt> {
  peer.onconnectionstatechange = () => {
    const state = peer.connectionState;
    if (state === 'connected' || state === 'disconnected' || state === 'failed') events.state(state);
  };
  for (const [label, init] of Object.entries(channels) as [ChannelLabel, RTCDataChannelInit][]) {
    events.channel(label, peer.createDataChannel(label, init));
  }

  const sender = (
    kind: 'audio' | 'video',
    track: MediaStreamTrack | null,
    encoding?: RTCRtpEncodingParameters,
  ) =>
    peer.addTransceiver(track ?? kind, {
      direction: 'sendonly',
      ...(encoding === undefined ? {} : { sendEncodings: [encoding] }),
    }).sender;
  const senders: Record<Line, RTCRtpSender> = {
    microphone: sender('audio', tracks.microphone),
    camera: sender('video', tracks.camera, cameraEncoding),
    second: sender('video', tracks.second, secondEncoding),
  };
  const slots = (kind: 'audio' | 'video', count: number) =>
    Array.from({ length: count }, () => {
      const { receiver } = peer.addTransceiver(kind, { direction: 'recvonly' });
      // A conversation wants the newest picture; sound keeps the browser's own measure, which hides lost packets.
      if (kind === 'video' && 'jitterBufferTarget' in receiver) receiver.jitterBufferTarget = 0;
      return new MediaStream([receiver.track]);
    });
  const audio = slots('audio', AUDIO_SLOTS);
  const video = slots('video', VIDEO_SLOTS);

  await peer.setLocalDescription();
  const offer = peer.localDescription?.sdp ?? '';
  const fingerprint = fingerprintOf(offer);
  if (fingerprint === null) throw new Error('the offer has no SHA-256 fingerprint');
  /** What each line was last asked to send: the browser changes a sender's own word for it only later. */
  const asked: Record<Line, MediaStreamTrack | null> = { ...tracks };
  const accept = (answer: string) =>
    peer.setRemoteDescription({ type: 'answer', sdp: withStartBitrate(answer, START_KBPS) });

  return {
    offer,
    fingerprint,
    audio,
    video,
    accept,
    restart: async () => {
      peer.restartIce();
      await peer.setLocalDescription();
      return peer.localDescription?.sdp ?? '';
    },
    send: (next) => {
      for (const line of ['microphone', 'camera', 'second'] as const) {
        if (asked[line] === next[line]) continue;
        asked[line] = next[line];
        // Fails only on a closed connection, which sends nothing anyway.
        senders[line].replaceTrack(next[line]).catch(() => {});
      }
    },
    stats: () => peer.getStats(),
    close: () => {
      peer.onconnectionstatechange = null;
      peer.close();
    },
  };
}
