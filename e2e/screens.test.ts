/** Every screen of both faces: nothing for axe to find, in each language; pictures in target/screens for people. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BoothInfo } from '../web/src/generated/protocol.ts';
import { Booth } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { DEVICES } from './harness/devices.ts';
import { Equipment } from './harness/equipment.ts';
import { look as lookInto } from './harness/looks.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
const album = new Album('target/screens');
const look = (page: Page, name: string) => lookInto(album, page, name);

describe('the booth', () => {
  let booth: Booth;

  beforeAll(async () => {
    booth = await Booth.open(system, '画面');
    await Equipment.around(booth.page);
  });

  test.each(['日本語', 'やさしい日本語', 'English'])(
    'has nothing for axe to find up to the confirm page: %s',
    async (language) => {
      await booth.page.reload();
      await booth.page.getByText(language, { exact: true }).first().click();
      await look(booth.page, `booth-start-${language}`);
      await booth.page.locator('.rail button').last().click();
      await booth.page.locator('.tile').first().waitFor();
      await look(booth.page, `booth-tiles-${language}`);
      await booth.page.locator('.tile').nth(1).click();
      await look(booth.page, `booth-confirm-${language}`);
    },
  );

  test('says where to go when a subject is not handled here', async () => {
    await booth.page.reload();
    await booth.press('はじめる');
    while (!(await booth.page.getByRole('button', { name: /転入・転出/ }).isVisible()))
      await booth.press('次のページ');
    await booth.page.getByRole('button', { name: /転入・転出/ }).click();
    await booth.heading('区役所の窓口でお手続きください').waitFor();
    await look(booth.page, 'booth-elsewhere');
  });

  test.each(['日本語', 'やさしい日本語', 'English'])('says why it takes no visits: %s', async (language) => {
    const place = '**/api/booth';
    await booth.page.route(place, async (route) => {
      const response = await route.fetch();
      const info = (await response.json()) as BoothInfo;
      await route.fulfill({
        response,
        json: { ...info, out_of_order: 'selfcheck', nearest: '門司港市民センター' },
      });
    });
    await booth.page.reload();
    await booth.page.getByText(language, { exact: true }).first().click();
    await booth.page.getByRole('alert').waitFor();
    await look(booth.page, `booth-out-of-order-${language}`);
    await booth.page.unroute(place);
  });

  test('says so when nobody is 対応可', async () => {
    await booth.page.reload();
    await booth.press('はじめる');
    await booth.page.getByRole('button', { name: /ごみ出し支援/ }).click();
    await booth.heading('いま、この用件に出られる職員がいません').waitFor();
    await look(booth.page, 'booth-nobody');
  });

  test('leads to a new page where the server speaks another version', async () => {
    const { page } = booth;
    await page.reload();
    await booth.press('はじめる');
    const problem = { type: '', code: 'bad-version', status: 400, title: '', errors: [] };
    await page.routeWebSocket(/\/ws\?/, (socket) => {
      const frame = JSON.stringify({ v: 1, body: { type: 'refused', id: 0, problem } });
      socket.onMessage(() => socket.send(frame));
    });
    await booth.person.cut();
    await booth.heading('はじめの画面に戻ってください').waitFor();
    for (const language of ['やさしい日本語', 'English', '日本語']) {
      await page.getByText(language, { exact: true }).first().click();
      await look(page, `booth-outdated-${language}`);
    }
    await booth.press('はじめの画面へ');
    await booth.erased.waitFor();
    await booth.press('はじめの画面へ');
    await booth.heading('画面を新しくしています').waitFor();
    await look(page, 'booth-renewing');
  });
});

