/** What a desk does with bookings on the real system: pinned, made for a caller, moved, cancelled and restored. */
import { beforeAll, expect, test } from 'vitest';
import type { Bookable } from '../../web/src/generated/protocol.ts';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { bookAt, publishHours } from '../harness/hours.ts';
import { pick, press } from '../harness/keyboard.ts';
import { look as lookInto } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const SITE = 'kokura-chuo';
const SUBJECT = 'garbage-support';

const system = startSystem();
const album = new Album('target/desk-bookings/story');
let desk: Desk;
const look = (name: string) => lookInto(album, desk.page, name);

beforeAll(async () => {
  await Booth.open(system);
  await publishHours(system.city, [SITE]);
});

test('two bookings are pinned above the queue, the next one first', async () => {
  const first = await bookAt(system.city, SITE, SUBJECT);
  const second = await bookAt(system.city, SITE, SUBJECT);
  desk = await Desk.open(system);
  await desk.getReady();
  // Late in the evening the next half hour is tomorrow's.
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  const pinned = [first, second].filter(({ time }) => time.date === today);
  const rows = desk.page.locator('.pinned li');
  await expect.poll(() => rows.count()).toBe(pinned.length);
  for (const [at, { time }] of pinned.entries()) {
    const words = (await rows.nth(at).textContent()) ?? '';
    expect([words.includes(time.time), words.includes('まだ来ていません')]).toEqual([true, true]);
  }
  expect(await rows.and(desk.page.locator('[data-next]')).count()).toBe(Math.min(1, pinned.length));
  await look('pinned');
});

test('an officer books for a caller by the keyboard alone, and reads the booking back', async () => {
  const { page } = desk;
  await page.keyboard.press('F7');
  const known = (await (await page.request.get(`${system.city.origin}/api/book`)).json()) as Bookable;
  await pick(page, '用件', known.subjects.find(({ subject }) => subject === SUBJECT)?.name.ja ?? '');
  await pick(page, '施設', known.sites.find(({ site }) => site === SITE)?.name ?? '');
  await page.locator('.free-time').first().waitFor();
  await look('times');
  await press(page, /^\d\d:\d\d/);
  await page.locator('.held').waitFor();
  await page.keyboard.type('０９３−０００−１２３４');
  await look('held');
  await press(page, '予約する');
  await page.getByText('読みあげてお伝えください').waitFor();
  await look('read-back');
  await press(page, 'もう一度読む');
  await look('read-again');
});

test('the booking is found by its code, moved, cancelled and restored', async () => {
  const { page } = desk;
  const code = (await page.locator('.said > p strong').textContent()) ?? '';
  expect(code).toMatch(/^[2-9A-Z]{4} [2-9A-Z]{4}$/);
  await page.getByRole('tab', { name: '予約をさがす' }).click();
  await page.getByLabel('予約コード').fill('ABCD 2345');
  await page.keyboard.press('Enter');
  await page.getByText('見つかりません').waitFor();
  await page.getByLabel('予約コード').fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  const when = page.locator('.found h3');
  await when.waitFor();
  const before = await when.textContent();
  await desk.press('時間を変える');
  await page.locator('.free-time').nth(3).click();
  await look('move');
  await desk.press('この時間に変える');
  await page.getByText('時間を変えました。予約コードは同じです。').waitFor();
  expect(await when.textContent()).not.toBe(before);
  await look('moved');
  await desk.press('取り消す');
  await desk.press('予約を取り消す');
  await page.getByText('取り消しました。').waitFor();
  await look('cancelled');
  await desk.press('取消を元に戻す');
  await page.getByText('取消を元に戻しました。').waitFor();
  await look('restored');
});

test('a calendar reads the bookings of the section by a secret address', async () => {
  const { page } = desk;
  await page.getByRole('tab', { name: '予定表につなぐ' }).click();
  await desk.press('アドレスをつくる');
  const address = page.getByLabel('予定表に登録するアドレス');
  await address.waitFor();
  const first = await address.inputValue();
  const feed = await page.request.get(first);
  expect(feed.headers()['content-type']).toContain('text/calendar');
  const calendar = await feed.text();
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(3);
  expect(calendar).not.toContain('0930001234');
  await desk.press('つくり直す');
  await expect.poll(() => address.inputValue()).not.toBe(first);
  expect((await page.request.get(first)).status()).toBe(404);
  await look('feed');
  const second = await address.inputValue();
  await desk.press('アドレスを終わらせる');
  await page.getByText('アドレスを終わらせました。').waitFor();
  expect((await page.request.get(second)).status()).toBe(404);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(desk.person.complaints).toEqual({ errors: [], foreign: [] });
});
