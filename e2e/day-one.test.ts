/** A resident of 78: a wrong tile, 事前確認, a number and a wait, a form, neighbours who come by, and nothing left. */
import { beforeAll, expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, Booth, PLANTED, PRIVATE } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { look } from './harness/looks.ts';
import { forget, heard, seen, stopped } from './harness/media.ts';
import { consult } from './harness/morning.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';
import { Wire } from './harness/wire.ts';

const SUBJECT = 'garbage-support';
const TALKS = { version: 1, answers: { talk: 'yes' } };
/** The consultations of this morning, in minutes: what is told of a wait rests on them. */
const MORNING = [4, 4, 5, 5, 5, 5, 5, 5, 6];
/** What is written by hand behind the cover. */
const NOTES = ['そばに、どなたか いますか', '後ろに人がいます'] as const;

const system = startSystem({ screening: true, starts: '2027-05-17T08:30:00+09:00' });
const album = new Album('target/day-one');
let booth: Booth;
let desk: Desk;
/** Two who came a little earlier, to other booths. */
let talking: Wire;
let waiting: Wire;

beforeAll(async () => {
  await consult(system, SUBJECT, TALKS, MORNING);
  [talking, waiting] = [await Wire.booth(system, '2番'), await Wire.booth(system, '3番')];
  desk = await Desk.open(system);
  await desk.getReady();
  booth = await Booth.open(system);
});

test('the wrong tile rings nowhere, not even up to the last question', async () => {
  const { page } = booth;
  await album.take(page, 'start');
  await booth.touch(/市営住宅/);
  await booth.heading('家族の収入の話もしますか').waitFor();
  await page.getByText('まだ呼び出しません。').waitFor();
  await album.take(page, 'wrong-tile-asked');
  for (const answer of ['いいえ', '話せます']) await booth.press(answer);
  await booth.heading('職員を呼び出しますか').waitFor();
  await look(album, page, 'wrong-tile-confirm');
  await desk.page.getByText('いま待っている人はいません。').waitFor();
  await album.take(desk.page, 'wrong-tile-desk');
  expect(await system.city.calls()).toBe(0);
  for (let steps = 0; steps < 3; steps++) await booth.press('もどる');
});

test('two came before, so the right tile says how many and how long', async () => {
  await talking.ring(SUBJECT, TALKS);
  await desk.accept();
  await talking.joinMedia();
  await talking.call('in-call');
  await waiting.ring(SUBJECT, TALKS);
  await booth.find(/ごみ出し支援/);
  await booth.heading('まわりに人がいても話せますか').waitFor();
  await album.take(booth.page, 'asked');
  await booth.press('話せます');
  await booth.heading('職員を呼び出しますか').waitFor();
  await booth.page.getByText('書類もお金も要らないので、ここで最後までできます。').waitFor();
  await booth.page.getByText('およそ10〜15分').waitFor();
  await album.take(booth.page, 'remote');
  expect(await system.city.calls()).toBe(2);
  await booth.ring();
  await eventually('three calls are counted', async () => (await system.city.calls()) === 3);
  expect(await booth.page.locator('.ticket .number').textContent()).toBe(`${MORNING.length + 3}`);
  for (const words of ['前に1組', 'およそ10〜15分', '過去60日の9件から'])
    await booth.page.getByText(words).first().waitFor();
  await look(album, booth.page, 'in-line');
  await album.take(desk.page, 'desk-in-line');
});

test('whoever came first is served first, and then the two meet', async () => {
  await desk.end();
  await desk.wrapUp();
  await desk.accept();
  await waiting.joinMedia();
  await waiting.call('in-call');
  await booth.page.getByText('次の番です').waitFor();
  await desk.end();
  await desk.wrapUp();
  for (const { person } of [talking, waiting]) await person.context.close();
  await desk.ringing.waitFor();
  await album.take(desk.page, 'desk-ringing');
  await desk.accept();
  await meet();
  await album.take(booth.page, 'talking');
  await album.take(desk.page, 'desk-talking');
});

/** Resident and officer see and hear each other, from now on. */
async function meet(): Promise<void> {
  await Promise.all([booth, desk].map(({ page }) => forget(page)));
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
  expect(await heard(desk.page, BOOTH_SENDER)).toBeGreaterThan(-40);
  expect(await heard(booth.page, DESK_SENDER)).toBeGreaterThan(-40);
}

test('the reading of a name is made for her, and she is born in an era', async () => {
  const { page } = booth;
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil('お名前のフリガナ');
  await album.take(page, 'kana');
  await booth.fillUntil('生年月日');
  await booth.press('昭和');
  await album.take(page, 'birth');
  await booth.fillUntil('住所');
  await desk.answered('生年月日', '昭和23年4月5日');
});

test('whom to call in an emergency is hers: the officer reads that it is filled', async () => {
  await booth.fillUntil('連絡する人の電話番号');
  await album.take(booth.page, 'private');
  await desk.answered('連絡する人のお名前', '入力済');
  await album.take(desk.page, 'desk-private');
  const text = await desk.page.content();
  for (const value of PRIVATE) expect(text).not.toContain(value);
});

test('neighbours come: one touch covers the screen and mutes both sides', async () => {
  await booth.press('画面をかくす');
  await booth.heading('画面をかくしています').waitFor();
  await desk.page.getByText('住民が画面をかくしています').waitFor();
  await stopped(desk.page);
  await eventually('the booth is silent', async () => !(await booth.hears()));
  await desk.answered('お名前', '入力済');
  for (const value of PLANTED) expect(await booth.page.getByText(value).count()).toBe(0);
  await album.take(booth.page, 'covered');
  await album.take(desk.page, 'desk-covered');
});

test('behind the cover the two go on in writing', async () => {
  const { page } = booth;
  await desk.press(/^筆談/);
  await desk.page.getByLabel('住民に見せる文').fill(NOTES[0]);
  await desk.press('送る');
  await booth.press('職員の筆談を読む');
  await page.getByText(NOTES[0]).waitFor();
  await page.getByLabel('書く文字').fill(NOTES[1]);
  await booth.press('送る');
  await desk.page.locator('.notes .log').getByText(NOTES[1]).waitFor();
  await look(album, page, 'covered-notes');
  await album.take(desk.page, 'desk-covered-notes');
  await booth.press('筆談を閉じる');
});

test('the officer asks, she lifts the cover, and her form is as she left it', async () => {
  await desk.press('もどしてよいか聞く');
  await booth.press('はい、もどす');
  await meet();
  await desk.answered('お名前', ANSWERS.お名前 ?? '');
  await album.take(booth.page, 'lifted');
  await booth.openForm();
  expect(await booth.question()).toBe('連絡する人の電話番号');
});

test('she applies, and both have the 受付番号', async () => {
  await booth.fillUntil();
  await album.take(booth.page, 'check');
  const receipt = await booth.submit();
  expect(receipt).not.toBe('');
  await desk.page.getByText(`受付番号 ${receipt}`).first().waitFor();
  await look(album, booth.page, 'receipt');
});

test('then the machine has forgotten her', async () => {
  await booth.end();
  await album.take(booth.page, 'erased');
  expect(await booth.leftovers([...PLANTED, ...NOTES])).toEqual([]);
  expect(await system.city.leaks([...PLANTED, ...NOTES])).toEqual([]);
  await desk.wrapUp();
  for (const { complaints } of [booth.person, desk.person])
    expect(complaints).toEqual({ errors: [], foreign: [] });
});
