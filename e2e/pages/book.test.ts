/** A resident books from a phone, and with the code looks, changes, cancels and checks in. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { tabTo } from '../harness/keyboard.ts';
import { look } from '../harness/looks.ts';
import { Phone } from '../harness/phone.ts';
import { Album } from '../harness/pictures.ts';
import { addBooth, everyDay, publish } from '../harness/published.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/book');
const TELEPHONE = '093-000-4321';

beforeAll(async () => {
  await addBooth(system.city, 'kokura-chuo');
  await addBooth(system.city, 'itozu');
  await publish(system.city, everyDay('09:00', '16:30'));
});

/** Takes a picture, asks axe, and sees to it that nothing has to be moved sideways. */
async function see(page: Page, name: string): Promise<void> {
  await look(album, page, name);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, name).toBe(0);
}

/** Every page of a booking, whatever its language: rows and buttons are found by what they are. */
async function walk(phone: Phone, language: string, name: string): Promise<void> {
  const { page } = phone;
  const next = page.locator('[type=submit]');
  const main = page.locator('main .button[data-kind=primary]');
  await see(page, `${name}-language`);
  await phone.press(language);
  await page.locator('[data-page=start]').waitFor();
  await see(page, `${name}-start`);
  await page.locator('.choice').first().click();
  await next.click();
  await page.locator('.faults').waitFor();
  await see(page, `${name}-subject-missing`);
  await page.locator('.row').first().click();
  await see(page, `${name}-subject`);
  await next.click();
  await page.locator('[data-page=place] .row').first().click();
  await see(page, `${name}-place`);
  await next.click();
  await phone.times.first().waitFor();
  await see(page, `${name}-time`);
  await page.locator('.acts .button').first().click();
  await page.locator('.dates').first().waitFor();
  await see(page, `${name}-dates`);
  await page.locator('.dates .choice').nth(7).click();
  await phone.times.nth(2).waitFor();
  await see(page, `${name}-time-from`);
  await phone.times.nth(2).click();
  await page.locator('#field-telephone').fill('12');
  await next.click();
  await page.locator('.faults').waitFor();
  await see(page, `${name}-contact-wrong`);
  await page.locator('#field-telephone').fill('');
  await next.click();
  await page.locator('[data-page=check]').waitFor();
  await see(page, `${name}-check`);
  await main.click();
  await page.locator('[data-page=done]').waitFor();
  await see(page, `${name}-done`);
  await page.locator('main .button[data-kind=harm]').click();
  await page.locator('[data-page=cancel]').waitFor();
  await see(page, `${name}-cancel`);
  await page.locator('main .button[data-kind=harm]').click();
  await page.locator('[data-page=booking]').waitFor();
  await see(page, `${name}-cancelled`);
  expect(phone.person.complaints).toEqual({ errors: [], foreign: [] });
}

test.each([
  ['日本語', 'ja', 390, 100],
  ['やさしい日本語', 'easy', 390, 100],
  ['English', 'en', 390, 100],
  ['日本語', 'ja-large', 320, 200],
  ['やさしい日本語', 'easy-large', 320, 200],
  ['English', 'en-large', 320, 200],
])(
  'every page in %s can be seen and read out (%s: %i pixels wide, letters of %i per cent)',
  async (...of) => {
    const [language, name, width, percent] = of;
    const phone = await Phone.open(system, { width, height: 844 });
    await phone.enlarge(percent);
    await walk(phone, language, name);
    await phone.close();
  },
);

test('the code finds the booking again: it is moved, kept in a calendar and taken back', async () => {
  const phone = await Phone.open(system);
  const { page } = phone;
  await phone.chooseTo();
  await phone.times.first().click();
  await page.getByLabel('電話番号（任意）').fill('０９３ー０００ー４３２１');
  await phone.press('戻る');
  await phone.press('この時間のまま進む');
  expect(await page.getByLabel('電話番号（任意）').inputValue()).toBe('０９３ー０００ー４３２１');
  await phone.press('次へ');
  await phone.press('予約する');
  const code = await phone.code();
  expect(await phone.kept([code, TELEPHONE, '4321', '４３２１'])).toEqual([]);

  const typed = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
  await phone.find(typed.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)));
  await phone.heading('予約の内容').waitFor();
  await page.getByText('受付は、当日の').waitFor();
  await see(page, 'found');
  const before = await page.locator('.moment').first().textContent();

  const [file] = await Promise.all([page.waitForEvent('download'), phone.press('カレンダーに入れる')]);
  const calendar = await readFile(await file.path(), 'utf8');
  expect(calendar).toContain('BEGIN:VCALENDAR');
  expect(calendar).toContain('SEQUENCE:0');
  for (const personal of [code, '4321']) expect(calendar).not.toContain(personal);

  await phone.press('変更する');
  await phone.times.nth(1).waitFor();
  await see(page, 'move');
  await phone.times.nth(1).click();
  await phone.heading('この時間に変えますか').waitFor();
  await see(page, 'move-check');
  await phone.press('変更する');
  await page.getByText('予約を変更しました。').waitFor();
  expect(await page.locator('.moment').first().textContent()).not.toBe(before);
  expect(await phone.code()).toBe(code);
  await see(page, 'moved');

  await phone.press('取り消す');
  await phone.press('取り消さない');
  await phone.press('取り消す');
  await phone.press('取り消す');
  await page.getByText('この予約は取り消しました。').waitFor();
  await phone.press('もう一度予約する');
  await phone.times.first().waitFor();
  expect(phone.person.complaints).toEqual({ errors: [], foreign: [] });
  await phone.close();
});

