/** What resident and officer look at together: the document camera, frozen frames with marks, pictures and pages. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Booth } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { placeDocumentCamera, unplugDocumentCamera } from './harness/document-camera.ts';
import { eventually } from './harness/eventually.ts';
import { broken, type ChosenFile, pdf, photo } from './harness/files.ts';
import { Keeper } from './harness/keeper.ts';
import { press } from './harness/keyboard.ts';
import { lookEverywhere, look as lookInto } from './harness/looks.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
const album = new Album('target/screens-document');
const look = (page: Page, name: string) => lookInto(album, page, name);
let keeper: Keeper;
let booth: Booth;
let desk: Desk;

const board = (page: Page) => page.locator('.board svg');
const rings = (page: Page) => board(page).locator('circle.ink');
const lines = (page: Page) => board(page).locator('polyline.ink');
const pictureOn = (page: Page) => board(page).getAttribute('data-picture');
/** How the picture is turned and how much of it is shown. */
const viewOf = (page: Page) => board(page).getAttribute('viewBox');

async function show(file: ChosenFile): Promise<void> {
  await desk.page.locator('.together input[type=file]').setInputFiles(file);
}

/** Both show the same picture, and it is not the one of before. */
async function bothShow(before: string | null): Promise<string> {
  await eventually('both show the same new picture', async () => {
    if ((await board(booth.page).count()) === 0 || (await board(desk.page).count()) === 0) return false;
    const [there, here] = [await pictureOn(booth.page), await pictureOn(desk.page)];
    return there === here && there !== before;
  });
  return (await pictureOn(desk.page)) ?? '';
}

afterAll(() => keeper?.stop());

beforeAll(async () => {
  keeper = await Keeper.start(system.city);
  booth = await Booth.kept(system.browser, keeper);
  await placeDocumentCamera(booth.page);
  await booth.page.reload();
  await booth.button('はじめる').waitFor();
  desk = await Desk.open(system);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await booth.answered();
  await desk.button('書類カメラを頼む').waitFor();
});

test('the document camera stays closed when the resident says no', async () => {
  await desk.press('書類カメラを頼む');
  await booth.heading('手もとの書類を、職員に見せますか').waitFor();
  await desk.page.getByText('住民に確認しています。').waitFor();
  await look(booth.page, 'booth-consent');
  await booth.press('いいえ');
  await desk.page.getByText('住民が書類カメラを使わないことを選びました。').waitFor();
  await look(desk.page, 'desk-declined');
  expect(await booth.page.locator('video[data-line=second]').count()).toBe(0);
});

test('the document camera shows after the consent, and a frozen frame is marked from both sides', async () => {
  await desk.press('書類カメラを頼む');
  await booth.press('はい、見せます');
  await desk.page.locator('.together video').waitFor();
  await eventually('the desk sees the document', () =>
    desk.page.locator('.together video').evaluate((video) => (video as HTMLVideoElement).videoWidth > 0),
  );
  await look(desk.page, 'desk-live');
  await lookEverywhere(album, booth.page, 'booth-live');
  await desk.press('この画面を止める');
  await bothShow(null);

  const box = await board(desk.page).boundingBox();
  if (box === null) throw new Error('the board has no place');
  const { mouse } = desk.page;
  await mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.45);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.47, { steps: 8 });
  await mouse.up();
  await lines(booth.page).waitFor();
  await board(booth.page).click({ position: { x: 300, y: 250 } });
  await rings(desk.page).waitFor();
  await lookEverywhere(album, booth.page, 'booth-marked');
  await look(desk.page, 'desk-marked');

  for (const act of ['大きく', '回す']) {
    const before = await viewOf(desk.page);
    await desk.press(act);
    await eventually(`both see it alike after ${act}`, async () => {
      const [here, there] = [await viewOf(desk.page), await viewOf(booth.page)];
      return here === there && here !== before;
    });
  }
  await look(desk.page, 'desk-larger');
  await booth.press('しるしを1つ消す');
  await rings(desk.page).waitFor({ state: 'detached' });
  await desk.press('しるしを全部消す');
  await lines(booth.page).waitFor({ state: 'detached' });
  await booth.press('画像をとじる');
  await desk.page.getByText('ブースで画像が閉じられました。').waitFor();
});

