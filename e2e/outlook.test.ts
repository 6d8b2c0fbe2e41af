/** What stands outside of a call and beside it: the public board, the attendant's lamps, 応対メモ and 緊急つなぎ. */
import { expect, test } from 'vitest';
import { Booth } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { look as lookInto } from './harness/looks.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
const album = new Album('target/outlook');

test('a board on a wall says how busy the counter is, in each language, standing and lying', async () => {
  const booth = await Booth.open(system, '掲示');
  const desk = await Desk.open(system);
  await desk.getReady();
  const page = await system.browser.newPage({ ignoreHTTPSErrors: true });
  await page.clock.install();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${system.city.origin}/board/kokura-chuo`);
  const hidden = () =>
    page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  for (const [words, name] of [
    ['空き', 'ja'],
    ['使', 'easy'],
    ['Free', 'en'],
  ] as const) {
    await page.locator('.crowd .what').filter({ hasText: words }).waitFor();
    await lookInto(album, page, `board-${name}`);
    expect(await hidden()).toBe(0);
    await page.setViewportSize({ width: 1080, height: 1920 });
    await album.take(page, `board-${name}-standing`);
    expect(await hidden()).toBe(0);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.clock.runFor(12_000);
  }
  await booth.choose();
  await booth.ring();
  await desk.ringing.waitFor();
  await page.clock.runFor(5_000);
  await page.getByText('少し混んでいます').waitFor();
  await page.goto(`${system.city.origin}/board/nowhere`);
  await page.getByText('この施設の案内はありません').waitFor();
  await page.close();

  await desk.accept();
  const memo = desk.page.locator('.memo');
  await memo.getByText('まだ書かれていません。').waitFor();
  await desk.press('書き直す');
  await memo.getByLabel('聞くこと・案内すること').fill('集める曜日をきく\n量をきく');
  await desk.press('定型文を足す');
  await memo.getByRole('textbox', { name: '定型文 1' }).fill('確認して折り返します');
  await lookInto(album, desk.page, 'memo-editing');
  await desk.press('保存する');
  await memo.getByRole('listitem').filter({ hasText: '量をきく' }).waitFor();
  await desk.press('筆談で送る：確認して折り返します');
  await memo.getByText('送りました。').waitFor();
  await booth.page.getByText('確認して折り返します').waitFor();
  await lookInto(album, desk.page, 'memo');

  await desk.press('緊急つなぎ');
  await desk.page.getByRole('dialog').getByText('189').waitFor();
  await lookInto(album, desk.page, 'hotlines');
  await desk.press('児童相談所虐待対応ダイヤル 番号を住民の画面に出す');
  await desk.page.getByText('児童相談所虐待対応ダイヤルの番号を、住民の画面に出しました。').waitFor();
  await booth.page.getByText('児童相談所虐待対応ダイヤル　電話 189').waitFor();
  await desk.press('とじる');

  const attendant = await Desk.visit(system, 3);
  await attendant.signIn('attendant1');
  await attendant.page.locator('.attendance li').filter({ hasText: '使用中' }).waitFor();
  await lookInto(album, attendant.page, 'attendance');
  await attendant.page.setViewportSize({ width: 390, height: 844 });
  await lookInto(album, attendant.page, 'attendance-phone');
  await desk.end();
  await attendant.page.locator('.attendance li').filter({ hasText: '利用できます' }).waitFor();
});
