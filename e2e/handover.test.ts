/** An officer holds a call and hands it over: what the resident hears, and what goes along. */
import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, type Booth } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { forget, heard, onlySound, seen, stopped } from './harness/media.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';

const OTHER_SENDER = 4;
const SECTION = 'こども家庭課';
const FIRST = '先に職員どうしで話す';

const system = startSystem();
let booth: Booth;
let desk: Desk;
let other: Desk;

/** The first officer's line, with whose it is in words. */
async function told(lines: Locator): Promise<void> {
  await lines
    .filter({ hasText: 'あと少しです' })
    .getByText(/^職員（.+）$/)
    .waitFor();
}

/** Each of the resident and an officer sees and hears the other, from now on. */
async function talks(officer: Desk, sender: number): Promise<void> {
  await Promise.all([forget(booth.page), forget(officer.page)]);
  await Promise.all([seen(officer.page, BOOTH_SENDER), seen(booth.page, sender)]);
  expect(await heard(booth.page, sender)).toBeGreaterThan(-40);
}

beforeAll(async () => {
  ({ booth, desk } = await meet(system));
  await system.city.addPerson('kodomo1', 'staff');
  other = await Desk.open(system, 'kodomo1', OTHER_SENDER);
  await other.getReady();
});

test('a hold stops sound and picture both ways, and both sides are told', async () => {
  await desk.press(/^保留/);
  await desk.page.getByText('住民に音も映像も届いていません').waitFor();
  await booth.heading('保留中です').waitFor();
  await Promise.all([stopped(booth.page), stopped(desk.page)]);
  await desk.page.keyboard.press('F9');
  await talks(desk, DESK_SENDER);
});

test('with the sound first no picture passes either way, both sides are told, and one touch brings it back', async () => {
  await desk.press('その他');
  await desk.page.getByRole('menuitem', { name: '音声優先にする' }).click();
  await booth.page.getByText('相手は音声を優先しています').waitFor();
  await desk.page.getByText('音声優先です。映像を止めています').waitFor();
  await Promise.all([onlySound(booth.page), onlySound(desk.page)]);
  expect(await heard(booth.page, DESK_SENDER)).toBeGreaterThan(-40);
  expect(await heard(desk.page, BOOTH_SENDER)).toBeGreaterThan(-40);
  await desk.press('音声優先をやめる');
  await talks(desk, DESK_SENDER);
});

test('a transfer that is declined comes back, and the officer is told', async () => {
  await desk.transfer(SECTION, FIRST, '住宅の相談に変わりました');
  await other.page.getByText('住宅の相談に変わりました').waitFor();
  await other.press(/^断る/);
  await desk.page.getByText('「いまは受けられません」との返事でした').waitFor();
  await talks(desk, DESK_SENDER);
});

test('officers talk first, the resident hears nothing of it, and form and notes go along', async () => {
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil('連絡する人のお名前');
  await desk.press(/^筆談/);
  await desk.page.getByLabel('住民に見せる文').fill('あと少しです');
  await desk.press('送る');
  await desk.transfer(SECTION, FIRST, '申請の続きです');
  await other.press(/^受ける/);
  await Promise.all([seen(desk.page, OTHER_SENDER), seen(other.page, DESK_SENDER)]);
  expect(await heard(desk.page, OTHER_SENDER)).toBeGreaterThan(-40);
  await stopped(booth.page);
  await other.page.getByText('申請の続きです').waitFor();

  await desk.press('つなぎ替える');
  await desk.page.getByRole('heading', { name: '呼び出しを待っています' }).waitFor();
  expect(await desk.page.getByRole('heading', { name: '後処理' }).count()).toBe(0);
  await talks(other, OTHER_SENDER);
  await other.answered('お名前', ANSWERS.お名前 ?? '');
  await told(other.page.locator('.notes li'));
  await told(booth.page.locator('.notes .note'));
});

test('whoever took the call over reloads the page, and still knows what came with it', async () => {
  await other.page.reload();
  await other.page.getByText('申請の続きです').waitFor();
  await told(other.page.locator('.notes li'));
  await talks(other, OTHER_SENDER);
});

test('a cold transfer connects whoever accepts at once', async () => {
  await other.transfer('まちづくり推進課', 'すぐにつなぐ');
  await desk.press(/^受ける/);
  // A page that was loaded anew prepares anew.
  await other.button('準備をはじめる').waitFor();
  await talks(desk, DESK_SENDER);
  await desk.end();
  await desk.wrapUp();
});