test('marks are set without a pointer', async () => {
  const { page } = desk;
  await press(page, 'この画面を止める');
  await bothShow(null);
  await page.locator('.board[data-draws]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await look(page, 'desk-cross');
  await page.keyboard.press('Enter');
  await rings(booth.page).waitFor();
  await press(page, '画像をとじる');
  await board(booth.page).waitFor({ state: 'detached' });
});

test('a second camera that is unplugged is told of on both sides, and the talk goes on', async () => {
  await unplugDocumentCamera(booth.page);
  await desk.page.getByText('ブースの書類カメラが外れました。').waitFor();
  await booth.page.getByText('書類カメラが外れました。').waitFor();
  await look(booth.page, 'booth-unplugged');
  await booth.press('わかりました');
  await desk.press('書類カメラを頼む');
  await desk.page.getByText('このブースには書類カメラがありません。').waitFor();
  expect(await booth.heading('手もとの書類を、職員に見せますか').count()).toBe(0);
});

test('a picture and a page of a PDF are seen at the booth', async () => {
  await show(await photo(desk.page, 'annai.png', { width: 1200, height: 800 }));
  const first = await bothShow(null);
  await look(desk.page, 'desk-picture');
  await lookEverywhere(album, booth.page, 'booth-picture');
  await show(pdf(12));
  await desk.page.getByText('1 / 12 ページ').first().waitFor();
  await desk.press('次のページ');
  await desk.page.getByRole('img', { name: '2 / 12 ページ' }).waitFor();
  await look(desk.page, 'desk-pages');
  await desk.press('このページを見せる');
  await bothShow(first);
  await look(booth.page, 'booth-page');
});

test('a photo of 40 MB is made small before it leaves', async () => {
  const before = await pictureOn(booth.page);
  const heavy = await photo(desk.page, 'heavy.png', { width: 4_000, height: 3_000, noise: true });
  expect(heavy.buffer.length).toBeGreaterThan(30_000_000);
  await show(heavy);
  await bothShow(before);
  expect(await board(booth.page).locator('image').getAttribute('width')).toBe('2560');
});

test('what cannot be shown is refused in words, and the picture stays', async () => {
  const before = await pictureOn(booth.page);
  for (const [file, words] of [
    [broken('photo.png', 'image/png', 'this is a text'), 'ファイルの中身がそのどれでもありません'],
    [
      broken('annai.pdf', 'application/pdf', '%PDF-1.7 and nothing more'),
      'ファイルが壊れているため、開けません',
    ],
    [broken('photo.jpg', 'image/jpeg', ''), 'ファイルの中身がそのどれでもありません'],
  ] as const) {
    await show(file);
    await desk.page.getByText(words).waitFor();
  }
  await look(desk.page, 'desk-refused');
  expect(await pictureOn(booth.page)).toBe(before);
});

test('the cover takes the picture away, and nothing can be shown under it', async () => {
  await booth.press('画面をかくす');
  await desk.page.getByText('ブースで画像が閉じられました。').waitFor();
  await show(await photo(desk.page, 'annai.png', { width: 600, height: 400 }));
  await desk.page.getByText('住民が画面をかくしているため、見せられません。').waitFor();
  await booth.press('画面をもどす');
  expect(await board(booth.page).count()).toBe(0);
});

test('a booth’s new page starts with an empty stage, and the desk hears of it', async () => {
  await show(await photo(desk.page, 'annai.png', { width: 600, height: 400 }));
  await bothShow(null);
  await booth.page.reload();
  await booth.answered();
  await desk.page.getByText('ブースで画像が閉じられました。').waitFor();
  expect(await board(booth.page).count()).toBe(0);
});

test('at the end nothing of it is left in either page', async () => {
  const addresses = async (page: Page) => page.locator('image[href^="blob:"], img[src^="blob:"]').count();
  await show(await photo(desk.page, 'annai.png', { width: 600, height: 400 }));
  await bothShow(null);
  await booth.sayEnd();
  await keeper.reported('ended');
  await desk.page.getByRole('heading', { name: '後処理' }).waitFor();
  expect(await addresses(booth.page)).toBe(0);
  expect(await addresses(desk.page)).toBe(0);
  for (const { complaints } of [booth.person, desk.person]) {
    expect(complaints.foreign).toEqual([]);
    expect(complaints.errors).toEqual([]);
  }
});