test('a code that nobody has is said at its field, and what was typed stays', async () => {
  const phone = await Phone.open(system);
  await phone.find('abcd 2345');
  await phone.page.getByRole('button', { name: /^このコードの予約は見つかりません/ }).waitFor();
  await see(phone.page, 'code-wrong');
  await phone.page.getByRole('button', { name: /^このコードの予約は見つかりません/ }).click();
  expect(await phone.page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
    'abcd 2345',
  );
  await phone.close();
});

test('a time that went to somebody else offers others, and what was entered stays', async () => {
  const [one, other] = await Promise.all([Phone.open(system), Phone.open(system)]);
  await Promise.all([one.chooseTo(), other.chooseTo()]);
  const wanted = other.times.filter({ hasText: '小倉中央市民センター' }).first();
  const words = await wanted.textContent();
  await one.times.filter({ hasText: '小倉中央市民センター' }).first().click();
  await one.heading(/^連絡先/).waitFor();
  await wanted.click();
  await other.page.getByRole('alert').waitFor();
  await other.page.locator('.offered .time').first().waitFor();
  await see(other.page, 'slot-gone');
  expect(await other.page.locator('.day .time').allTextContents()).not.toContain(words);
  await other.times.first().click();
  await other.heading(/^連絡先/).waitFor();
  await Promise.all([one.close(), other.close()]);
});

test('an answer that is lost on the way, and a line that is gone, never make two bookings', async () => {
  const phone = await Phone.open(system);
  const { page } = phone;
  await phone.chooseTo();
  await phone.times.first().click();
  await page.getByLabel('電話番号（任意）').fill(TELEPHONE);
  await phone.press('次へ');

  await phone.person.context.setOffline(true);
  await phone.press('予約する');
  await page.getByText('サーバーにつながりません').waitFor();
  const said = await page.getByRole('alert').boundingBox();
  expect(said?.y).toBeGreaterThanOrEqual(0);
  expect(said?.y).toBeLessThan(844 / 2);
  await see(page, 'offline');
  await phone.person.context.setOffline(false);

  const codes: string[] = [];
  await page.route(
    '**/api/book/bookings',
    async (route) => {
      const answer = await route.fetch();
      codes.push(((await answer.json()) as { code: string }).code);
      await route.abort();
    },
    { times: 1 },
  );
  await phone.press('もう一度送る');
  await page.getByText('サーバーにつながりません').waitFor();
  await expect.poll(() => codes.length).toBe(1);
  await phone.press('もう一度送る');
  await phone.heading('予約できました').waitFor();
  expect(await phone.code()).toBe(codes[0]);
  await phone.close();
});

test('by keyboard alone, from the language to the code', async () => {
  const phone = await Phone.open(system);
  const { page } = phone;
  const press = async (name: RegExp) => {
    await tabTo(page, String(name), () =>
      page.evaluate((source) => {
        const element = document.activeElement;
        const button = element?.tagName === 'BUTTON' || element?.tagName === 'A';
        return button && new RegExp(source).test(element?.textContent?.trim() ?? '');
      }, name.source),
    );
    await page.keyboard.press('Enter');
  };
  const choose = async () => {
    await tabTo(page, 'a round button', () =>
      page.evaluate(() => document.activeElement?.getAttribute('type') === 'radio'),
    );
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  await press(/^日本語/);
  await press(/^予約する/);
  await phone.heading('何を相談しますか').waitFor();
  await choose();
  await phone.heading('どこで相談しますか').waitFor();
  await choose();
  await phone.times.first().waitFor();
  await press(/^\d+:\d\d/);
  await phone.heading(/^連絡先/).waitFor();
  await press(/^次へ/);
  await phone.heading('この内容で予約しますか').waitFor();
  await press(/^予約する/);
  await phone.heading('予約できました').waitFor();
  await see(page, 'keyboard-done');
  await phone.close();
});

test('the browser goes back and forward, and a page that is loaded anew knows its question', async () => {
  const phone = await Phone.open(system);
  const { page } = phone;
  await phone.chooseTo();
  await page.goBack();
  await phone.heading('どこで相談しますか').waitFor();
  expect(await page.locator('.row input:checked').count()).toBe(1);
  await page.goForward();
  await phone.times.first().waitFor();
  await page.reload();
  await phone.times.first().waitFor();
  await phone.times.first().click();
  await phone.heading(/^連絡先/).waitFor();
  await page.reload();
  await phone.times.first().waitFor();
  await phone.close();
});

test('whoever is there checks in with the code', async () => {
  await publish(
    system.city,
    everyDay('00:00', '24:00', { lead_minutes: 0, early_minutes: 240, late_minutes: 60 }),
  );
  const phone = await Phone.open(system);
  const { page } = phone;
  const code = await phone.book();
  await phone.press('最初の画面へ');
  await phone.press(/^きょう来ました/);
  await page.getByLabel('予約コード').fill(code);
  await see(page, 'arrive');
  await phone.press('受付する');
  await page.getByText('時間になったら、ブースの画面で予約コードを入れてください。').waitFor();
  await see(page, 'arrived');
  await phone.close();
});
