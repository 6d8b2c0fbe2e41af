/** A supervisor sees who waits longest, gives a ticket to a desk and listens in sight of both; an officer calls for help. */
import { beforeAll, expect, test } from 'vitest';
import { BOOTH_SENDER, Booth } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { pick, press } from './harness/keyboard.ts';
import { look } from './harness/looks.ts';
import { heard, seen } from './harness/media.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const COLLEAGUE_SENDER = 4;
const SUPERVISOR_SENDER = 5;

const system = startSystem();
const album = new Album('target/supervise');
let booth: Booth;
let desk: Desk;
let colleague: Desk;
let supervisor: Desk;
let number: string;

/** The row that rings at a desk, not at another one. */
const rings = ({ page }: Desk) => page.locator('.row[data-ringing]');

beforeAll(async () => {
  booth = await Booth.open(system);
  desk = await Desk.open(system, 'staff1', DESK_SENDER);
  colleague = await Desk.open(system, 'staff2', COLLEAGUE_SENDER);
  supervisor = await Desk.open(system, 'lead1', SUPERVISOR_SENDER);
  await desk.getReady();
  for (const one of [colleague, supervisor]) {
    await one.press('準備をはじめる');
    await one.press('離席のまま画面を開く');
    await one.standing.getByText('離席').waitFor();
  }
  await press(supervisor.page, '窓口のようす');
});

test('a supervisor is told who waits longest', async () => {
  await booth.choose();
  await booth.ring();
  await rings(desk).waitFor();
  number = (await booth.page.locator('.ticket .number').textContent()) ?? '';
  const later = await Booth.open(system, '2番');
  await later.choose();
  await later.ring();
  const waiting = supervisor.page.getByRole('table', { name: '待っている人' });
  await waiting.getByRole('row').nth(2).waitFor();
  await supervisor.page.getByText(new RegExp(`^いちばん長くお待ちなのは${number}番、`)).waitFor();
  await look(album, supervisor.page, 'two-wait');
  await later.press('呼び出しをやめる');
  await waiting.getByRole('row').nth(2).waitFor({ state: 'detached' });
  await later.person.context.close();
});

test('a ticket that a supervisor gives to a desk rings there, and no longer where it rang', async () => {
  await press(colleague.page, '対応可にする');
  await colleague.standing.getByText('対応可').waitFor();
  await pick(supervisor.page, `${number}番を割り当てる席`, '職員 二葉（例）');
  await supervisor.page.getByText(`${number}番を職員 二葉（例）さんの席で呼び出しています。`).waitFor();
  await rings(colleague).waitFor();
  await rings(desk).waitFor({ state: 'detached' });
  await look(album, supervisor.page, 'given');
  await colleague.page.keyboard.press('F2');
  await Promise.all([seen(colleague.page, BOOTH_SENDER), seen(booth.page, COLLEAGUE_SENDER)]);
});

test('whoever listens hears both, and both are told for as long as it is so', async () => {
  const told = [
    booth.page.getByText('責任者が聞いています'),
    colleague.page.getByText('責任者がこの通話を聞いています。住民の画面にも出ています。'),
  ];
  await press(supervisor.page, `${number}番の通話を聞く`);
  await Promise.all([seen(supervisor.page, BOOTH_SENDER), seen(supervisor.page, COLLEAGUE_SENDER)]);
  expect(await heard(supervisor.page, BOOTH_SENDER)).toBeGreaterThan(-40);
  expect(await heard(supervisor.page, COLLEAGUE_SENDER)).toBeGreaterThan(-40);
  await Promise.all(told.map((words) => words.waitFor()));
  for (const { page } of [booth, colleague]) expect(await heard(page, SUPERVISOR_SENDER)).toBeUndefined();
  await look(album, booth.page, 'listened-booth');
  await look(album, colleague.page, 'listened-desk');
  await look(album, supervisor.page, 'listening');
  await press(supervisor.page, '聞くのを終える');
  await press(supervisor.page, '通話から出る');
  await Promise.all(told.map((words) => words.waitFor({ state: 'detached' })));
});

test('an officer who calls for help is heard of at a colleague’s desk, with the place of the booth', async () => {
  await press(colleague.page, '応援');
  await press(colleague.page, '応援をよぶ');
  const alarm = desk.page.getByRole('alert').filter({ hasText: '応援の要請' });
  await alarm.getByText(new RegExp(`^${number}番　小倉中央市民センターのブース`)).waitFor();
  await look(album, desk.page, 'alarm');
  await look(album, colleague.page, 'alarm-raised');
  expect(await colleague.page.getByText('応援の要請').count()).toBe(0);
  expect(await booth.page.getByText('応援').count()).toBe(0);
  await press(colleague.page, '応援を終える');
  await alarm.waitFor({ state: 'detached' });
});
