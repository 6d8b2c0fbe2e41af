/**
 * An officer's morning, at ten o'clock: what is not for a booth never rings, two reach for the ticket of who had booked, the
 * talk turns to something else, and a microphone fails.
 */
import { beforeAll, expect, test } from 'vitest';
import type { Figures } from '../web/src/generated/protocol.ts';
import { BOOTH_SENDER, Booth } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { bookAt, publishHours } from './harness/hours.ts';
import { choose, press, tabTo } from './harness/keyboard.ts';
import { look } from './harness/looks.ts';
import { forget, heard, seen, stopped } from './harness/media.ts';
import { Album } from './harness/pictures.ts';
import { addBooth } from './harness/published.ts';
import { startSystem } from './harness/system.ts';
import { Witness } from './harness/witness.ts';

const COLLEAGUE_SENDER = 4;
const NOTE = '市営住宅の相談に変わりました。申込みの時期を知りたいとのことです。';

const DAY = '2027-05-17';
const HERE = 'kokura-chuo';
const BOOKED = ['10:00', '11:30'] as const;
/** What somebody answered who can talk with people around. */
const TALKS = { version: 1, answers: { talk: 'yes' } };

const system = startSystem({ screening: true, starts: `${DAY}T09:00:00+09:00`, queue: { ring_seconds: 8 } });
const album = new Album('target/day-two');
let booth: Booth;
/** Whoever won the ticket, and whoever was a moment too late. */
let officer: Desk;
let colleague: Desk;
/** Of another section; lets it ring. */
let other: Desk;
let code: string;

beforeAll(async () => {
  const { city } = system;
  await addBooth(city, HERE);
  await publishHours(city, [HERE]);
  const [first] = await Promise.all(
    BOOKED.map((time) => bookAt(city, HERE, 'garbage-support', DAY, { time, screened: TALKS })),
  );
  code = first?.code ?? '';
  await city.moveTo(`${DAY}T10:00:00+09:00`);
  booth = await Booth.open(system);
  officer = await Desk.open(system, 'staff1', DESK_SENDER);
  colleague = await Desk.open(system, 'staff2', COLLEAGUE_SENDER);
  other = await Desk.open(system, 'staff3', 5);
  for (const desk of [officer, colleague, other]) await desk.getReady();
});

/** The resident and an officer see and hear each other, from now on. */
async function talks({ page, person }: Desk): Promise<void> {
  await Promise.all([forget(booth.page), forget(page)]);
  await Promise.all([seen(page, BOOTH_SENDER), seen(booth.page, person.sender)]);
  expect(await heard(booth.page, person.sender)).toBeGreaterThan(-40);
}

