/** Arriving with a booking, and booking a later day at the booth: on the real server, with a camera that really looks. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules, outline } from '../../web/src/features/qr/draw.ts';
import type { Booking } from '../../web/src/generated/protocol.ts';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { launchBefore } from '../harness/film.ts';
import { bookAt, cancel, closeAll, inDays, publishHours } from '../harness/hours.ts';
import { press } from '../harness/keyboard.ts';
import { look, lookEverywhere } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const HERE = 'kokura-chuo';
const SUBJECT = 'garbage-support';
const system = startSystem();
const album = new Album('target/arrival/story');
const browsers: Browser[] = [];
let booth: Booth;
let desk: Desk;

beforeAll(async () => {
  booth = await Booth.open(system, '予約の受付');
  await publishHours(system.city, [HERE]);
  desk = await Desk.open(system);
  await desk.getReady();
});
afterAll(() => Promise.all(browsers.map((browser) => browser.close())));

/** A browser whose camera sees this text as a QR code. */
async function before(text: string): Promise<Browser> {
  const rows = modules(text);
  const page = await system.browser.newPage();
  await page.setContent(`<body style="display: grid; height: 100vh; margin: 0; place-items: center">
    <svg width="240" viewBox="0 0 ${rows.length} ${rows.length}" shape-rendering="crispEdges"><path d="${outline(rows)}"/></svg>`);
  const browser = await launchBefore(page.locator('svg'));
  await page.close();
  browsers.push(browser);
  return browser;
}

/** To the page for the code, and on with this one by the keys of the screen. */
async function enter(code: string): Promise<void> {
  await booth.page.reload();
  await booth.arrive(code);
}

const clock = ({ time }: Booking) => time.time;

test('a resident holds the QR code to the camera and is checked in; the desk sees who comes at which time', async () => {
  const booking = await bookAt(system.city, HERE, SUBJECT);
  const seeing = await before(`CHIKAMADO:${booking.code}`);
  const tablet = await Booth.open({ ...system, browser: seeing }, 'カメラのある機械');
  await tablet.press('予約した方');
  await tablet.press('QRコードを見せる');
  await tablet.heading('受付しました').waitFor();
  await tablet.page.getByText(`${clock(booking)}のご予約`).waitFor();
  await tablet.page.getByText('時刻になったら、職員がお呼びします。').waitFor();
  await tablet.page.getByText('あなたの番号').waitFor();
  await lookEverywhere(album, tablet.page, 'checked-in');
  // A row says 0:00 where the list of today's bookings says 00:00.
  await desk.page.getByText(clock(booking).replace(/^0/, '')).first().waitFor();
  await look(album, desk.page, 'desk-booked');
  await tablet.press('呼び出しをやめる');
  await tablet.heading('どのようなご用件ですか').waitFor();
});

test('another QR code is named as such, and does not check anybody in', async () => {
  const seeing = await before('https://example.invalid/');
  const tablet = await Booth.open({ ...system, browser: seeing }, 'ほかのコード');
  await tablet.press('予約した方');
  await tablet.press('QRコードを見せる');
  await tablet.page.getByText('これは予約のQRコードではありません。').waitFor();
  await look(album, tablet.page, 'foreign-code');
  await tablet.press('やめる');
  await tablet.heading('予約コードを入れてください').waitFor();
});

test('the code does the same by the keys; a wrong one stays to be put right', async () => {
  const booking = await bookAt(system.city, HERE, SUBJECT);
  const wrong = booking.code.replace(/.$/, (last) => (last === 'Z' ? 'Y' : 'Z'));
  await enter(wrong);
  await booth.page.getByText('このコードの予約が見つかりません。').waitFor();
  await booth.press(/1字消す/);
  await booth.press(booking.code.at(-1) ?? '');
  await booth.press('受付する');
  await booth.heading('受付しました').waitFor();
  await booth.press('呼び出しをやめる');
  await booth.heading('どのようなご用件ですか').waitFor();
});

test('the page goes on in the language of the booking, and its bar still changes it', async () => {
  const booking = await bookAt(system.city, HERE, SUBJECT, inDays(0), { language: 'en' });
  await enter(booking.code);
  await booth.heading('You are checked in').waitFor();
  await look(album, booth.page, 'checked-in-english');
  await booth.press('日本語');
  await booth.heading('受付しました').waitFor();
  await booth.press('呼び出しをやめる');
  await booth.heading('どのようなご用件ですか').waitFor();
});

