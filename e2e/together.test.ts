/** Booth and desk on one form: who leads, what is taken back, and that both hold the same before it is sent. */
import { beforeAll, expect, test } from 'vitest';
import { ANSWERS, type Booth } from './harness/booth.ts';
import type { Desk } from './harness/desk.ts';
import { look, lookBothWays } from './harness/looks.ts';
import { meet } from './harness/meeting.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
const album = new Album('target/together');
let booth: Booth;
let desk: Desk;

beforeAll(async () => {
  ({ booth, desk } = await meet(system));
  await desk.recordIdentity();
});

test('before the first answer the booth says what it is for and who may give it', async () => {
  await booth.openForm();
  for (const words of ['書いたことの使いみち', '手続きできる人']) await booth.page.getByText(words).waitFor();
  await lookBothWays(album, booth.page, 'first');
});

test('the officer turns the page, and she goes back to the letter where she was', async () => {
  await booth.fillUntil('住所');
  await booth.page.getByRole('textbox').fill('試験町');
  await desk.press('住民の画面をお名前へ動かす');
  await booth.page.getByText('職員がページを動かしました').waitFor();
  expect(await booth.question()).toBe('お名前');
  await lookBothWays(album, booth.page, 'led');
  await booth.page.locator('.helped').getByRole('button', { name: 'もどる' }).click();
  expect(await booth.question()).toBe('住所');
  expect(await booth.page.getByRole('textbox').inputValue()).toBe('試験町');
});

test('the officer asks her to look, by the keyboard, and she decides', async () => {
  await desk.button('お名前を住民に見てもらう').focus();
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText('見てほしいと頼みました').waitFor();
  await booth.page.getByText('職員が「お名前」を見てほしいと言っています').waitFor();
  await look(album, booth.page, 'look');
  expect(await booth.question()).toBe('住所');
  await booth.press('ひらく');
  expect(await booth.question()).toBe('お名前');
  await desk.page.getByText('見てほしいと頼みました').waitFor({ state: 'detached' });
  await booth.fillUntil('住所');
});

test('what staff wrote and she accepted is taken back with one touch, and the desk follows', async () => {
  await desk.propose('住所', ANSWERS.住所 ?? '');
  await booth.press('はい、これでいいです');
  await desk.answered('住所', ANSWERS.住所 ?? '');
  await booth.page.getByText('職員の案を書き入れました').waitFor();
  await booth.press('ひとつ戻す');
  await desk.answered('住所', '未入力');
  await desk.propose('住所', ANSWERS.住所 ?? '');
  await desk.press('住所の提案を取り下げる');
  await desk.press('もう一度提案する');
  await booth.press('はい、これでいいです');
  await desk.answered('住所', ANSWERS.住所 ?? '');
  await booth.press('次へ');
});

test('at the check page both hold the same, and a touch takes the last answer back', async () => {
  await booth.fillUntil();
  await desk.page.getByText('両方の画面の内容は同じです。').waitFor();
  await look(album, desk.page, 'desk-same');
  await booth.press(/^ひとつ戻す/);
  await desk.answered('連絡する人の電話番号', '未入力');
  await lookBothWays(album, booth.page, 'check');
});

test('what is missing stands in a list that takes the focus, and leads to the field with the same words', async () => {
  const submit = booth.button('この内容で申請する');
  while (!(await submit.isVisible())) await booth.press(/^続きを見る/);
  await submit.click();
  const summary = booth.page.getByRole('region', { name: '直すところが1か所あります' });
  await summary.waitFor();
  expect(await summary.evaluate((region) => region === document.activeElement)).toBe(true);
  await lookBothWays(album, booth.page, 'wrong');
  const words = (await summary.locator('.message').textContent()) ?? '';
  await summary.getByRole('button').click();
  expect(await booth.question()).toBe('連絡する人の電話番号');
  expect(await booth.page.locator('.problem').textContent()).toContain(words);
  expect(await booth.page.getByRole('textbox').evaluate((field) => field === document.activeElement)).toBe(
    true,
  );
  await booth.answer('連絡する人の電話番号');
});

test('the receipt says when, how much, and what of it staff wrote', async () => {
  const receipt = await booth.submit();
  await desk.page.getByText(`受付番号 ${receipt}`).first().waitFor();
  expect(await booth.page.locator('[data-fact=written] dd').textContent()).toBe('住所');
  await booth.page.locator('[data-fact=at]').waitFor();
  await lookBothWays(album, booth.page, 'receipt');
  expect(await desk.button(/を住民に見てもらう$|へ動かす$/).count()).toBe(0);
});
