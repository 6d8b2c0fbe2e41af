/** A coordinator's day in May: June is made from May, an afternoon is closed, and a booth without hours gets some. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Booking } from '../../web/src/generated/protocol.ts';
import { Coordinator } from '../harness/coordinator.ts';
import { bookAt } from '../harness/hours.ts';
import { look as lookInto } from '../harness/looks.ts';
import { Mailbox } from '../harness/mailbox.ts';
import { may } from '../harness/may.ts';
import { Phone } from '../harness/phone.ts';
import { Album } from '../harness/pictures.ts';
import { addBooth } from '../harness/published.ts';
import { startSystem } from '../harness/system.ts';

const SUBJECT = 'garbage-support';
const AFTERNOON = '2027-06-09';
const EMAIL = 'jumin@example.jp';

const mailbox = await Mailbox.open();
const system = startSystem({
  place: await may(),
  hours: true,
  starts: '2027-05-17T10:00:00+09:00',
  mailPort: mailbox.port,
});
const album = new Album('target/day-three');
let one: Coordinator;
/** Who wrote down an e-mail address, and one of two who can be called. */
let mailed: Booking;
let moved: Booking;
const look = (name: string) => lookInto(album, one.page, name);

/** The bookings of the worklist, by their time. */
const row = (time: string) => one.page.locator('tbody tr').filter({ hasText: time });
const act = (time: string, words: string) =>
  row(time)
    .getByRole('button', { name: new RegExp(`^${words}`) })
    .click();

beforeAll(async () => {
  for (const site of ['kokura-chuo', 'nakajima']) await addBooth(system.city, site);
  one = await Coordinator.open(system);
});
afterAll(() => mailbox.close());

test('May is copied onto June, and the guard says what of it cannot be held, and why', async () => {
  const { page } = one;
  await page.getByRole('heading', { level: 2, name: /5月17日/ }).waitFor();
  await look('may');
  await one.press('月を写す');
  await one.dialog().getByText('6月19日（土）').waitFor();
  await look('copy');
  await one.press('下書きに写す');
  const guard = one.dialog();
  await guard.getByText('令和9年5月を令和9年6月へ写しました。').waitFor();
  for (const sentence of [
    '6月26日（土）は小倉中央市民センターの休館日です。',
    '6月3日（木）は17:15までが足立出張所（例）の開館時間です。',
    '6月22日（火）は手話通訳（例）が休みです。',
  ]) {
    await guard.getByText(sentence).waitFor();
  }
  await look('guard');
});

test('a day that is closed is left out, and one that is cut short shows how far', async () => {
  const { page } = one;
  await one
    .dialog()
    .getByRole('listitem')
    .filter({ hasText: '土曜スマホ相談会' })
    .getByRole('button', { name: 'その週を見る' })
    .click();
  await page.getByRole('heading', { level: 2, name: /6月21日/ }).waitFor();
  await one.blocks(/土曜スマホ相談会.*休み：閉館/).waitFor();
  await one.blocks(/手話での納税相談.*休み：通訳がいない/).waitFor();
  await one.blocks(/木曜夜間の納税相談.*17:15–19:00 閉館/).waitFor();
  // The same evening at a centre, where only the ward's office has to be open.
  await one
    .blocks(/^6月24日（木） 小倉中央市民センター.*15:00–19:00/)
    .filter({ hasNotText: '閉館' })
    .waitFor();
  await look('june');
  await one.blocks('土曜スマホ相談会').focus();
  await page.keyboard.press('Delete');
  await one
    .dialog()
    .getByRole('button', { name: /6月26日（土）だけ休みにする/ })
    .click();
  await one.blocks('土曜スマホ相談会').waitFor({ state: 'detached' });
  await one.press(/^元に戻す/);
  await one.blocks('土曜スマホ相談会').waitFor();
  await one.press(/^やり直す/);
  await one.blocks('土曜スマホ相談会').waitFor({ state: 'detached' });
});

test('a booth whose month is empty gets hours of its own, and June is published', async () => {
  const { page } = one;
  await one.pick('施設', '中島市民センター（例）');
  await one.press('月の表にする');
  await page.locator('.cell-date').first().waitFor();
  expect(await one.blocks('').count()).toBe(0);
  await look('empty-month');
  await one.press('時間を足す');
  await one.pick('担当課', /まちづくり推進課/);
  await one.dialog().getByLabel('終わる日').fill('2027-06-30');
  await one.fill('開始', '10:00');
  await one.fill('終了', '16:00');
  await look('other-hours');
  await one.keep();
  await expect.poll(() => one.blocks('10:00–16:00').count()).toBe(22);
  await look('month-filled');
  await one.press('公開へ進む');
  await page.locator('.preview .phone li').first().waitFor();
  await look('review');
  await one.press('公開する');
  await page.getByText('版2を公開しました。').waitFor();
  await look('published');
});

