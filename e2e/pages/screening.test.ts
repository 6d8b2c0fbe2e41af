/** Day 2 and day 1 up to its form: what the demonstration's screening asks and says, with the real office behind it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScreeningAsked } from '../../web/src/generated/protocol.ts';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { Phone } from '../harness/phone.ts';
import { addBooth, everyDay, publish, withCounter } from '../harness/published.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem({ screening: true });

let booth: Booth;
let desk: Desk;
/** What the booth asked the office before anything rang. */
let asked: ScreeningAsked[] = [];
let counted: unknown[] = [];

beforeAll(async () => {
  booth = await Booth.open(system);
  desk = await Desk.visit(system);
  await desk.signIn('staff1');
  await desk.getReady();
  booth.page.on('request', (request) => {
    if (request.url().endsWith('/api/booth/screening')) asked.push(request.postDataJSON());
    if (request.url().endsWith('/api/booth/turn-aways')) counted.push(request.postDataJSON());
  });
});
afterAll(async () => {
  await booth?.person.context.close();
  await desk?.person.context.close();
});

/** From the start to what is asked or said about a tile. */
async function choose(tile: RegExp): Promise<void> {
  asked = [];
  counted = [];
  await booth.page.reload();
  await booth.touch(tile);
}

describe('a resident at a booth', () => {
  test('who only talks is asked one thing, and can ring', async () => {
    await choose(/ごみ出し支援/);
    await booth.heading('まわりに人がいても話せますか').waitFor();
    await booth.page.getByText('最後の質問です').waitFor();
    await booth.press('話せます');
    await booth.heading('職員を呼び出しますか').waitFor();
    await booth.page.getByText('書類もお金も要らないので、ここで最後までできます。').waitFor();
    expect(counted).toEqual([]);
  });

  test('who does not want to be heard is told how that is done, and officers read it', async () => {
    await choose(/ごみ出し支援/);
    await booth.press('聞かれたくないことがあります');
    await booth.page.getByText(/受話器で話すので/).waitFor();
    await booth.ring();
    await desk.page.getByText('見えない・聞こえないようにして相談').first().waitFor();
    await booth.press('おわる');
  });

  test('who talks about income is led to a closed room', async () => {
    await choose(/保育サービス/);
    await booth.heading('家族の収入の話もしますか').waitFor();
    await booth.press('はい');
    await booth.press('話せます');
    await booth.heading('個室のブースで相談してください').waitFor();
    expect(counted).toMatchObject([{ subject: 'childcare', reason: 'enclosed-booth' }]);
    await booth.press('もどる');
    await booth.press('もどる');
    await booth.page.locator('[data-chosen]').getByText('はい').waitFor();
  });

  test('with card and PIN gets a certificate elsewhere, without them at the office', async () => {
    await choose(/証明書の交付/);
    await booth.press('はい');
    await booth.heading('証明書の機械かコンビニで受け取れます').waitFor();
    await booth.press('もどる');
    await booth.press('いいえ、または分かりません');
    await booth.heading('区役所の窓口でお手続きください').waitFor();
    expect(counted).toMatchObject([{ reason: 'kiosk' }, { reason: 'in-person' }]);
  });

  test('with a phone and a card applies online, and is helped', async () => {
    await choose(/電子申請の操作/);
    await booth.press('はい');
    await booth.press('話せます');
    await booth.heading('職員を呼び出しますか').waitFor();
    await booth.page.getByText(/申し込むのは、ご自分のスマートフォンです/).waitFor();
  });

  test('who asks for 生活保護 reads of a right, and the number to call now', async () => {
    await choose(/^くらしの困りごと$/);
    await booth.press(/生活・お金/);
    await booth.heading('申請は国民の権利です').waitFor();
    await booth.page.getByText('いま、電話で話せます。').waitFor();
    await booth.page.locator('.plate dd').getByText('093').waitFor();
  });

  test('in danger is asked nothing, and nothing is told to anybody', async () => {
    await choose(/^くらしの困りごと$/);
    await booth.press(/こころ・安全/);
    await booth.page.getByText('ひとりで抱えなくて大丈夫です。').waitFor();
    expect([asked, counted]).toEqual([[], []]);
  });

  test('who finds it wrong talks to an officer all the same, who is told so', async () => {
    await choose(/粗大ごみ/);
    await booth.press('はい');
    await booth.press('話せます');
    await booth.heading('区役所の窓口でお手続きください').waitFor();
    await booth.press('職員と話す');
    await booth.ring();
    await desk.page.getByText('本人は職員との相談を希望').first().waitFor();
    await booth.press('おわる');
  });
});

