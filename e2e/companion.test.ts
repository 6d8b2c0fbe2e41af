/** 付き添い: said by either side, read by everybody in the call, and gone with it. */
import { beforeAll, expect, test } from 'vitest';
import type { Booth } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
let booth: Booth;
let desk: Desk;
let interpreter: Desk;

const says = (page: Booth['page'], words: string) => page.getByText(words, { exact: true }).first().waitFor();

beforeAll(async () => {
  ({ booth, desk } = await meet(system));
  interpreter = await Desk.open(system, 'interpreter1');
  await interpreter.getReady();
});

test('the resident says who is with them, and the officer reads it at once', async () => {
  await desk.button('付き添い：なし').waitFor();
  await booth.press('いっしょにいる人');
  await booth.press('ご家族');
  await booth.press('民生委員');
  await desk.button('付き添い：ご家族・民生委員').waitFor();
  await says(booth.page, '付き添い：ご家族・民生委員');
  await booth.press('もどる');
});

test('an interpreter reads it, too, and can say nothing of it', async () => {
  await desk.invite('通訳');
  await interpreter.press(/^参加する/);
  await says(interpreter.page, '付き添い：ご家族・民生委員');
  expect(await interpreter.button(/付き添い/).count()).toBe(0);
});

test('a desk that is loaded anew still knows it, and takes it back by keyboard alone', async () => {
  await desk.page.reload();
  const line = desk.button('付き添い：ご家族・民生委員');
  await line.waitFor();
  const { keyboard } = desk.page;
  await line.focus();
  await keyboard.press('Enter');
  await desk.page.getByRole('dialog', { name: '住民に付き添っている方' }).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await says(booth.page, '付き添い：民生委員');
  await says(interpreter.page, '付き添い：民生委員');
  await keyboard.press('Escape');
  await desk.button('付き添い：民生委員').and(desk.page.locator(':focus')).waitFor();
});

test('after the call nobody is said to be with the next resident', async () => {
  await booth.end();
  await desk.page.getByRole('heading', { name: '後処理' }).waitFor();
  expect(await desk.page.getByText(/付き添い/).count()).toBe(0);
});