test('who comes too early, and with a booking that was cancelled, is told so', async () => {
  const later = await bookAt(system.city, HERE, SUBJECT, inDays(2));
  await enter(later.code);
  await booth.heading('まだ受付の時間ではありません').waitFor();
  await booth.page.getByText(/から始まります/).waitFor();
  await cancel(system.city, later.code);
  await enter(later.code);
  await booth.heading(/取り消されています/).waitFor();
  await booth.press('はじめの画面へ');
  await booth.erased.waitFor();
});

test('a later day is booked at the booth, and its code is good', async () => {
  await booth.page.reload();
  await booth.choose();
  await booth.press('別の日に予約する');
  await booth.page.locator('.time').first().waitFor();
  await look(album, booth.page, 'times');
  await booth.press('次の日');
  await booth.page.locator('.time').first().click();
  await booth.heading('電話番号（書かなくてもかまいません）').waitFor();
  for (const digit of '0930004321') await booth.press(digit);
  await booth.press('次へ');
  await booth.heading('この内容で予約しますか').waitFor();
  await look(album, booth.page, 'check');
  await booth.press('予約する');
  await booth.heading('予約できました').waitFor();
  await look(album, booth.page, 'booked');
  const code = ((await booth.page.locator('.proof dd').textContent()) ?? '').replace(' ', '');
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
  await booth.press('コードを控えて、おわる');
  await booth.erased.waitFor();
  expect(await booth.leftovers(['0930004321', code])).toEqual([]);
  const found = await system.city.ask('POST', '/api/book/look', { code });
  expect(found).toMatchObject({
    status: 200,
    body: { state: 'booked', has_telephone: true },
  });
});

test('all of it goes without a pointer', async () => {
  const { page } = booth;
  await page.goto(`${system.city.origin}/booth`);
  await press(page, 'はじめる');
  await booth.heading('どのようなご用件ですか').waitFor();
  await press(page, /ごみ出し支援/);
  await booth.heading('職員を呼び出しますか').waitFor();
  await press(page, '別の日に予約する');
  await page.locator('.time').first().waitFor();
  await press(page, '次の日');
  await press(page, /月.*日/);
  await booth.heading('電話番号（書かなくてもかまいません）').waitFor();
  await press(page, '書かずに次へ');
  await booth.heading('この内容で予約しますか').waitFor();
  await press(page, '予約する');
  await booth.heading('予約できました').waitFor();
  await press(page, 'コードを控えて、おわる');
  await booth.erased.waitFor();

  const booking = await bookAt(system.city, HERE, SUBJECT);
  await booth.startAgain();
  await press(page, '予約した方');
  await booth.heading('予約コードを入れてください').waitFor();
  await page.getByRole('textbox').focus();
  await page.keyboard.insertText(booking.code.toLowerCase().replace(/(.{4})/, '$1　'));
  await page.keyboard.press('Enter');
  await booth.heading('受付しました').waitFor();
});

test('a counter that is closed at once says why, until when, and what instead; lifted, it opens again', async () => {
  await booth.page.goto(`${system.city.origin}/booth`);
  await booth.button('はじめる').waitFor();
  const lift = await closeAll(system.city, '台風のため休止しています。', '代表電話へお電話ください。');
  // Told over its socket: nobody loads the page again, and it would ask by itself each minute only.
  await booth.heading('いま、リモート窓口は休止しています').waitFor();
  await booth.page.getByText('台風のため休止しています。').waitFor();
  await booth.page.getByText(/^次は .* に開きます。$/).waitFor();
  await booth.page.getByText('代表電話へお電話ください。').waitFor();
  await lookEverywhere(album, booth.page, 'closed');
  await booth.press('すすむ');
  await booth.page.getByRole('button', { name: /ごみ出し支援/ }).click();
  await booth.heading('いまは受付時間の外です').waitFor();
  await booth.page.getByText('台風のため休止しています。').waitFor();
  await look(album, booth.page, 'closed-ticket');
  await booth.press('別の日に予約する');
  await booth.page.locator('.times').waitFor();
  await booth.page.getByText('台風のため休止しています。').waitFor();
  await look(album, booth.page, 'closed-times');
  await lift();
  await booth.page.getByText('台風のため休止しています。').waitFor({ state: 'hidden' });
  await booth.page.reload();
  await booth.button('はじめる').waitFor();
});
