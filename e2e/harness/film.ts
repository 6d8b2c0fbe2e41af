/** What a camera is shown, as a file that Chromium plays instead of one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { launch } from './chromium.ts';

/** As wide and high as the harness's cameras. */
const WIDTH = 640;
const HEIGHT = 360;

/** A browser whose camera looks at a part of somebody's screen, as it stands now. */
export async function launchBefore(shown: Locator): Promise<Browser> {
  const box = await shown.boundingBox();
  if (box === null) throw new Error('what the camera is to see is not on the screen');
  const picture = await shown.page().screenshot({
    type: 'jpeg',
    quality: 90,
    clip: {
      x: box.x + (box.width - WIDTH) / 2,
      y: box.y + (box.height - HEIGHT) / 2,
      width: WIDTH,
      height: HEIGHT,
    },
  });
  const directory = await mkdtemp(join(tmpdir(), 'chikamado-film-'));
  const film = join(directory, 'film.mjpeg');
  // A still, shown over and over.
  await writeFile(film, Buffer.concat([picture, picture]));
  const browser = await launch(film);
  browser.once('disconnected', () => void rm(directory, { recursive: true, force: true }));
  return browser;
}
