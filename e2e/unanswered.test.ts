/** Nobody answers a ticket: desk after desk, then the supervisor, then the list of those who are called back. */
import { beforeAll, expect, test } from 'vitest';
import { BOOTH_SENDER, Booth } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { press } from './harness/keyboard.ts';
import { look } from './harness/looks.ts';
import { seen } from './harness/media.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';
import { Witness } from './harness/witness.ts';

const system = startSystem({ queue: { ring_seconds: 3, missed_before_away: 1 } });
const album = new Album('target/unanswered');
const desks: Desk[] = [];
let booth: Booth;
/** What the booth tells of its ticket, and at each desk the state of its row. */
let told: Witness;
let rows: Witness[];

beforeAll(async () => {
  booth = await Booth.open(system);
  for (const [login, sender] of [
    ['staff1', DESK_SENDER],
    ['staff2', 4],
    ['lead1', 5],
  ] as const) {
    const desk = await Desk.open(system, login, sender);
    await desk.getReady();
    desks.push(desk);
  }
});

test('a ticket rings at one desk alone, then at the next, then at the supervisor’s, and the booth says each step', async () => {
  await booth.choose();
  told = await Witness.of(booth.page, 'h1');
  rows = await Promise.all(desks.map(({ page }) => Witness.of(page, '.row .state')));
  await booth.ring();
  await booth.heading('番号はそのまま、窓口からお呼びします').waitFor();
  expect(await told.said()).toEqual([
    '職員を呼び出しますか',
    '職員を呼び出しています',
    '別の職員を呼び出しています',
    '責任者を呼び出しています',
    '番号はそのまま、窓口からお呼びします',
  ]);
  await Promise.all(desks.map(({ page }) => page.getByRole('heading', { name: /^折り返し待ち/ }).waitFor()));
  const [first, next, last] = await Promise.all(rows.map((row) => row.said()));
  expect(first).toEqual(['呼び出し中', '別の職員を呼び出し中', '責任者を呼び出し中', '折り返し待ち']);
  expect(next).toEqual(['ほかの席で呼び出し中', '呼び出し中', '責任者を呼び出し中', '折り返し待ち']);
  // Until the callback is written down, the supervisor's own row may say for whom it rang.
  const lead = last?.filter((words) => words !== '責任者を呼び出し中');
  expect(lead).toEqual(['ほかの席で呼び出し中', '別の職員を呼び出し中', '呼び出し中', '折り返し待ち']);
  await look(album, booth.page, 'booth-callback');
});

test('who did not answer is 離席, is told why, and is back with one touch', async () => {
  for (const [at, desk] of desks.entries()) {
    await desk.standing.getByText('離席').waitFor();
    await desk.page.getByText('呼び出しに続けて応答がなかったため、離席にしました。').waitFor();
    if (at === 0) await look(album, desk.page, 'desk-away');
    await press(desk.page, '対応可にする');
    await desk.standing.getByText('対応可').waitFor();
    expect(await desk.page.getByText('離席にしました').count()).toBe(0);
  }
});

test('the ticket keeps its number and its place, and a desk that is back calls the booth', async () => {
  const [desk] = desks as [Desk];
  const number = await booth.page.locator('.ticket .number').textContent();
  await desk.page
    .locator('.row[data-kind=callback] .number')
    .filter({ hasText: `${number}番` })
    .waitFor();
  await press(desk.page, /^ブースを呼び出す/);
  await booth.heading(`${number}番の方、窓口からお呼びです`).waitFor();
  await look(album, booth.page, 'booth-called');
  await booth.press('はい、話します');
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
});
