import { describe, expect, it } from 'vitest';
import { fingerprintOf, withStartBitrate } from './sdp';

const pairs = Array.from({ length: 32 }, () => 'aB').join(':');

describe('the fingerprint of an offer', () => {
  it('is that of SHA-256, in upper case', () => {
    expect(fingerprintOf(`v=0\r\na=fingerprint:sha-256 ${pairs}\r\n`)).toBe(pairs.toUpperCase());
  });

  it('is none where there is no such line', () => {
    for (const sdp of ['', `a=fingerprint:sha-1 ${pairs}`, `a=fingerprint:sha-256 ${pairs.slice(3)}`]) {
      expect(fingerprintOf(sdp)).toBeNull();
    }
  });
});

describe('the start bitrate of an answer', () => {
  const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('');

  it('is set for VP8 in video lines only', () => {
    const audio = lines('v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2');
    const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96 97', 'a=rtpmap:96 VP8/90000'];
    const rtx = 'a=rtpmap:97 rtx/90000';
    expect(withStartBitrate(audio + lines(...video, rtx), 900)).toBe(
      audio + lines(...video, 'a=fmtp:96 x-google-start-bitrate=900', rtx),
    );
  });

  it('joins the parameters that are there', () => {
    const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000'];
    expect(withStartBitrate(lines(...video, 'a=fmtp:96 max-fr=30'), 900)).toBe(
      lines(...video, 'a=fmtp:96 max-fr=30;x-google-start-bitrate=900'),
    );
  });

  it('leaves an answer without VP8 as it is', () => {
    const answer = lines('v=0', 'm=video 9 UDP/TLS/RTP/SAVPF 98', 'a=rtpmap:98 H264/90000');
    expect(withStartBitrate(answer, 900)).toBe(answer);
  });
});
