/**
 * Every screen of a booth that has to do with a booking, in each language, standing and lying: nothing for axe to find,
 * nothing that would have to be scrolled. The office's answers are given here; `arrival.test.ts` has the real ones.
 */
import type { Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { decides } from '../../web/src/features/screening/sample.ts';
import type {
  Bookable,
  BookableSite,
  Booking,
  BoothInfo,
  FreeTime,
  Held,
} from '../../web/src/generated/protocol.ts';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { Equipment } from '../harness/equipment.ts';
import { inDays } from '../harness/hours.ts';
import { lookWhole } from '../harness/looks.ts';
import { Office } from '../harness/office.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/arrival/screens');
const MINUTE = 60_000;
const CODE = 'ABCD2345';

let booth: Booth;
let equipment: Equipment;
/** What the office answers, by the end of the address. */
const answers = new Map<string, { status: number; json: unknown }>();
const ok = (json: unknown) => ({ status: 200, json });
const no = (code: string, status: number, more: object = {}) => ({
  status,
  json: { type: '', code, status, title: '', errors: [], ...more },
});

const words = (ja: string, easy: string, en: string) => ({ ja, easy, en });
const time = (at: string, site = 'kokura-chuo', date = inDays(3)): FreeTime => {
  const starts = Date.parse(`${date}T${at}:00+09:00`);
  return { site, starts, ends: starts + 20 * MINUTE, date, time: at, title: null };
};
const booked = time('10:30');
const place = (site: string, name: string, near: string[]): BookableSite => ({
  site,
  name,
  ward: 'kokurakita',
  access: words(
    '小倉駅から歩いて15分（例）',
    '{小倉駅|こくらえき}から {歩|ある}いて 15{分|ふん}（{例|れい}）',
    '15 minutes on foot from Kokura Station (example)',
  ),
  seclusion: 'open',
  subjects: ['garbage-support'],
  near,
});
const bookable: Bookable = {
  municipality: '北九州市',
  time_zone: 'Asia/Tokyo',
  wards: [],
  subjects: [
    {
      subject: 'garbage-support',
      name: words(
        'ごみ出し支援（ふれあい収集）',
        'ごみを {出|だ}す {手伝|てつだ}い',
        'Help with putting out garbage',
      ),
      minutes: 20,
      bring: words(
        '本人確認書類（マイナンバーカードなど）、お持ちの方は障害者手帳か介護保険の保険証',
        'あなたの {名前|なまえ}が わかるもの（マイナンバーカードなど）',
        'Something that shows who you are (My Number Card or the like)',
      ),
    },
  ],
  sites: [
    place('kokura-chuo', '小倉中央市民センター', ['mall-example']),
    place('mall-example', 'ショッピングモール（例）', ['kokura-chuo']),
  ],
};
const booking: Booking = {
  code: CODE,
  state: 'booked',
  subject: 'garbage-support',
  subject_name: words('ごみ出し支援', '', ''),
  time: booked,
  site_name: '小倉中央市民センター',
  ward: 'kokurakita',
  ward_name: '小倉北区役所',
  telephone: '093-582-3311',
  check_in_from: booked.starts - 15 * MINUTE,
  check_in_until: booked.starts + 10 * MINUTE,
  language: 'ja',
  has_telephone: true,
  has_email: false,
  disrupted: null,
};
const HOURS = ['09:00', '09:20', '09:40', '10:00', '10:20', '10:40', '11:00', '11:20'];
const free = HOURS.map((at, n) => time(at, n % 3 === 1 ? 'mall-example' : 'kokura-chuo'));
const held: Held = { hold: 'hold', until: Date.now() + 60 * MINUTE, time: booked };
let info: Partial<BoothInfo> = { notices: [] };

async function answer(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const given = answers.get(pathname);
  if (given === undefined) return route.abort();
  if (given.status === 204) return route.fulfill({ status: 204 });
  await route.fulfill(given);
}

