/** A tablet that reads its code off the administrator's screen, with a camera that really looks at it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules, outline } from '../../web/src/features/qr/draw.ts';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { launchBefore } from '../harness/film.ts';
import { look } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

declare global {
  /** Every device that the page was given. */
  var given: MediaStreamTrack[];
}

const TABLET = '貸出タブレット';

const system = startSystem();
const album = new Album('target/screens/qr');
let desk: Desk;
/** Its camera looks at the administrator's screen. */
let before: Browser;

beforeAll(async () => {
  desk = await Desk.visit(system);
  await desk.signIn('admin1');
  await desk.press('新しい機器を登録する');
  await desk.page.locator('.radio').filter({ hasText: 'タブレット' }).click();
  await desk.page.getByRole('button', { name: /^選んでください/ }).click();
  await desk.page.getByRole('option', { name: '小倉中央市民センター' }).click();
  await desk.page.getByLabel('名前').fill(TABLET);
  await desk.press('コードを出す');
  const code = desk.page.getByRole('img', { name: '登録コードのQRコード' });
  await code.waitFor();
  await look(album, desk.page, 'devices-code');
  before = await launchBefore(code);
});
afterAll(() => before?.close());

/** A tablet that nobody has let in. It asked for no device yet, and remembers each that it is given. */
async function tablet(browser: Browser): Promise<Booth> {
  const booth = await Booth.unpaired({ ...system, browser });
  await booth.button('カメラで読み取る').waitFor();
  await booth.page.evaluate(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    globalThis.given = [];
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      globalThis.given.push(...stream.getTracks());
      return stream;
    };
  });
  return booth;
}

/** A page with nothing on it but a code, in the middle. */
function drawn(text: string): string {
  const rows = modules(text);
  return `<body style="display: grid; height: 100vh; margin: 0; place-items: center">
    <svg width="240" viewBox="0 0 ${rows.length} ${rows.length}" shape-rendering="crispEdges"><path d="${outline(rows)}"/></svg>`;
}

/** What the page was given, and how it stands now. */
const devices = (booth: Booth) =>
  booth.page.evaluate(() => globalThis.given.map(({ kind, readyState }) => `${kind} ${readyState}`));

test('a tablet comes in by the code that its camera sees, and its camera goes off', async () => {
  const booth = await tablet(before);
  await booth.press('カメラで読み取る');
  await booth.button('はじめる').waitFor();
  await desk.page.getByText(`「${TABLET}」が登録されました。`).waitFor();
  expect(await devices(booth)).toEqual(['video ended']);
});

test('a code that was used already is refused at the field, as if it had been typed', async () => {
  const booth = await tablet(before);
  await booth.press('カメラで読み取る');
  await booth.page.getByText('コードが違うか、期限が切れています。').waitFor();
  expect(await booth.page.getByLabel('登録コード').inputValue()).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  expect(await devices(booth)).toEqual(['video ended']);
});

test.each([
  ['日本語', 'カメラで読み取る', 'これは登録コードではありません。', 'やめる'],
  ['やさしい日本語', /^カメラで.*読/, 'これは ちがう QRコードです。', 'やめる'],
  ['English', 'Scan with the camera', 'This is not a registration code.', 'Cancel'],
])(
  'another code is named as such, until the person has had enough: %s',
  async (language, scan, said, cancel) => {
    const page = await system.browser.newPage();
    await page.setContent(drawn('https://example.invalid/'));
    const browser = await launchBefore(page.locator('svg'));
    const booth = await tablet(browser);
    await booth.page.getByText(language, { exact: true }).click();
    await look(album, booth.page, `pairing-${language}`);
    await booth.press(scan);
    await booth.page.getByText(said).waitFor();
    await look(album, booth.page, `scan-${language}`);
    await booth.page.setViewportSize({ width: 1920, height: 1080 });
    await look(album, booth.page, `scan-lying-${language}`);
    expect(await devices(booth)).toEqual(['video live']);
    await booth.press(cancel);
    await booth.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await devices(booth)).toEqual(['video ended']);
    await look(album, booth.page, `pairing-lying-${language}`);
    await browser.close();
  },
);

test.each([
  ['NotAllowedError', 'カメラの使用が許可されていません。'],
  ['NotFoundError', 'カメラが見つかりません。'],
  ['NotReadableError', 'カメラをほかのソフトが使っています。'],
  ['UnknownError', 'カメラを使えません。'],
])('a camera that is not to be had is said in words, and what to do instead: %s', async (fault, said) => {
  const booth = await tablet(system.browser);
  await booth.page.evaluate((fault) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException(fault, fault));
  }, fault);
  await booth.press('カメラで読み取る');
  await booth.page.getByRole('alert').getByText(said).waitFor();
  await look(album, booth.page, `scan-${fault}`);
  await booth.press('手で入力する');
  await booth.page.getByLabel('登録コード').fill('7HKM');
});
