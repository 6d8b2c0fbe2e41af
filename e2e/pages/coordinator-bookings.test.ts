/** What a coordinator does about bookings: finds, moves, cancels, closes over them, calls; and what they see of the day. */
import { beforeAll, expect, test } from 'vitest';
import type { Booking, FreeTimes, Held, Schedule } from '../../web/src/generated/protocol.ts';
import { Booth } from '../harness/booth.ts';
import { Coordinator } from '../harness/coordinator.ts';
import { look as lookInto } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/coordinator-bookings');
const SITE = 'kokura-chuo';
const SUBJECT = 'garbage-support';
let one: Coordinator;
let booked: Booking;

/** Hours on every day of the week, published as a coordinator does. */
async function publishHours(): Promise<void> {
  const { city } = system;
  const cookie = await city.signIn('coordinator1');
  const { draft, revision, sections, today } = (await city.ask('GET', '/api/schedule', undefined, { cookie }))
    .body as Schedule;
  const section = sections.find(({ subjects }) => subjects.some(({ subject }) => subject === SUBJECT));
  const opening = {
    id: 'every-day',
    section: section?.section,
    sites: [SITE],
    subjects: [],
    kind: 'counter',
    title: null,
    days: { is: 'weekly', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: today, until: null },
    except: [],
    hours: { opens: '09:00', closes: '16:30' },
    unit_minutes: 30,
    seats: 2,
    interpreter: null,
    on_holidays: true,
  };
  const meant = (tag: number) => ({ cookie, 'if-match': `"${tag}"` });
  const put = await city.ask(
    'PUT',
    '/api/schedule/draft',
    { ...draft, openings: [opening] },
    meant(revision),
  );
  expect(put.status).toBe(200);
  const published = await city.ask(
    'POST',
    '/api/schedule/publish',
    undefined,
    meant((put.body as Schedule).revision),
  );
  expect(published.status).toBe(200);
}

/** Books the first free time of a day, as a resident's phone does. */
async function book(from: string, telephone: string): Promise<Booking> {
  const { city } = system;
  const query = new URLSearchParams({ subject: SUBJECT, site: SITE, from });
  const { times } = (await city.ask('GET', `/api/book/times?${query}`)).body as FreeTimes;
  const [time] = times;
  if (time === undefined) throw new Error('nothing is free');
  const request = () => crypto.randomUUID();
  const asked = { request: request(), subject: SUBJECT, site: SITE, starts: time.starts };
  const { hold } = (await city.ask('POST', '/api/book/holds', asked)).body as Held;
  const wanted = { request: request(), hold, language: 'ja', telephone, email: null };
  const { status, body } = await city.ask('POST', '/api/book/bookings', wanted);
  expect(status).toBe(201);
  return body as Booking;
}

const later = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  await Booth.open(system, '予約');
  await publishHours();
  booked = await book(later(2), '09000000001');
  one = await Coordinator.open(system);
});

test('a booking is found by its code in any width, and a wrong code tells nothing', async () => {
  const { page } = one;
  await one.go('予約一覧');
  await page.getByLabel('予約コードで探す').fill('ZZZZ9999');
  await one.press('探す');
  await page
    .getByRole('heading', { name: '見つかった予約' })
    .or(page.getByRole('alert'))
    .or(page.getByText('この条件の予約はありません。').first())
    .first()
    .waitFor();
  const wide = booked.code
    .toLowerCase()
    .replace(/[a-z0-9]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
  await page.getByLabel('予約コードで探す').fill(wide);
  await one.press('探す');
  await page.getByRole('row').filter({ hasText: booked.site_name }).first().waitFor();
  await lookInto(album, page, 'found');
});

test('a booking is moved, cancelled, and each is taken back', async () => {
  const { page } = one;
  await page.getByLabel('日', { exact: true }).fill(booked.time.date);
  const row = page.getByRole('row').filter({ hasText: '予約済' });
  await row.getByRole('button', { name: /^変更/ }).first().click();
  await page.getByRole('dialog').locator('.times .radio').nth(3).click();
  await lookInto(album, page, 'move');
  await one.press('この時間に変更する');
  await page.getByText('予約を変更しました。').waitFor();
  await one.press('元に戻す');
  await page.getByText('予約を元に戻しました。').waitFor();
  await row
    .getByRole('button', { name: /^取り消す/ })
    .first()
    .click();
  await page.getByRole('alertdialog').getByRole('button', { name: '取り消す', exact: true }).click();
  await page.getByText('予約を取り消しました。').waitFor();
  await page.getByRole('row').filter({ hasText: '取消' }).first().waitFor();
  await one.press('元に戻す');
  await page.getByText('予約を元に戻しました。').waitFor();
  await row.first().waitFor();
  await lookInto(album, page, 'bookings');
});

test('a closure tells whom it hits before it is done, and the worklist has each of them', async () => {
  const { page } = one;
  await one.go('休止');
  await one.press('全窓口を休止する');
  await page.getByLabel('始まる日').fill(booked.time.date);
  await page.getByLabel('始まる時刻').fill('0:00');
  await page.getByLabel('終わる日').fill(booked.time.date);
  await page.getByLabel('理由（住民の画面に出ます）').fill('台風のため');
  await one.press('影響を確かめる');
  await page.getByRole('dialog').getByText('この休止で、予約1件がそのままでは行えなくなります。').waitFor();
  await lookInto(album, page, 'hit');
  await one.press('休止する');
  await one.press('もう一度押すと、休止します');
  await page.getByRole('link', { name: '作業一覧で予約1件に対応する' }).click();
  const row = page.getByRole('row').filter({ hasText: '未対応' });
  await row.getByText('電話').first().waitFor();
  await lookInto(album, page, 'worklist');
  await row.getByRole('button', { name: /^電話した/ }).click();
  await page.getByText('「電話した」にしました。').waitFor();
  await page.getByText('対応が要る予約はありません。').waitFor();
  await one.press('元に戻す');
  await row.first().waitFor();
  await row.getByRole('button', { name: /^変更/ }).click();
  await page.getByRole('dialog').getByLabel('この日から').fill(later(3));
  await page.getByRole('dialog').locator('.times .radio').first().click();
  await one.press('この時間に変更する');
  await page.getByText('予約を変更しました。').waitFor();
  await page.getByText('対応が要る予約はありません。').waitFor();
});

test('the live board tells numbers, sites and how old it is', async () => {
  const { page } = one;
  await one.go('いまの様子');
  await page.getByText(/\d+秒前の様子です。/).waitFor();
  await page.getByRole('row').filter({ hasText: '小倉中央市民センター' }).getByText('1 / 1台').waitFor();
  await lookInto(album, page, 'live');
});

test('figures are told in words, drawn, and to be had as a table and a file', async () => {
  const { page } = one;
  await one.go('集計');
  await page.getByLabel('終わる日').fill(later(7));
  await page.getByRole('img', { name: /^予約（施設ごと）/ }).waitFor();
  await page.getByText('5未満').first().waitFor();
  await lookInto(album, page, 'figures');
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: '表を CSV で保存する' }).click();
  expect((await file).suggestedFilename()).toMatch(/\.csv$/);
});
