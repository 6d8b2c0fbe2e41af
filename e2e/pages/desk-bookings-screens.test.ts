/** What a desk shows of bookings, in both languages, with an office of our own: states that are hard to bring about. */
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { bookingRow } from '../../web/src/features/booking/sample.ts';
import { talk } from '../../web/src/features/call/sample.ts';
import { ticket } from '../../web/src/features/queue/sample.ts';
import { decides } from '../../web/src/features/screening/sample.ts';
import type { BookingRow, FreeTime, ServerMessage } from '../../web/src/generated/protocol.ts';
import { madeBooking, freeTime as time, ward } from '../harness/booking-sample.ts';
import { Desk } from '../harness/desk.ts';
import { choose, pick, press } from '../harness/keyboard.ts';
import { look as lookInto } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { StageSet } from '../harness/stage-set.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/desk-bookings');
const MINUTE = 60_000;
const WARD = ward.sites[0]?.ward;
const SECTION = 'kokurakita-gomi';

/** At so many minutes from now, on the wall in Tokyo. */
function at(minutes: number, more: Partial<BookingRow> = {}): BookingRow {
  const starts = Math.ceil((Date.now() + minutes * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
  const wall = new Date(starts + 540 * MINUTE).toISOString();
  const hours = { starts, ends: starts + 30 * MINUTE, date: wall.slice(0, 10), time: wall.slice(11, 16) };
  return bookingRow({ booking: `b${minutes}`, section: SECTION, ...hours, ...more });
}
const rows = (): BookingRow[] => [
  at(-40, { unconfirmed: true, subject_name: '市営住宅の申し込み' }),
  at(5, { state: 'arrived' }),
  at(40, { site_name: '小倉中央市民センター', language: 'en', telephone: '093-000-0000', channel: 'staff' }),
  at(90, { site_name: '足立市民センター', subject_name: '市営住宅の申し込み', has_email: true }),
];
const times = (): FreeTime[] =>
  [0, 1, 2, 5, 26, 27, 29, 50, 51].flatMap((hour) => {
    const starts = Date.UTC(2026, 5, 4, 0) + hour * 60 * MINUTE;
    return [time(starts), time(starts + 30 * MINUTE, 'adachi')];
  });

/** Plays what the server says about bookings. */
class Office {
  rows: BookingRow[] = [];
  /** What refuses the next confirmation. */
  refusal: { code: string; times: FreeTime[] } | null = null;
  away = false;
  language: 'ja' | 'en' = 'ja';

  async around(page: Page): Promise<void> {
    await page.route(/\/api\/(book|bookings|feed)(\/|\?|$)/, (route) => this.#answer(route));
  }

  #answer(route: Route): Promise<void> {
    if (this.away) return route.abort();
    const { pathname } = new URL(route.request().url());
    const chosen = time(Date.UTC(2026, 5, 4, 1));
    const say = (json: unknown, status = 200) => route.fulfill({ status, json });
    if (/\/(move|restore)$/.test(pathname)) return say({ ...this.#row, state: 'booked' });
    if (pathname.endsWith('/cancel')) return say({ ...this.#row, state: 'cancelled' });
    switch (`${route.request().method()} ${pathname}`) {
      case 'GET /api/book':
        return say(ward);
      case 'POST /api/bookings/screening':
        return say(decides('remote'));
      case 'GET /api/book/times':
        return say({ times: times(), next: '2026-06-09', none: null });
      case 'POST /api/bookings/holds':
        return say({ hold: 'h', until: Date.now() + 5 * MINUTE, time: chosen });
      case 'POST /api/bookings': {
        const { refusal } = this;
        this.refusal = null;
        if (refusal !== null) return say({ ...refusal, title: '', errors: [] }, 409);
        return say(madeBooking(chosen, this.language));
      }
      case 'GET /api/bookings':
        return say(this.rows);
      case 'POST /api/bookings/search':
        return say([this.#row]);
      case 'POST /api/feed':
        return say({ path: '/api/feed/mrz4t5kq0v8d7x2n9c6w3hjb1e.ics' });
      default:
        return say(null);
    }
  }

  get #row(): BookingRow {
    return this.rows[2] ?? at(40);
  }
}

/** Signed in is an officer of the section whose bookings are played. */
async function asOurs(page: Page, roles = ['staff']): Promise<void> {
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    const me = (await response.json()) as object;
    const sections = [{ id: SECTION, name: 'ごみ減量担当（例）' }];
    await route.fulfill({ response, json: { ...me, ward: WARD, sections, roles } });
  });
}

describe.each([
  ['日本語', 'ja'],
  ['English', 'en'],
] as const)('in %s', (language, short) => {
  let desk: Desk;
  let set: StageSet;
  const office = new Office();
  const look = (name: string) => lookInto(album, desk.page, `${name}-${short}`);

  beforeAll(async () => {
    desk = await Desk.visit(system);
    const { page } = desk;
    office.language = short;
    office.rows = rows();
    await office.around(page);
    await asOurs(page);
    set = await StageSet.around(page, { type: 'queue', rows: [] });
    await desk.signIn('staff1');
    await desk.getReady();
    if (short === 'en') {
      await page.getByRole('button', { name: /日本語/ }).click();
      await page.getByRole('option', { name: 'English' }).click();
    }
  });

  test(`today’s bookings above those who wait, and in a call: ${language}`, async () => {
    const { page } = desk;
    const waiting = [1, 2, 3, 4, 5].map((number) =>
      ticket({ call: `c${number}`, number, rang_at: Date.now() - number * MINUTE, ringing: false }),
    );
    set.tell({ type: 'queue', rows: waiting });
    await page.locator('.pinned li').nth(2).waitFor();
    await look('pinned');
    const [pinned, last] = [page.locator('.pinned details'), page.locator('.queue .row').last()];
    expect(await last.evaluate((row) => row.getBoundingClientRect().bottom)).toBeLessThanOrEqual(900);
    const call = talk({ number: 12, subject_name: 'ごみ出し支援', site_name: '小倉中央市民センター' });
    const told: ServerMessage[] = [
      { type: 'presence', presence: 'in-call', why: null },
      { type: 'call', call },
    ];
    set.tell(...told);
    await page.locator('.controls').waitFor();
    await look('pinned-in-call');
    expect(await pinned.evaluate((details) => (details as HTMLDetailsElement).open)).toBe(false);
    await pinned.locator('summary').click();
    await look('pinned-opened-in-call');
    set.tell({ type: 'call', call: null }, { type: 'presence', presence: 'available', why: null });
    set.tell({ type: 'queue', rows: [] });
    await page.locator('.idle').waitFor();
  });

  test(`a booking for a caller: ${language}`, async () => {
    const { page } = desk;
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('F7');
    await dialog.waitFor();
    await look('take');
    await dialog.locator('.select-button').first().click();
    await page.getByRole('option').first().click();
    await dialog.locator('.select-button').nth(1).click();
    await page.getByRole('option').first().click();
    await dialog.locator('.free-time').first().waitFor();
    await look('times');
    await dialog.locator('.free-time').nth(1).click();
    await dialog.locator('.held').waitFor();
    await look('held');
    await dialog.getByRole('textbox').first().fill('12');
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.problem').first().waitFor();
    await look('wrong');
    await dialog.getByRole('textbox').first().fill('093-000-0000');
    office.refusal = { code: 'hold-over', times: [time(Date.UTC(2026, 5, 4, 2))] };
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.take .notice').waitFor();
    await look('hold-over');
    await dialog.locator('.free-time').first().click();
    await dialog.locator('.held').waitFor();
    expect(await dialog.getByRole('textbox').first().inputValue()).toBe('093-000-0000');
    office.away = true;
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.contact .notice').waitFor();
    await look('unknown');
    office.away = false;
    await dialog.locator('.contact > .acts button').last().click();
    await dialog.locator('.said').waitFor();
    await look('read-back');
    await dialog.locator('.reading > .acts button').nth(1).click();
    await look('read-again');
    set.tell({ type: 'queue', rows: [ticket({ number: 12 })] });
    await page.locator('.ringing-bar[data-rings]').waitFor();
    await look('ringing');
    set.tell({ type: 'queue', rows: [] });
    await dialog.locator('.reading > .acts button').last().click();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test(`a booking that is found, moved, cancelled and restored: ${language}`, async () => {
    const { page } = desk;
    const dialog = page.getByRole('dialog');
    await page.locator('.pinned > button').click();
    await dialog.locator('.day-list li').first().waitFor();
    await look('find');
    await dialog.getByRole('textbox').fill('abcd');
    await page.keyboard.press('Enter');
    await dialog.locator('.problem').waitFor();
    await look('find-wrong');
    await dialog.getByRole('textbox').fill('ｂｄ７ｔ 9wxk');
    await page.keyboard.press('Enter');
    await dialog.locator('.found').waitFor();
    await look('found');
    await dialog.locator('.found > .acts button').last().click();
    await dialog.locator('.free-time').first().waitFor();
    await look('move');
    await dialog.locator('.free-time').first().click();
    await dialog.locator('.notice .acts button').last().click();
    await dialog.locator('.notice[data-kind=done]').waitFor();
    await look('moved');
    await dialog.locator('.found > .acts button').first().click();
    await look('cancel-asked');
    await dialog.locator('.notice .acts button').last().click();
    await dialog.locator('.notice[data-kind=done]').waitFor();
    await look('cancelled');
    await dialog.locator('.found > .acts button').click();
    await dialog.locator('.notice[data-kind=done]').waitFor();
    await look('restored');
    await dialog.getByRole('tab').last().click();
    await dialog.locator('.feed .acts button').last().click();
    await dialog.locator('.feed input').waitFor();
    await look('feed');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test(`a call that rings over what is being entered: ${language}`, async () => {
    const { page } = desk;
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('F7');
    await dialog.getByRole('tab').first().click();
    await dialog.locator('.select-button').first().click();
    await page.getByRole('option').first().click();
    await dialog.locator('.select-button').nth(1).click();
    await page.getByRole('option').first().click();
    await dialog.locator('.free-time').first().click();
    await dialog.locator('.held').waitFor();
    const telephone = dialog.getByRole('textbox').first();
    await page.keyboard.type('093-');
    set.tell({ type: 'queue', rows: [ticket({ call: 'r', number: 30 })] });
    await page.locator('.ringing-bar[data-rings]').waitFor();
    await page.keyboard.type('000');
    expect(await telephone.inputValue()).toBe('093-000');
    await page.keyboard.press('F2');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => set.asked).toContainEqual({ type: 'accept', call: 'r', epoch: 1 });
    set.tell({ type: 'queue', rows: [] });
    await page.keyboard.press('F7');
    expect(await telephone.inputValue()).toBe('093-000');
    await page.keyboard.press('F7');
    await dialog.waitFor({ state: 'detached' });
  });
});

test('a booking for a caller, found again and cancelled, by the keyboard alone', async () => {
  const desk = await Desk.visit(system);
  const { page } = desk;
  const office = new Office();
  office.rows = rows();
  await office.around(page);
  await asOurs(page);
  await StageSet.around(page, { type: 'queue', rows: [] });
  await desk.signIn('staff1');
  await desk.getReady();
  await page.keyboard.press('F7');
  await pick(page, '用件', 'ごみ出し支援（ふれあい収集）');
  await pick(page, '施設', '小倉中央市民センター');
  await press(page, /09:00/);
  await page.locator('.held').waitFor();
  await page.keyboard.type('０９３−０００−００００');
  await choose(page, 'English');
  office.away = true;
  await press(page, '予約する');
  await page.getByText('予約できたか分かりません').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('予約できたか分かりません').waitFor();
  office.away = false;
  await page.keyboard.press('Enter');
  await page.getByText('読みあげてお伝えください').waitFor();
  await press(page, 'もう一度読む');
  await page.getByText('ブラジルのビー、デンマークのディー').waitFor();
  await press(page, '次の予約をとる');
  await page.getByText('用件と施設を選ぶと').waitFor();
  await press(page, '予約をとる');
  await page.keyboard.press('ArrowRight');
  await press(page, /予約済$/);
  await page.locator('.found').waitFor();
  await press(page, '取り消す');
  await press(page, '予約を取り消す');
  await page.getByText('取り消しました').waitFor();
  await press(page, '取消を元に戻す');
  await page.getByText('取消を元に戻しました').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.close();
});

test('at 200 % nothing of it is cut off', async () => {
  const desk = await Desk.visit(system);
  const { page } = desk;
  const office = new Office();
  office.rows = rows();
  await office.around(page);
  await asOurs(page);
  await StageSet.around(page, { type: 'queue', rows: [] });
  await desk.signIn('staff1');
  await desk.getReady();
  // A window of 1440 × 900 at 200 %.
  await page.setViewportSize({ width: 720, height: 450 });
  const fits = async (name: string) => {
    await lookInto(album, page, `zoomed-${name}`);
    const wide = await page.evaluate(() => {
      const veil = document.querySelector('.veil') ?? document.documentElement;
      return veil.scrollWidth - veil.clientWidth;
    });
    expect(wide, name).toBe(0);
  };
  await fits('pinned');
  await page.keyboard.press('F7');
  await pick(page, '用件', 'ごみ出し支援（ふれあい収集）');
  await pick(page, '施設', '小倉中央市民センター');
  await page.locator('.free-time').first().waitFor();
  await fits('times');
  await press(page, /09:00/);
  await page.locator('.held').waitFor();
  await fits('held');
  await press(page, '予約する');
  await page.locator('.said').waitFor();
  await fits('read-back');
  await page.getByRole('tab').nth(1).click();
  await page.locator('.day-list li').first().waitFor();
  await fits('find');
  await page.close();
});

test('whoever has every way has room for it in the top bar', async () => {
  const desk = await Desk.visit(system);
  const { page } = desk;
  const office = new Office();
  await office.around(page);
  await asOurs(page, ['staff', 'supervisor', 'administrator']);
  await StageSet.around(page, { type: 'queue', rows: [] });
  await desk.signIn('staff1');
  await desk.getReady();
  await lookInto(album, page, 'every-way');
  const spills = await page.locator('.top').evaluate((bar) => {
    const shown = [...bar.children].filter(({ clientWidth }) => clientWidth > 1);
    const boxes = shown.map((child) => child.getBoundingClientRect());
    return boxes.some((box, at) => at > 0 && box.left < (boxes[at - 1]?.right ?? 0));
  });
  expect(spills).toBe(false);
  expect(await page.locator('.who strong').evaluate((name) => name.scrollWidth <= name.clientWidth)).toBe(
    true,
  );
  await page.close();
});
