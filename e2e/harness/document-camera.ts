/** A second camera at a booth, over a table with a letter on it. It is there when the page is loaded next. */
import type { Page } from 'playwright-core';

export async function placeDocumentCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ID = 'document-camera';
    const { mediaDevices } = navigator;
    let plugged = true;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      const device = {
        kind: 'videoinput',
        deviceId: ID,
        groupId: '',
        label: '書画カメラ',
      } as MediaDeviceInfo;
      return [...(await list()), ...(plugged ? [device] : [])];
    };
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const video = wanted?.video;
      const exact = typeof video === 'object' && (video.deviceId as { exact?: string } | undefined)?.exact;
      if (exact !== ID) return open(wanted);
      const [track] = letter().captureStream(10).getVideoTracks();
      if (track === undefined) throw new DOMException('no picture', 'NotReadableError');
      track.getSettings = () => ({ deviceId: ID });
      document.addEventListener('unplug', () => {
        plugged = false;
        track.stop();
        track.dispatchEvent(new Event('ended'));
      });
      return new MediaStream([track]);
    };

    function letter(): HTMLCanvasElement {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 1920, height: 1080 });
      const paint = canvas.getContext('2d');
      const draw = () => {
        if (paint === null) return;
        paint.fillStyle = '#6b5a48';
        paint.fillRect(0, 0, 1920, 1080);
        paint.fillStyle = '#fdfcf8';
        paint.fillRect(420, 40, 1080, 1000);
        paint.fillStyle = '#1a1a1c';
        const lines = [
          '介護保険負担割合証',
          '',
          '交付年月日　令和8年7月1日',
          '負担割合　　1割',
          '',
          '届いた封筒といっしょに',
          '保管してください。',
        ];
        for (const [at, words] of lines.entries()) {
          paint.font = `${at === 0 ? 'bold 72' : '52'}px sans-serif`;
          paint.fillText(words, 520, 170 + at * 120);
        }
      };
      setInterval(draw, 100);
      return canvas;
    }
  });
}

export const unplugDocumentCamera = (page: Page): Promise<unknown> =>
  page.evaluate(() => document.dispatchEvent(new Event('unplug')));
