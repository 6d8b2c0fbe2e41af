/** What of an officer a booth gets: the camera, blurred around them, or a card; read from the pictures that arrive there. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { Booth } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { look } from './harness/looks.ts';
import { forget, seen } from './harness/media.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
const album = new Album('target/staff-picture');
let booth: Booth;
let desk: Desk;

const BLURRED = '背景をぼかす';
const CARD = '席札（カメラを使わない）';
const BARE = 'カメラのまま';

/** What one picture of the officer shows, as the booth has decoded it. */
interface Sight {
  /** The largest step of brightness within four pixels, along the camera's time code: at its right end and in its middle. */
  corner: number;
  middle: number;
  /** The colour at the left edge, half way down. */
  colour: number[];
}

/** Reads the picture of the officer that stands on a page; null before there is one. */
function sight(page: Page): Promise<Sight | null> {
  return page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('video[data-role=staff]');
    if (video === null || video.videoWidth === 0) return null;
    const { videoWidth: width, videoHeight: height } = video;
    const paint = new OffscreenCanvas(width, height).getContext('2d');
    if (paint === null) return null;
    paint.drawImage(video, 0, 0);
    const pixel = (x: number, y: number) => [...paint.getImageData(x, y, 1, 1).data.subarray(0, 3)];
    const { data } = paint.getImageData(0, Math.floor(height / 18), width, 1);
    const luma = (x: number) =>
      0.299 * (data[x * 4] ?? 0) + 0.587 * (data[x * 4 + 1] ?? 0) + 0.114 * (data[x * 4 + 2] ?? 0);
    const steepest = (from: number, to: number) => {
      let most = 0;
      for (let x = Math.floor(from * width); x + 4 < to * width; x += 1) {
        most = Math.max(most, Math.abs(luma(x + 4) - luma(x)));
      }
      return most;
    };
    return {
      corner: steepest(0.78, 1),
      middle: steepest(0.4, 0.6),
      colour: pixel(4, Math.floor(height / 2)),
    };
  });
}

/** Waits until the booth's picture of the officer is so. */
function shows(what: string, fits: (sight: Sight) => boolean): Promise<void> {
  return eventually(`the booth is shown ${what}`, async () => {
    const now = await sight(booth.page);
    return now !== null && fits(now);
  });
}

const isBlurred = ({ corner }: Sight) => corner > 0 && corner < 60;

/** Whether the picture's edge has the card's ground, as the tokens have it. */
async function cardGround(): Promise<(sight: Sight) => boolean> {
  const ground = await booth.page.evaluate(() => {
    const paint = new OffscreenCanvas(1, 1).getContext('2d');
    if (paint === null) return [];
    paint.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--primary-ground').trim();
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
  });
  return ({ colour }) => colour.every((part, at) => Math.abs(part - (ground[at] ?? 0)) < 16);
}

/** Lets so many pictures of the officer arrive at the booth; how many of them carried the camera's time code. */
async function bareAmong(frames: number): Promise<number> {
  await forget(booth.page);
  await booth.page.waitForFunction(
    (frames) =>
      globalThis.probe.readings().some(({ sender, unreadable }) => sender !== 1 && unreadable >= frames),
    frames,
    { polling: 100 },
  );
  const readings = await booth.page.evaluate(() => globalThis.probe.readings());
  return readings
    .filter(({ sender }) => sender === DESK_SENDER)
    .reduce((sum, { readable }) => sum + readable, 0);
}

async function choose(what: string): Promise<void> {
  await desk.page.locator('.picture-choice .radio').filter({ hasText: what }).click();
}

/** Opens the choice in the call. */
async function openChoice(): Promise<void> {
  await desk.press('その他');
  await desk.page.getByRole('menuitem', { name: '自分の映り方を変える' }).click();
  await desk.page.getByRole('dialog').waitFor();
}