test('the administrator’s screen has nothing for axe to find, whatever state a device is in', async () => {
  const desk = await Desk.visit(system);
  const { page } = desk;
  let devices = DEVICES;
  await page.route('**/api/devices', (route) => route.fulfill({ json: devices }));
  await desk.signIn('admin1');
  for (const { name } of DEVICES) {
    await desk.press(name);
    await page.getByRole('heading', { name }).waitFor();
    await look(page, `devices-${name}`);
  }
  await desk.press('新しい機器を登録する');
  await page.getByRole('button', { name: /選んでください/ }).click();
  await look(page, 'devices-sites');
  await page.getByRole('option', { name: '小倉中央市民センター' }).click();
  await look(page, 'devices-register');
  await desk.press('コードを出す');
  await look(page, 'devices-register-nameless');
  await page.getByLabel('名前').fill('試験');
  await desk.press('コードを出す');
  await page.getByText('機器が入るのを待っています…').waitFor();
  await look(page, 'devices-code');
  await desk.press('閉じる');
  await desk.press(DEVICES.find(({ state }) => state === 'suspended')?.name ?? '');
  await desk.press('取り消す');
  await look(page, 'devices-revoke');
  await desk.press('やめる');
  devices = [];
  await page.getByText('登録された機器は、まだありません。').waitFor();
  await look(page, 'devices-none');
  await page.route('**/api/devices', (route) => route.abort());
  await page.getByText('サーバーにつながらないため、表示が古くなっています。').waitFor();
  await look(page, 'devices-stale');
  await page.reload();
  await page.getByText('サーバーにつながりません。').waitFor();
  await look(page, 'devices-unreachable');
});

test('both places of an administrator who takes calls have nothing for axe to find', async () => {
  await system.city.addPerson('chief', 'staff', 'administrator');
  const desk = await Desk.open(system, 'chief');
  await desk.page.route('**/api/devices', (route) => route.fulfill({ json: DEVICES }));
  await look(desk.page, 'desk-prepare-or-devices');
  await desk.press('準備をせずに、機器の管理を開く');
  await desk.button(DEVICES[0]?.name ?? '').waitFor();
  await look(desk.page, 'desk-devices');
  await desk.press('待ち行列にもどる');
  await look(desk.page, 'desk-not-ready');
});

test('a whole call has nothing for axe to find on either side', async () => {
  const booth = await Booth.open(system, '通話');
  const equipment = await Equipment.around(booth.page);
  await booth.page.reload();
  const desk = await Desk.open(system);
  await desk.button('準備をはじめる').waitFor();
  await look(desk.page, 'desk-prepare');
  await desk.getReady();
  await look(desk.page, 'desk-idle');
  await booth.choose();
  await booth.ring();
  await desk.ringing.waitFor();
  await look(booth.page, 'booth-waiting');
  await look(desk.page, 'desk-ringing');
  await desk.accept();
  await booth.button('申請書を書く').waitFor();
  await look(booth.page, 'booth-call');
  await look(desk.page, 'desk-call');
  await desk.recordIdentity();
  await booth.press('読み上げ');
  await booth.openForm();
  const questions: string[] = [];
  for (let question = await booth.question(); question !== undefined; question = await booth.question()) {
    await look(booth.page, `booth-question-${questions.length + 1}`);
    questions.push(question);
    await booth.answer(question);
  }
  expect(questions.length).toBeGreaterThan(10);
  await look(booth.page, 'booth-check');
  await look(desk.page, 'desk-form');
  await booth.press('筆談');
  await look(booth.page, 'booth-notes');
  await booth.press('筆談を閉じる');
  await booth.press('画面をかくす');
  await booth.heading('画面をかくしています').waitFor();
  await look(booth.page, 'booth-covered');
  await desk.page.getByText('住民が画面をかくしています').waitFor();
  await look(desk.page, 'desk-covered');
  await booth.press('画面をもどす');
  await booth.submit();
  await look(booth.page, 'booth-receipt');
  equipment.hasPaper = false;
  await booth.press('紙に印刷する');
  await booth.page.getByText('印刷できませんでした。').waitFor();
  await look(booth.page, 'booth-print-failed');
  equipment.hasPaper = true;
  await booth.press('もう一度印刷する');
  await booth.page.getByText('印刷しました。').waitFor();
  await look(booth.page, 'booth-printed');
  await look(desk.page, 'desk-receipt');
  await booth.end();
  await look(booth.page, 'booth-erased');
  await desk.page.getByRole('heading', { name: '後処理' }).waitFor();
  await look(desk.page, 'desk-wrap-up');
});