/** Hands the call over without a pointer. */
async function transfer({ page }: Desk, section: string): Promise<void> {
  await press(page, 'つなぐ');
  await choose(page, section);
  await tabTo(page, 'the note', () => page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'));
  await page.keyboard.insertText(NOTE);
  await press(page, '呼び出す');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** How many tickets were taken this day; null where it is a few, whom nobody is to find by counting. */
async function tickets(): Promise<number | null> {
  const { city } = system;
  const cookie = await city.signIn('coordinator1');
  const day = `by=site&from=${DAY}&until=${DAY}`;
  const { body } = await city.ask('GET', `/api/figures?${day}`, undefined, { cookie });
  return (body as Figures).whole.tickets;
}

test('the two bookings of the day are pinned by their time', async () => {
  const rows = officer.page.locator('.pinned li');
  await expect.poll(() => rows.count()).toBe(BOOKED.length);
  for (const [at, time] of BOOKED.entries()) expect(await rows.nth(at).textContent()).toContain(time);
  await look(album, officer.page, 'pinned');
});

test('whoever asks for 生活保護 is told of a right, a desk and a number, and nothing has rung anywhere', async () => {
  const rows = await Promise.all(
    [officer, colleague, other].map(({ page }) => Witness.of(page, '.queue .row')),
  );
  const rang = async () => (await Promise.all(rows.map((row) => row.said()))).flat();
  await booth.touch(/^くらしの困りごと$/);
  await booth.press(/生活・お金/);
  await booth.heading('申請は国民の権利です').waitFor();
  await booth.page.getByText('いま、電話で話せます。').waitFor();
  await booth.page.locator('.plate dd').getByText('093').waitFor();
  await look(album, booth.page, 'right-to-apply');
  await album.take(officer.page, 'nothing-rang');
  expect([await rang(), await system.city.calls(), await tickets()]).toEqual([[], 0, 0]);
  await booth.press('おわる');
  await booth.erased.waitFor();
  await booth.startAgain();

  // Whoever rings is seen by the same eyes.
  await booth.arrive(code);
  await booth.heading('受付しました').waitFor();
  await officer.page
    .locator('.queue .row')
    .filter({ hasText: `${BOOKED[0]} から` })
    .waitFor();
  expect((await rang()).length).toBeGreaterThan(0);
  await eventually('the call is counted', async () => (await system.city.calls()) === 1);
  expect(await tickets()).toBe(null);
});

test('of two who answer at the same moment one has the call, and the other is told who', async () => {
  const number = await booth.page.locator('.ticket .number').textContent();
  const rivals = [officer, colleague];
  for (const { page, person } of rivals) {
    await page.getByRole('button', { name: /^応答する/ }).waitFor();
    // Neither answer is on its way before the other one.
    person.hold();
    await press(page, /^応答する/);
  }
  for (const { person } of rivals) await person.mend();
  const won = (desk: Desk) => desk.button('通話を終了する');
  const lost = ({ page }: Desk) => page.getByText(new RegExp(`^${number}番は、先に.+が応答しました。$`));
  await Promise.all(rivals.map((desk) => won(desk).or(lost(desk)).waitFor()));
  const winners = await Promise.all(rivals.map((desk) => won(desk).count()));
  expect(winners.toSorted()).toEqual([0, 1]);
  if (winners[1] === 1) [officer, colleague] = [colleague, officer];
  await album.take(colleague.page, 'too-late');
  await talks(officer);
  await album.take(officer.page, 'in-call');
});

test('a transfer that nobody answers comes back, and resident and officer go on', async () => {
  await transfer(officer, '小倉北区役所 こども家庭課（例）対応可 1人');
  await Promise.all([other.page.getByText(NOTE).waitFor(), booth.heading('保留中です').waitFor()]);
  await album.take(booth.page, 'held');
  await look(album, other.page, 'rings-elsewhere');
  await officer.page.getByText('応答がありませんでした。住民との通話に戻っています。').waitFor();
  await booth.page.getByText('元の職員に戻りました').waitFor();
  await look(album, officer.page, 'came-back');
  await album.take(booth.page, 'came-back-booth');
  await other.page.getByText(NOTE).waitFor({ state: 'detached' });
  await talks(officer);
});

test('the officers talk first, unheard by the resident, and the note goes along', async () => {
  await transfer(officer, '小倉北区役所 まちづくり推進課（例）対応可 1人');
  await press(colleague.page, /^受ける/);
  await Promise.all([
    seen(officer.page, colleague.person.sender),
    seen(colleague.page, officer.person.sender),
  ]);
  await stopped(booth.page);
  await colleague.page.getByText(NOTE).waitFor();
  await look(album, colleague.page, 'officers-talk');
  await album.take(booth.page, 'officers-talk-booth');
  await press(officer.page, 'つなぎ替える');
  await officer.page.getByRole('heading', { name: '呼び出しを待っています' }).waitFor();
  await talks(colleague);
  await album.take(booth.page, 'handed-over');
});

test('a microphone that gives nothing is told on its own side, and both go on in writing', async () => {
  for (const { page } of [booth, colleague]) await page.evaluate(() => globalThis.probe.silence());
  await booth.page
    .getByText('こちらの声が届いていません。もう一度話してみるか、筆談で話してください。')
    .waitFor();
  await colleague.page.getByText(/^マイクから音が入っていません。/).waitFor();
  await album.take(booth.page, 'silent-booth');
  await look(album, colleague.page, 'silent-desk');
  const { keyboard } = colleague.page;
  await keyboard.press('F4');
  const line = colleague.page.getByLabel('住民に見せる文');
  await tabTo(colleague.page, 'the line to write', () =>
    line.evaluate((element) => element === document.activeElement),
  );
  await keyboard.insertText('マイクが使えません。文字で話します。');
  await keyboard.press('Enter');
  await booth.page.getByText('マイクが使えません。文字で話します。').waitFor();
  await booth.press('はい');
  await colleague.page.locator('.notes .log').getByText('はい').waitFor();
  await look(album, booth.page, 'written-booth');
  await look(album, colleague.page, 'written-desk');
});

test('whoever handed it over has nothing to wrap up, and the other one does so by two keys', async () => {
  await booth.end();
  await colleague.page.getByRole('heading', { name: '後処理' }).waitFor();
  await look(album, colleague.page, 'wrap-up');
  await colleague.page.keyboard.press('1');
  await colleague.page.keyboard.press('Enter');
  for (const desk of [officer, colleague]) await desk.standing.getByText('対応可').waitFor();
  for (const { person } of [booth, officer, colleague, other]) {
    expect(person.complaints).toEqual({ errors: [], foreign: [] });
  }
});
