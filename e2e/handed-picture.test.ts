/** A call is handed over while a frozen picture with marks stands: whoever takes over sees it as the resident does. */
import { beforeAll, expect, test } from 'vitest';
import { Booth } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { placeDocumentCamera } from './harness/document-camera.ts';
import { eventually } from './harness/eventually.ts';
import { press } from './harness/keyboard.ts';
import { look } from './harness/looks.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const OTHER_SENDER = 4;

const system = startSystem();
const album = new Album('target/handed-picture');
let booth: Booth;
let desk: Desk;
let other: Desk;

const board = ({ page }: Booth | Desk) => page.locator('.board svg');
const marks = (one: Booth | Desk) => board(one).locator('.ink');

beforeAll(async () => {
  booth = await Booth.open(system);
  await placeDocumentCamera(booth.page);
  await booth.page.reload();
  await booth.button('はじめる').waitFor();
  desk = await Desk.open(system, 'staff1', DESK_SENDER);
  other = await Desk.open(system, 'staff3', OTHER_SENDER);
  for (const one of [desk, other]) await one.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await booth.answered();
});

/** Sets a mark in the middle of a desk's board, by the keyboard. */
async function mark({ page }: Desk): Promise<void> {
  await page.locator('.board[data-draws]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
}

/** What of the picture is to be the same on every page: which one, how near, and the marks. */
const whatStands = (one: Booth | Desk) =>
  board(one).evaluate((svg) => ({
    picture: svg.getAttribute('data-picture'),
    view: svg.getAttribute('viewBox'),
    marks: [...svg.querySelectorAll('.ink')].map((ink) => ink.outerHTML),
  }));

test('a frozen picture and its marks stand before the officer who takes over, and both go on drawing', async () => {
  await desk.press('書類カメラを頼む');
  await booth.press('はい、見せます');
  await desk.page.locator('.together video').waitFor();
  await press(desk.page, 'この画面を止める');
  await board(booth).waitFor();
  await board(desk).waitFor();
  await mark(desk);
  await marks(booth).waitFor();
  await board(booth).click({ position: { x: 300, y: 250 } });
  await marks(desk).nth(1).waitFor();
  await press(desk.page, '大きく');

  await desk.transfer('こども家庭課', '先に職員どうしで話す', '書類の続きです');
  await press(other.page, /^受ける/);
  await desk.button('つなぎ替える').waitFor();
  await look(album, booth.page, 'held');
  await press(desk.page, 'つなぎ替える');
  await desk.page.getByRole('heading', { name: '呼び出しを待っています' }).waitFor();
  await board(other).waitFor();
  await eventually('the new officer sees what the resident sees', async () => {
    const [there, here] = [await whatStands(booth), await whatStands(other)];
    return here.marks.length === 2 && JSON.stringify(there.view) === JSON.stringify(here.view);
  });
  expect((await whatStands(other)).picture).toBe((await whatStands(booth)).picture);
  await look(album, other.page, 'taken-over');
  await look(album, booth.page, 'taken-over-booth');
  expect(await board(desk).count()).toBe(0);

  await mark(other);
  await marks(booth).nth(2).waitFor();
  await booth.press('画像をとじる');
  await other.page.getByText('ブースで画像が閉じられました。').waitFor();
});
