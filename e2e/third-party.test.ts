import { beforeAll, expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, type Booth, PRIVATE } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { forget, heard, seen } from './harness/media.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';

const INTERPRETER_SENDER = 3;

const system = startSystem();
let booth: Booth;
let desk: Desk;
let interpreter: Desk;

beforeAll(async () => {
  ({ booth, desk } = await meet(system));
  interpreter = await Desk.open(system, 'interpreter1', INTERPRETER_SENDER);
  await interpreter.getReady();
});

test('an interpreter joins, and each of the three sees and hears the other two', async () => {
  await desk.invite('通訳');
  await interpreter.press(/^参加する/);
  await Promise.all([
    seen(booth.page, INTERPRETER_SENDER),
    seen(desk.page, INTERPRETER_SENDER),
    seen(interpreter.page, BOOTH_SENDER),
    seen(interpreter.page, DESK_SENDER),
  ]);
  expect(await heard(booth.page, INTERPRETER_SENDER)).toBeGreaterThan(-40);
  expect(await heard(interpreter.page, BOOTH_SENDER)).toBeGreaterThan(-40);
  expect(await heard(interpreter.page, DESK_SENDER)).toBeGreaterThan(-40);
});

test('an interpreter reads the form, and is offered nothing to do to it or about who the resident is', async () => {
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil();
  await interpreter.answered('お名前', ANSWERS.お名前 ?? '');
  await interpreter.answered('連絡する人のお名前', '入力済');
  const text = await interpreter.page.content();
  for (const value of PRIVATE) expect(text).not.toContain(value);
  for (const name of [/本人|名乗/, /提案/, /示す/, /指さし/, /通話を終了/]) {
    expect(await interpreter.button(name).count(), String(name)).toBe(0);
  }
});

test('when the interpreter leaves, the other two go on as before', async () => {
  await interpreter.press('通訳を終える');
  await interpreter.press('通話から出る');
  await interpreter.page.getByRole('heading', { name: '通訳の依頼を待っています' }).waitFor();
  await Promise.all([forget(booth.page), forget(desk.page)]);
  await Promise.all([seen(desk.page, BOOTH_SENDER, 60), seen(booth.page, DESK_SENDER, 60)]);
  await expect(heard(booth.page, INTERPRETER_SENDER)).resolves.toBeUndefined();
  const left = await booth.page.evaluate(() => globalThis.probe.readings().map(({ sender }) => sender));
  expect(left).not.toContain(INTERPRETER_SENDER);
});

test('when the talk ends, an interpreter who came back has nothing to wrap up', async () => {
  await desk.invite('通訳');
  await interpreter.press(/^参加する/);
  await seen(interpreter.page, BOOTH_SENDER);
  await desk.end();
  await interpreter.page.getByRole('heading', { name: '通訳の依頼を待っています' }).waitFor();
  expect(await interpreter.page.getByRole('heading', { name: '後処理' }).count()).toBe(0);
});