test('a phone offers the times of that booth', async () => {
  const phone = await Phone.open(system);
  await phone.chooseTo(/市営住宅/, '中島市民センター（例）');
  await phone.times.filter({ hasText: '近くの施設' }).first().waitFor();
  await phone.press('選んだ施設だけを見る');
  await phone.times.filter({ hasText: '近くの施設' }).first().waitFor({ state: 'detached' });
  expect(await phone.times.first().textContent()).toContain('10:00');
  await phone.page.getByRole('heading', { name: /6月1日/ }).waitFor();
  await lookInto(album, phone.page, 'phone-times');
  expect(phone.person.complaints).toEqual({ errors: [], foreign: [] });
  await phone.close();
});

test('an afternoon is closed, and the three bookings that it hits are listed before it is', async () => {
  const { city } = system;
  const at = (time: string, contact: { email?: string; telephone?: string }) =>
    bookAt(city, 'kokura-chuo', SUBJECT, AFTERNOON, { time, ...contact });
  await at('10:00', { telephone: '093-000-1000' });
  mailed = await at('13:00', { email: EMAIL });
  await at('14:00', { telephone: '093-000-1400' });
  moved = await at('15:00', { telephone: '093-000-1500' });
  await one.go('休止');
  await one.press('一部を休止する');
  const dialog = one.dialog();
  await one.pick('施設', '小倉中央市民センター');
  await dialog.getByLabel('始まる日').fill(AFTERNOON);
  await dialog.getByLabel('始まる時刻').fill('12:00');
  await dialog.getByLabel('終わる日').fill(AFTERNOON);
  await dialog.getByLabel('終わる時刻').fill('17:00');
  await one.fill('理由（住民の画面に出ます）', '空調の工事のため');
  await one.press('影響を確かめる');
  await dialog.getByText('この休止で、予約3件がそのままでは行えなくなります。').waitFor();
  expect(await dialog.locator('.hit li').allTextContents()).toEqual(
    ['13:00', '14:00', '15:00'].map((time) => expect.stringContaining(time)),
  );
  await look('hit');
  await one.press('休止する');
  await one.press('もう一度押すと、休止します');
  await one.page.getByRole('link', { name: '作業一覧で予約3件に対応する' }).click();
  await expect.poll(() => row('').count()).toBe(3);
  await look('worklist');
});

test('one is offered three other times by mail, and takes one of them on the phone', async () => {
  await act('13:00', '別の時間をメールで案内');
  await one.page.getByText('案内しました').waitFor();
  const { text } = await mailbox.mail(EMAIL, '窓口を開けなくなりました');
  expect(text.match(/^- .+/gm)).toHaveLength(3);
  const phone = await Phone.open(system);
  await phone.find(mailed.code);
  await lookInto(album, phone.page, 'phone-closed');
  await phone.press('別の時間を選ぶ');
  await phone.times.first().click();
  await phone.press('変更する');
  await phone.page.getByText('予約を変更しました。').waitFor();
  await phone.close();
});

test('one is called, which can be taken back, and cancelled, which cannot while the time is closed', async () => {
  const { page } = one;
  await act('14:00', '電話した');
  await page.getByText('「電話した」にしました。').waitFor();
  await one.press('元に戻す');
  await row('14:00').getByText('未対応').waitFor();
  await act('14:00', '電話した');
  await one.pick('表示', 'すべて');
  await row('14:00').getByText('電話済').waitFor();
  await act('14:00', '取り消す');
  const asks = page.getByRole('alertdialog');
  await asks.getByText(/^この時間は開いていないので、取り消すと元に戻せません。/).waitFor();
  await look('cancel');
  await asks.getByRole('button', { name: '取り消す', exact: true }).click();
  await page.getByText('予約を取り消しました。').waitFor();
  expect(await one.button('元に戻す').count()).toBe(0);
  await row('14:00').getByText('取消').first().waitFor();
  await look('cancelled');
});

test('one is moved for the caller, and nothing is left to do', async () => {
  const { page } = one;
  await act('15:00', '変更');
  await one.dialog().locator('.times .radio').first().click();
  await look('move');
  await one.press('この時間に変更する');
  await page.getByText('予約を変更しました。').waitFor();
  await one.pick('表示', '未対応');
  await page.getByText('対応が要る予約はありません。').waitFor();
  await look('done');
  // Before she signed in, the page asked who she is.
  expect(one.person.complaints.errors.filter((words) => !/401.*session$/.test(words))).toEqual([]);
  const phone = await Phone.open(system);
  await phone.find(moved.code);
  await phone.heading('予約の内容').waitFor();
  expect(await phone.page.locator('.moment').first().textContent()).not.toContain('15:00');
  await phone.close();
});

test('each page of the face is there in English, too', async () => {
  const { page } = one;
  await page
    .locator('.bar')
    .getByRole('button', { name: /日本語/ })
    .click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'To do' }).waitFor();
  const links = page.getByRole('navigation').getByRole('link');
  for (const [at, link] of (await links.all()).entries()) {
    await link.click();
    await expect.poll(() => link.getAttribute('aria-current')).toBe('page');
    await page.getByText('Loading…').first().waitFor({ state: 'detached' });
    await look(`english-${at + 1}`);
  }
  expect(one.person.complaints.foreign).toEqual([]);
});