describe('whoever books', () => {
  beforeAll(async () => {
    await addBooth(system.city, 'itozu');
    await publish(system.city, withCounter(everyDay('09:00', '16:30')));
  });

  test('on a phone is asked before the times, and led on where they would be for nothing', async () => {
    const phone = await Phone.open(system);
    await phone.press('日本語');
    await phone.press(/^予約する/);
    await phone.row(/市営住宅/).click();
    await phone.press('次へ');
    await phone.row('小倉中央市民センター').first().click();
    await phone.press('次へ');
    await phone.press('はい');
    await phone.press('話せます');
    await phone.heading('個室のブースで相談してください').waitFor();
    await phone.press('戻る');
    await phone.heading('まわりに人がいても話せますか').waitFor();
    await phone.press('戻る');
    await phone.press('いいえ');
    await phone.press(/^話せます/);
    await phone.times.first().click();
    await phone.heading(/^連絡先/).waitFor();
    await phone.press('次へ');
    await phone.press('予約する');
    await phone.heading('予約できました').waitFor();
    expect(phone.person.complaints).toEqual({ errors: [], foreign: [] });
    await phone.close();
  });

  test('at a desk asks the caller, and books in spite of the verdict in sight alone', async () => {
    const { page } = desk;
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('F7');
    await dialog.locator('.select-button').first().click();
    await page.getByRole('option', { name: /市営住宅/ }).click();
    await dialog.locator('.select-button').nth(1).click();
    await page.getByRole('option', { name: '小倉中央市民センター' }).click();
    await dialog.getByText('はい', { exact: true }).click();
    await dialog.getByText('話せます', { exact: true }).click();
    await dialog.getByText('個室のブースへ').waitFor();
    expect(await dialog.locator('.free-time').count()).toBe(0);
    await dialog.getByRole('button', { name: /判定とちがっても/ }).click();
    await dialog.locator('.free-time').first().click();
    await dialog.locator('.held').waitFor();
  });

  test('at a booth has the next time at the ward office with one touch', async () => {
    await choose(/^おくやみ 別/);
    await booth.heading('区役所の窓口でお手続きください').waitFor();
    await booth.press(/小倉北区役所 窓口/);
    await booth.press('書かずに次へ');
    await booth.press('予約する');
    await booth.heading('予約できました').waitFor();
    await booth.page
      .getByText(/区役所の窓口へお越しになり/)
      .first()
      .waitFor();
    const code = await booth.page.locator('.proof .plate dd').textContent();
    await booth.press('コードを控えて、おわる');
    await booth.erased.waitFor();
    await booth.page.reload();
    await booth.arrive((code ?? '').replace(' ', ''));
    await booth.heading('この予約は、区役所の窓口での予約です').waitFor();
  });

  test('of 生活保護 at a booth is told of a time, and that none is needed', async () => {
    await choose(/^くらしの困りごと$/);
    await booth.press(/生活・お金/);
    await booth.heading('申請は国民の権利です').waitFor();
    await booth.page.getByText(/予約がなくても/).waitFor();
    await booth.page.getByRole('button', { name: /小倉北区役所 窓口/ }).waitFor();
  });

  test('what no booth handles, on a phone, has the times of the counter', async () => {
    const phone = await Phone.open(system);
    await phone.press('日本語');
    await phone.press(/^予約する/);
    await phone.row(/転入・転出/).click();
    await phone.press('次へ');
    await phone.row('小倉北区役所 窓口').first().click();
    await phone.press('次へ');
    await phone.times.first().click();
    await phone.heading(/^連絡先/).waitFor();
    await phone.press('次へ');
    await phone.press('予約する');
    await phone.heading('予約できました').waitFor();
    await phone.page.getByText(/区役所の窓口へお越しになり/).waitFor();
    await phone.close();
  });

  test('at a desk holds the counter with one press, and finds it marked', async () => {
    const { page } = desk;
    await page.reload();
    await desk.getReady();
    await page.keyboard.press('F7');
    const dialog = page.getByRole('dialog');
    await dialog.locator('.select-button').first().click();
    await page.getByRole('option', { name: /粗大ごみ/ }).click();
    await dialog.locator('.select-button').nth(1).click();
    await page.getByRole('option', { name: '小倉中央市民センター' }).click();
    await dialog.getByText('はい', { exact: true }).click();
    await dialog.getByText('話せます', { exact: true }).click();
    await dialog.getByRole('button', { name: /来庁）を予約/ }).click();
    await dialog.locator('.held').waitFor();
  });
});
