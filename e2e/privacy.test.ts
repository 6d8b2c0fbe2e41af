/** 画面をかくす: from the booth, from the desk and by rule, over a lost page, in part, and lifted by the booth alone. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { BOOTH_SENDER, Booth } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { Keeper } from './harness/keeper.ts';
import { lookEverywhere, look as lookInto } from './harness/looks.ts';
import { forget, heard, onlySound, seen, stopped } from './harness/media.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem({ privacy: { private_field: 'voice-only' } });
const album = new Album('target/screens-privacy');
const look = (page: Page, name: string) => lookInto(album, page, name);
let keeper: Keeper;
let booth: Booth;
let desk: Desk;

afterAll(() => keeper?.stop());

/** Both see each other, from now on. */
async function flows(): Promise<void> {
  await Promise.all([booth, desk].map(({ page }) => forget(page)));
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
}

test('they talk', async () => {
  keeper = await Keeper.start(system.city);
  booth = await Booth.kept(system.browser, keeper);
  desk = await Desk.open(system);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await flows();
});

test('they fill the form together', async () => {
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil('生年月日');
  await desk.answered('お名前', '試験 花子');
});

test('covered from the booth: the desk sees why, and no value of the form', async () => {
  await booth.press('画面をかくす');
  await booth.heading('画面をかくしています').waitFor();
  await desk.page.getByText('住民が画面をかくしています').waitFor();
  await stopped(desk.page);
  await desk.answered('お名前', '入力済');
  expect(await desk.page.getByText('試験 花子').count()).toBe(0);
  await look(desk.page, 'desk-by-booth');
  await lookEverywhere(album, booth.page, 'booth-by-booth');
});

test('筆談 goes on behind the cover', async () => {
  await desk.press(/^筆談/);
  await desk.page.getByLabel('住民に見せる文').fill('人がいますか');
  await desk.press('送る');
  await booth.press('職員の筆談を読む');
  await booth.page.getByText('人がいますか').waitFor();
  await lookEverywhere(album, booth.page, 'booth-notes');
  await booth.press('はい');
  await desk.page.locator('.notes').getByText('はい', { exact: true }).waitFor();
  await booth.press('筆談を閉じる');
});

test('a page that comes anew comes covered', async () => {
  const { person } = booth;
  await person.page.close();
  person.page = await person.context.newPage();
  await person.page.goto(`${keeper.origin}/booth`);
  await booth.heading('画面をかくしています').waitFor();
  await booth.button('声だけもどす').waitFor();
  await desk.page.getByText('住民が画面をかくしています').waitFor();
  await stopped(desk.page);
});

test('the desk asks, and the resident stays covered', async () => {
  await desk.press('もどしてよいか聞く');
  await booth.page.getByText('職員が「画面をもどしてよいですか」と聞いています。').waitFor();
  await look(booth.page, 'booth-asked');
  await look(desk.page, 'desk-asked');
  await booth.press('まだ、かくしておく');
  await desk.page.getByText('住民は、まだかくしておくそうです。').waitFor();
  await look(desk.page, 'desk-declined');
});

test('the voices come back alone', async () => {
  await booth.press('声だけもどす');
  await desk.page.getByText('声は話せます。映像は止まっています。').waitFor();
  await onlySound(desk.page);
  expect(await heard(desk.page, BOOTH_SENDER)).toBeDefined();
  await desk.answered('お名前', '入力済');
  await look(desk.page, 'desk-partial');
  await lookEverywhere(album, booth.page, 'booth-partial');
});

test('then they come quietly, and whoever only writes neither hears nor is heard', async () => {
  const ways = booth.page.getByRole('group', { name: '聞き方' });
  const isTaken = (way: string) => ways.getByRole('button', { name: way, pressed: true }).waitFor();
  await isTaken('小さい音');
  await ways.getByRole('button', { name: '筆談だけ' }).click();
  await isTaken('筆談だけ');
  expect(await booth.hears()).toBe(false);
  await ways.getByRole('button', { name: '小さい音' }).click();
  await isTaken('小さい音');
  expect(await booth.hears()).toBe(true);
});

test('the booth lifts it, and everything is there again', async () => {
  await booth.press('画面をもどす');
  await flows();
  await desk.answered('お名前', '試験 花子');
});

test('a private field stops the pictures by rule, and whoever leaves it brings them back themselves', async () => {
  const why = '住民が個人の欄を入力するため、きまりにより止めています';
  await booth.fillUntil('連絡する人のお名前');
  await booth.page.getByText('職員に見えない欄なので、きまりにより止めています').waitFor();
  await desk.page.getByText(why).waitFor();
  await onlySound(desk.page);
  await lookEverywhere(album, booth.page, 'booth-private-field');
  await look(desk.page, 'desk-private-field');
  await booth.fillUntil();
  await desk.page.getByText(why).waitFor();
  await onlySound(desk.page);
  await booth.press('画面をもどす');
  await flows();
});

test('covered from the desk by its key: the booth says by whom, and lifts it', async () => {
  await desk.page.keyboard.press('F10');
  await booth.heading('職員が、この画面をかくしました').waitFor();
  await desk.page.getByText('職員が住民の画面をかくしています').waitFor();
  await stopped(desk.page);
  await look(desk.page, 'desk-by-desk');
  await lookEverywhere(album, booth.page, 'booth-by-desk');
  await desk.press('もどしてよいか聞く');
  await booth.press('はい、もどす');
  await flows();
  await booth.press('申請書を閉じる');
  await booth.press(/聞き方/);
  await booth.heading('聞き方').waitFor();
  await lookEverywhere(album, booth.page, 'booth-hearing');
  for (const { complaints } of [booth.person, desk.person]) {
    expect(complaints.foreign).toEqual([]);
    expect(complaints.errors).toEqual([]);
  }
});
