/** An administrator and two devices, from their codes to their end, on the real server. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { Booth } from '../harness/booth.ts';
import { BINARIES } from '../harness/city.ts';
import { Desk } from '../harness/desk.ts';
import { press, tabTo } from '../harness/keyboard.ts';
import { startSystem } from '../harness/system.ts';

const run = promisify(execFile);
const BOOTH = join(BINARIES, 'chikamado-booth');
const SITE = '小倉中央市民センター';
const TABLET = '貸出タブレット';
const TERMINAL = '受付横';

const system = startSystem();
let desk: Desk;
let booth: Booth;

beforeAll(async () => {
  desk = await Desk.visit(system);
  await desk.signIn('admin1');
  await desk.page.getByText('登録された機器は、まだありません。').waitFor();
});

/** Asks for a code on the screen, and reads it. */
async function codeFor(name: string, kind: RegExp): Promise<string> {
  const { page } = desk;
  await desk.press('新しい機器を登録する');
  await page.locator('.radio').filter({ hasText: kind }).click();
  await page.getByRole('button', { name: /^選んでください/ }).click();
  await page.getByRole('option', { name: SITE }).click();
  await page.getByLabel('名前').fill(name);
  await desk.press('コードを出す');
  return ((await page.locator('.letters').textContent()) ?? '').trim();
}

/** The device's row in the list. */
const row = (name: string) =>
  desk.page.getByRole('row').filter({ has: desk.page.getByRole('button', { name, exact: true }) });

test('a tablet comes in with the code on the screen, and the screen says so', async () => {
  const code = await codeFor(TABLET, /タブレット/);
  booth = await Booth.unpaired(system);
  await booth.pair(code);
  await desk.page.getByText(`「${TABLET}」が登録されました。`).waitFor();
  await desk.press('閉じる');
  await row(TABLET).getByText('タブレット（登録済み）').waitFor();
});

test('a terminal comes in with its key, and its certificate’s end stands in the list', async () => {
  const code = await codeFor(TERMINAL, /ブースの端末/);
  const { city } = system;
  const [dir, ca] = [join(city.directory, 'booth'), join(city.directory, 'certs', 'ca.pem')];
  await run(BOOTH, ['enrol', '--server', city.origin, '--code', code, '--dir', dir, '--ca', ca]);
  await desk.page.getByText(`「${TERMINAL}」が登録されました。`).waitFor();
  await desk.press('閉じる');
  await row(TERMINAL)
    .getByText(/\d+:\d\dまで$/)
    .waitFor();
  await row(TERMINAL).getByText('つながっていません').waitFor();
});

test('a device is moved to a site that had none, by its name', async () => {
  await desk.press(TERMINAL);
  await desk.press('別の施設へ移す');
  await desk.page.getByRole('button', { name: SITE }).click();
  await desk.page.getByRole('option', { name: '到津市民センター' }).click();
  await desk.press('変える');
  await row(TERMINAL).getByText('到津市民センター').waitFor();
});

test('a device that is not connected cannot be ordered about, and the screen says so', async () => {
  await desk.press(TERMINAL);
  await desk.press('点検する');
  await desk.page.getByText('機器がつながっていないため、頼めませんでした。').waitFor();
});

test('a booth that is put out of service says so until it is put back', async () => {
  await desk.press(TABLET);
  await desk.press('使用を止める');
  await desk.page.getByText('管理者が止めました。').waitFor();
  await booth.page.reload();
  await booth.heading('この窓口は、いま使えません').waitFor();
  await desk.press('使えるようにする');
  await row(TABLET).getByText('タブレット（登録済み）').waitFor();
  await booth.page.reload();
  await booth.button('はじめる').waitFor();
});

test('a device is renamed and revoked without a pointer', async () => {
  const { page } = desk;
  await press(page, TABLET);
  await press(page, '名前を変える');
  await tabTo(page, 'the name', () => page.evaluate(() => document.activeElement?.tagName === 'INPUT'));
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('会議室');
  await page.keyboard.press('Enter');
  await row('会議室').waitFor();
  await press(page, '取り消す');
  await page.getByRole('alertdialog').waitFor();
  await press(page, '取り消す');
  await row('会議室').getByText('取り消し済み').waitFor();
  await booth.heading('この機械を登録します').waitFor();
  expect(await desk.button('取り消す').count()).toBe(0);
});

test('staff see calls, not devices', async () => {
  const officer = await Desk.open(system);
  expect(await officer.button(/機器の管理/).count()).toBe(0);
});

test('an administrator who also takes calls has both places, and is rung among the devices', async () => {
  await system.city.addPerson('chief', 'staff', 'administrator');
  const caller = await Booth.open(system, '呼び出し');
  const chief = await Desk.open(system, 'chief');
  const devices = chief.page.getByRole('heading', { name: /^機器 \d+台$/ });
  await press(chief.page, '準備をせずに、機器の管理を開く');
  await devices.waitFor();
  await press(chief.page, '待ち行列にもどる');
  await chief.press('着信準備をする');
  await chief.getReady();

  await press(chief.page, '機器の管理');
  await devices.waitFor();
  await caller.choose();
  await caller.ring();
  await chief.button('呼び出し中：待ち行列にもどる').waitFor();
  await chief.page.keyboard.press('F2');
  await chief.button('通話を終了する').waitFor();
  expect(await chief.button('機器の管理').isDisabled()).toBe(true);
});