beforeAll(async () => {
  booth = await Booth.open(system, '予約');
  equipment = await Equipment.around(booth.page);
  const place = await booth.page.request.get(`${system.city.origin}/api/booth`);
  const found = (await place.json()) as BoothInfo;
  await booth.page.route('**/api/booth', (route) => route.fulfill({ json: { ...found, ...info } }));
  await booth.page.route(/\/api\/(book|booth)\//, answer);
  await booth.page.route(/\/api\/book$/, answer);
  answers.set('/api/book', ok(bookable));
  answers.set('/api/booth/screening', ok(decides('remote')));
  answers.set('/api/book/times', ok({ times: free, next: inDays(6), none: null }));
  answers.set('/api/booth/holds', ok(held));
  answers.set('/api/booth/bookings', ok(booking));
  answers.set('/api/book/holds/release', { status: 204, json: null });
  answers.set('/api/booth/turn-aways', { status: 204, json: null });
});
afterAll(() => booth?.person.context.close());

/** Looks at a screen every way; all of it is in sight each time. */
const look = (name: string) => lookWhole(album, booth.page, name);

/** The slip on paper of 80 mm: the code twice, for eyes and for cameras, and not what it is about. */
async function lookAtSlip(): Promise<void> {
  const { page } = booth;
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 302, height: 900 });
  const slip = page.locator('.slip');
  expect(await slip.textContent()).toContain('ABCD 2345');
  expect(await slip.textContent()).not.toContain('ごみ');
  await slip.getByRole('img', { name: '予約コードのQRコード' }).waitFor();
  await album.take(page, 'slip');
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1080, height: 1920 });
}

/** To the page for the code. */
async function arrive(): Promise<void> {
  await booth.page.reload();
  await booth.press('予約した方');
  await booth.heading('予約コードを入れてください').waitFor();
}

async function enter(): Promise<void> {
  for (const letter of CODE) await booth.press(letter);
  await booth.press('受付する');
}

/** To the free times. */
async function toTimes(begin = 'はじめる'): Promise<void> {
  await booth.page.reload();
  await booth.press(begin);
  await booth.page.getByRole('button', { name: /ごみ出し支援/ }).click();
  await booth.press('別の日に予約する');
}

afterEach(() => {
  info = { notices: [] };
});

test('the start, with a way for whoever has booked', async () => {
  await booth.page.reload();
  await booth.button('予約した方').waitFor();
  await look('start');
});

const closed: Partial<BoothInfo> = {
  notices: [
    {
      all: true,
      section: null,
      reason: '台風10号のため、すべての窓口を休止しています。',
      instead: 'お急ぎの方は、区役所の代表電話でご相談ください。',
      opens_at: Date.parse(`${inDays(3)}T09:00:00+09:00`),
    },
  ],
};

test('the free times beside a counter that is closed now', async () => {
  info = closed;
  await toTimes('すすむ');
  await booth.page.locator('.time').nth(5).waitFor();
  await booth.page.getByRole('alert').getByText('台風10号のため').waitFor();
  await look('times-closed');
});

test('the start of a counter that is closed', async () => {
  info = closed;
  await booth.page.reload();
  await booth.heading('いま、リモート窓口は休止しています').waitFor();
  await look('start-closed');
});

test('the code, empty, wrong and too often wrong', async () => {
  await arrive();
  await look('code');
  for (const letter of 'ABC') await booth.press(letter);
  await booth.press('受付する');
  await booth.page.getByText('あと5文字あります。').waitFor();
  await look('code-short');
  answers.set('/api/booth/check-in', no('bad-code', 403));
  for (const letter of 'D2345') await booth.press(letter);
  await booth.press('受付する');
  await booth.page.getByText('このコードの予約が見つかりません。').waitFor();
  await look('code-wrong');
  answers.set('/api/booth/check-in', no('too-many', 429, { retry_after: 170 }));
  await booth.press('受付する');
  await booth.page.getByText('3分ほどしてから').waitFor();
  await look('code-too-many');
});

