/**
 * 申請の状態を見る・直す on an applicant's own phone: every page in each language, and at 320 px with letters twice as large.
 * The office's answers are given here; `office.test.ts` has the real ones.
 */
import { readFile } from 'node:fs/promises';
import type { Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { CODE, own } from '../../web/src/book/application/sample.ts';
import { asSent } from '../../web/src/office/sample.ts';
import { press, tabTo } from '../harness/keyboard.ts';
import { look } from '../harness/looks.ts';
import { Phone } from '../harness/phone.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem({ hours: true });
const album = new Album('target/application');
const ADDRESS = '大手町1-1 大手町荘203';

type Given = { status: number; json: unknown };
const ok = (json: unknown): Given => ({ status: 200, json });
const no = (code: string, status: number, more: object = {}): Given => ({
  status,
  json: { type: '', code, status, title: '', errors: [], ...more },
});

/** A phone, and what the office answers by the end of the address; without an answer the line fails. */
async function withOffice(viewport?: { width: number; height: number }) {
  const phone = await Phone.open(system, viewport);
  const answers = new Map<string, Given>();
  const asked: { path: string; key: string | undefined; body: unknown }[] = [];
  await phone.page.route(/\/api\/my-application/, async (route: Route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    asked.push({ path: pathname, key: request.headers()['idempotency-key'], body: request.postDataJSON() });
    const given = answers.get(pathname);
    return given === undefined ? route.abort() : route.fulfill(given);
  });
  answers.set('/api/my-application', ok(own()));
  answers.set(
    '/api/my-application/form',
    ok(asSent(await readFile('forms/definitions/fureai-shushu.json', 'utf8'))),
  );
  answers.set('/api/my-application/correct', ok(own({ status: 'review', correction: null })));
  return { phone, answers, asked };
}

async function see(phone: Phone, name: string): Promise<void> {
  await look(album, phone.page, name);
  const wider = await phone.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, name).toBe(0);
  expect(
    await phone.page.locator('footer a[href^="tel:"]').count(),
    `${name}: a number to call`,
  ).toBeGreaterThan(0);
}

test.each([
  ['日本語', 'ja', 390, 100],
  ['やさしい日本語', 'easy', 390, 100],
  ['English', 'en', 390, 100],
  ['日本語', 'ja-large', 320, 200],
  ['やさしい日本語', 'easy-large', 320, 200],
  ['English', 'en-large', 320, 200],
])(
  'every page in %s (%s: %i pixels wide, letters of %i per cent)',
  async (language, name, width, percent) => {
    const { phone, answers } = await withOffice({ width, height: 844 });
    const { page } = phone;
    const main = page.locator('main .button[data-kind=primary]');
    await phone.enlarge(percent);
    await phone.press(language);
    await page.locator('.choice').nth(3).click();
    await page.locator('#application-code').waitFor();
    await see(phone, `${name}-code`);
    await main.click();
    await page.locator('.problem').waitFor();
    await see(phone, `${name}-code-empty`);
    await page.locator('#application-code').fill(CODE);
    answers.set('/api/my-application', no('too-many', 429, { retry_after: 170 }));
    await main.click();
    await page.locator('.notice').waitFor();
    await see(phone, `${name}-code-too-many`);
    answers.set('/api/my-application', ok(own()));
    await main.last().click();
    await page.locator('.asked').waitFor();
    await see(phone, `${name}-state`);
    await main.click();
    await page.locator('#application-answer').waitFor();
    await see(phone, `${name}-text`);
    await main.click();
    await page.locator('.problem').waitFor();
    await see(phone, `${name}-text-empty`);
    await page.locator('#application-answer').fill(ADDRESS);
    await main.click();
    await page.locator('.day-entry').waitFor();
    await see(phone, `${name}-day`);
    await page.locator('.day-entry select').selectOption('西暦');
    for (const [index, part] of ['1948', '4', '5'].entries())
      await page.locator('.day-entry input').nth(index).fill(part);
    await main.click();
    await page.locator('.row').first().waitFor();
    await see(phone, `${name}-choice`);
    await page.locator('.row').first().click();
    await main.click();
    await page.locator('.change').first().waitFor();
    await see(phone, `${name}-check`);
    await main.click();
    await page.locator('.notice[data-kind=done]').waitFor();
    await see(phone, `${name}-done`);
    await main.click();
    await page.locator('.way-of').waitFor();
    await see(phone, `${name}-review`);
    expect(phone.person.complaints).toEqual({ errors: [expect.stringContaining('429')], foreign: [] });
    await phone.close();
  },
);

