import { beforeAll, expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, Booth, PLANTED, PRIVATE } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { heard, seen } from './harness/media.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
let booth: Booth;
let desk: Desk;

beforeAll(async () => {
  booth = await Booth.open(system);
  desk = await Desk.open(system);
  await desk.getReady();
});

test('nothing rings before the resident has confirmed', async () => {
  await booth.choose();
  expect(await desk.ringing.count()).toBe(0);
  await booth.ring();
  await desk.ringing.waitFor();
});

test('once accepted, both see and hear each other', async () => {
  await desk.accept();
  const [byDesk, byBooth] = await Promise.all([
    seen(desk.page, BOOTH_SENDER, 60),
    seen(booth.page, DESK_SENDER, 60),
  ]);
  for (const reading of [byDesk, byBooth]) {
    expect(reading.unreadable / (reading.readable + reading.unreadable)).toBeLessThan(0.02);
  }
  expect(await heard(desk.page, BOOTH_SENDER)).toBeGreaterThan(-40);
  expect(await heard(booth.page, DESK_SENDER)).toBeGreaterThan(-40);
});

test('what the resident types the desk sees, and what the desk proposes only the resident accepts', async () => {
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil('住所');
  await desk.answered('お名前', ANSWERS.お名前 ?? '');

  await desk.highlight('住所');
  await booth.page.getByText('職員がここを示しています').waitFor();

  await desk.propose('住所', ANSWERS.住所 ?? '');
  await booth.page.getByText('職員からの提案').waitFor();
  expect(await desk.answer('住所').allTextContents()).toEqual(['未入力']);
  await booth.press('はい、これでいいです');
  await desk.answered('住所', ANSWERS.住所 ?? '');
  await booth.passQuestion('住所');
});

test('a private answer shows as filled at the desk, and its value never gets there', async () => {
  await booth.fillUntil();
  await desk.answered('連絡する人のお名前', '入力済');
  const text = await desk.page.content();
  for (const value of PRIVATE) expect(text).not.toContain(value);
});

test('the resident submits and both see the 受付番号', async () => {
  const receipt = await booth.submit();
  expect(receipt).not.toBe('');
  await desk.page.getByText(`受付番号 ${receipt}`).first().waitFor();
});

test('at the end nothing of the resident is left', async () => {
  await booth.end();
  await booth.page.getByText('申請は区役所に届いています。').waitFor();
  expect(await booth.leftovers(PLANTED)).toEqual([]);
  expect(await system.city.leaks(PLANTED)).toEqual([]);
});

test('the desk wraps up and is ready again', async () => {
  await desk.page.getByRole('heading', { name: '後処理' }).waitFor();
  await desk.wrapUp();
  await desk.standing.getByText('対応可').waitFor();
});

test('no page complained or asked an outside host for anything', () => {
  for (const { complaints } of [booth.person, desk.person]) {
    expect(complaints.foreign).toEqual([]);
    expect(complaints.errors).toEqual([]);
  }
});
