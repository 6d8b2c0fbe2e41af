/** Two pages joined by a peer connection of their own, without any server: what the SFU's figures are measured against. */
import type { Page } from 'playwright-core';

/** Joins `from` to `to` and shows what arrives in a <video> of `to`. Both pages are blank ones of a secure origin. */
export async function joinDirectly(from: Page, to: Page): Promise<void> {
  const offer = await from.evaluate(async () => {
    const peer = new RTCPeerConnection();
    const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
    for (const track of stream.getTracks()) peer.addTrack(track, stream);
    await peer.setLocalDescription();
    await gathered(peer);
    return peer.localDescription?.sdp ?? '';

    function gathered(peer: RTCPeerConnection): Promise<void> {
      return new Promise((done) => {
        const look = () => peer.iceGatheringState === 'complete' && done();
        peer.addEventListener('icegatheringstatechange', look);
        look();
      });
    }
  });
  const answer = await to.evaluate(async (sdp) => {
    const peer = new RTCPeerConnection();
    const video = document.createElement('video');
    video.autoplay = true;
    document.body.append(video);
    peer.addEventListener('track', ({ streams }) => {
      video.srcObject = streams[0] ?? null;
    });
    await peer.setRemoteDescription({ type: 'offer', sdp });
    await peer.setLocalDescription();
    await new Promise<void>((done) => {
      const look = () => peer.iceGatheringState === 'complete' && done();
      peer.addEventListener('icegatheringstatechange', look);
      look();
    });
    return peer.localDescription?.sdp ?? '';
  }, offer);
  await from.evaluate(async (sdp) => {
    await globalThis.probe.peers[0]?.setRemoteDescription({ type: 'answer', sdp });
  }, answer);
}