test('the address on a receipt leads to the code, whatever language is chosen', async () => {
  const { phone } = await withOffice();
  await phone.page.goto(`${system.city.origin}/book#application`);
  await phone.page.reload();
  await phone.press('English');
  await phone.heading('Enter the code of your application').waitFor();
  await phone.close();
});

test('a line that fails loses nothing, and the same is sent under the same key', async () => {
  const { phone, answers, asked } = await withOffice();
  const { page } = phone;
  await page.goto(`${system.city.origin}/book#ja/application`);
  await page.reload();
  await page.getByLabel('控えのコード').fill('abcd 2345');
  await phone.press('申請の状態を見る');
  await phone.press('直す');
  await page.locator('#application-answer').fill(ADDRESS);
  await phone.press('次へ');
  for (const [index, part] of ['23', '4', '5'].entries())
    await page.locator('.day-entry input').nth(index).fill(part);
  await phone.press('次へ');
  await phone.row('家族').click();
  await phone.press('次へ');
  answers.delete('/api/my-application/correct');
  await phone.press('送る');
  await page.getByText('サーバーにつながりません。').waitFor();
  await look(album, page, 'line-failed');
  answers.set(
    '/api/my-application/correct',
    no('invalid-form', 422, { errors: [{ path: 'acting-name', code: 'required', message: '' }] }),
  );
  await phone.press('もう一度送る');
  await phone.heading('手続きをしている人のお名前').waitFor();
  await look(album, page, 'more');
  const [first, second] = asked.filter(({ path }) => path.endsWith('/correct'));
  expect(second).toEqual(first);
  await page.locator('#application-answer').fill('門司 三郎');
  await phone.press('次へ');
  await page.getByText(ADDRESS).waitFor();
  await page.getByText('昭和23年4月5日').waitFor();
  answers.set('/api/my-application/correct', ok(own({ status: 'review', correction: null })));
  await phone.press('送る');
  await phone.heading('直した内容を受け取りました').waitFor();
  expect(await phone.kept([CODE, ADDRESS, '門司'])).toEqual([]);
  await phone.close();
});

test('a code that leads nowhere, and an application that is put right no more', async () => {
  const { phone, answers } = await withOffice();
  const { page } = phone;
  await page.goto(`${system.city.origin}/book#ja/application`);
  await page.reload();
  answers.set('/api/my-application', no('bad-code', 403));
  await page.getByLabel('控えのコード').fill(CODE);
  await page.keyboard.press('Enter');
  await page.getByText('このコードの申請は見つかりません。').waitFor();
  await look(album, page, 'code-wrong');
  answers.set('/api/my-application', ok(own()));
  await phone.press('申請の状態を見る');
  answers.set('/api/my-application/form', no('wrong-state', 409));
  await phone.press('直す');
  await page.getByText('この申請は、もう直せません。').waitFor();
  await look(album, page, 'over');
  await phone.close();
});

test('by the keyboard alone', async () => {
  const { phone } = await withOffice();
  const { page } = phone;
  const into = (field: string) =>
    tabTo(page, field, () => page.locator(field).evaluate((one) => one === document.activeElement));
  await page.goto(`${system.city.origin}/book#ja/application`);
  await page.reload();
  await phone.heading('申請の控えのコードを入れてください').waitFor();
  await into('#application-code');
  await page.keyboard.type(CODE);
  await page.keyboard.press('Enter');
  await phone.heading('申請の状態').waitFor();
  await press(page, '直す');
  await phone.heading('住所').waitFor();
  await into('#application-answer');
  await page.keyboard.type(ADDRESS);
  await page.keyboard.press('Enter');
  await page.locator('.day-entry').waitFor();
  await phone.close();
});