test.each([
  ['early', no('too-early', 409), booking],
  ['late', no('too-late', 409), booking],
  ['served', no('wrong-state', 409), { ...booking, state: 'served' }],
  ['cancelled', no('wrong-state', 409), { ...booking, state: 'cancelled' }],
  ['elsewhere', no('not-remote', 422), { ...booking, site_name: 'ショッピングモール（例）' }],
] as const)('a code that does not ring: %s', async (why, refusal, found) => {
  answers.set('/api/booth/check-in', refusal);
  answers.set('/api/book/look', ok(found));
  await arrive();
  await enter();
  await booth.page.locator('.message').waitFor();
  await look(`refused-${why}`);
});

test('a ticket that would lead nowhere, and one that can be taken: another day beside both', async () => {
  await booth.page.reload();
  await booth.press('はじめる');
  await booth.page.getByRole('button', { name: /ごみ出し支援/ }).click();
  await booth.heading('いま、この用件に出られる職員がいません').waitFor();
  await booth.button('別の日に予約する').waitFor();
  await look('not-now');
  const desk = await Desk.open(system);
  await desk.getReady();
  await booth.page.reload();
  await booth.choose();
  await booth.button('別の日に予約する').waitFor();
  await look('confirm');
  await desk.person.context.close();
});

test('a later day, step by step', async () => {
  await toTimes();
  await booth.page.locator('.time').first().waitFor();
  await look('times');
  await booth.press('次へ');
  await booth.page.getByRole('button', { name: /11:00/ }).waitFor();
  await booth.press('前へ');
  answers.set('/api/booth/holds', no('slot-gone', 409, { times: free.slice(2, 4) }));
  await booth.page.locator('.time').first().click();
  await booth.page.getByText('ほかの方の予約で埋まりました').waitFor();
  await look('times-gone');
  answers.set('/api/booth/holds', ok(held));
  await booth.page.locator('.time').first().click();
  await booth.heading('電話番号（書かなくてもかまいません）').waitFor();
  await look('telephone');
  for (const digit of '0930') await booth.press(digit);
  await booth.press('次へ');
  await booth.page.getByText('10けたか11けた').waitFor();
  await look('telephone-wrong');
  for (const digit of '004321') await booth.press(digit);
  await booth.press('次へ');
  await booth.heading('この内容で予約しますか').waitFor();
  await look('check');
  answers.delete('/api/booth/bookings');
  await booth.press('予約する');
  await booth.page.getByText('二重に予約されることはありません').waitFor();
  await look('check-line');
  answers.set('/api/booth/bookings', ok(booking));
  await booth.press('予約する');
  await booth.heading('予約できました').waitFor();
  await look('booked');
  await booth.press('紙に印刷する');
  await booth.page.getByText('印刷しました。').waitFor();
  expect(equipment.paper).toHaveLength(1);
  await look('booked-printed');
  await lookAtSlip();
  await booth.press('コードを控えて、おわる');
  await booth.erased.waitFor();
});

test('no free times, and none that come', async () => {
  answers.set('/api/book/times', ok({ times: [], next: null, none: 'full' }));
  await toTimes();
  await booth.heading('いま、予約できる時間がありません').waitFor();
  await look('times-none');
  answers.delete('/api/book/times');
  await toTimes();
  await booth.page.getByText('空いている時間がわかりませんでした').waitFor();
  await look('times-failed');
});

test('checked in, until somebody answers', async () => {
  // From here on the page has an office of our own at the other end.
  const office = await Office.at(booth.page);
  answers.set(
    '/api/booth/check-in',
    ok({ booking: 'b1', subject: 'garbage-support', time: booked, language: 'ja' }),
  );
  await arrive();
  await enter();
  await booth.heading('受付しました').waitFor();
  await booth.page.getByText('あなたの番号').waitFor();
  expect(office.rung).toEqual(['b1']);
  await look('checked-in');
  office.shows({ wait: { ahead: 0, estimate: { is: 'now' }, step: 'ringing' } });
  await booth.heading('職員を呼び出しています').waitFor();
  await look('checked-in-ringing');
});