async function closeChoice(): Promise<void> {
  await desk.press('閉じる');
  await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** What the desk's connection to the SFU has agreed on. */
const agreed = () =>
  desk.page.evaluate(() => globalThis.probe.peers.map(({ currentLocalDescription: said }) => said?.sdp));

beforeAll(async () => {
  booth = await Booth.open(system);
  desk = await Desk.open(system);
});

test('before any call the desk chooses, and its own preview shows what is sent', async () => {
  await desk.press('準備をはじめる');
  const own = desk.page.locator('video[data-party=self]');
  await own.waitFor();
  await choose(CARD);
  await desk.page.getByText('カメラは切れています').waitFor();
  // What is to be read is no mirror image.
  await eventually('the card is previewed', async () => (await own.getAttribute('data-mirrored')) === null);
  await look(album, desk.page, 'ready-card');
  await choose(BLURRED);
  await desk.page.getByRole('slider', { name: '枠の大きさ' }).waitFor();
  await own.waitFor();
  await look(album, desk.page, 'ready-blurred');
  await desk.press('準備を終えて対応可にする');
});

test('a booth never gets a bare picture of a desk that blurs', async () => {
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await shows('a blurred room', isBlurred);
  const bare = await booth.page.evaluate(() => globalThis.probe.readings());
  expect(bare.filter(({ sender }) => sender === DESK_SENDER)).toEqual([]);
  expect(await bareAmong(30)).toBe(0);
  await booth.heading(/まちづくり推進課（例） 3番と話しています/).waitFor();
});

test('what is inside the oval is seen, and the oval is moved by the keyboard alone', async () => {
  await openChoice();
  await look(album, desk.page, 'call-blurred');
  await desk.page.getByRole('slider', { name: '枠の大きさ' }).press('End');
  await shows('the middle of the picture', ({ corner, middle }) => middle > 100 && corner < 60);
});

test('the card is sent instead without another offer, and the camera is let go', async () => {
  const before = await agreed();
  await choose(CARD);
  await shows('the card', await cardGround());
  await look(album, desk.page, 'call-card');
  await album.take(booth.page, 'booth-card');
  await closeChoice();
  expect(await desk.button('カメラを切る').isDisabled()).toBe(true);
  expect(await agreed()).toEqual(before);
});

test('the camera is sent once it is chosen, and no bare picture after the next choice', async () => {
  const before = await agreed();
  await openChoice();
  await choose(BARE);
  await forget(booth.page);
  await seen(booth.page, DESK_SENDER, 10);
  await choose(BLURRED);
  await shows('a blurred room again', isBlurred);
  expect(await bareAmong(30)).toBe(0);
  await closeChoice();
  expect(await agreed()).toEqual(before);
});

test('a hold and what follows it show no more', async () => {
  await desk.page.keyboard.press('F9');
  await desk.page.getByText('保留中です').waitFor();
  await desk.page.keyboard.press('F9');
  await desk.page.getByText('保留中です').waitFor({ state: 'detached' });
  await shows('a blurred room after the hold', isBlurred);
  expect(await bareAmong(30)).toBe(0);
});

test('where blurring cannot go on the card is sent, and the officer is told and tries again', async () => {
  const worker = /cover\.worker/;
  await desk.person.context.route(worker, (route) => route.abort());
  await forget(booth.page);
  await desk.page.reload();
  await desk.page.getByText('背景をぼかせなくなったため、席札を送っています').waitFor();
  await shows('the card in its place', await cardGround());
  expect(await bareAmong(3)).toBe(0);
  await look(album, desk.page, 'call-failed');
  await desk.person.context.unroute(worker);
  await desk.press('もう一度ぼかす');
  await shows('a blurred room at the second attempt', isBlurred);
  expect(await bareAmong(30)).toBe(0);
});

test('a page that is loaded anew blurs as before, also where frames cannot be had one by one', async () => {
  await forget(booth.page);
  await desk.person.context.addInitScript(() => {
    delete (globalThis as { MediaStreamTrackGenerator?: unknown }).MediaStreamTrackGenerator;
  });
  await desk.page.reload();
  await desk.button('通話を終了する').waitFor();
  await shows('a blurred room after the page came back', isBlurred);
  expect(await bareAmong(30)).toBe(0);
  await openChoice();
  await choose(CARD);
  await shows('the card after the page came back', await cardGround());
  await choose(BLURRED);
  await closeChoice();
});
