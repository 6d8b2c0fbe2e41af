/** 手続きガイド in a call: suggested at the desk, opened and answered at the booth, pointed at from one to the other. */
import { beforeAll, expect, test } from 'vitest';
import type { Booth } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { ANSWERS, answer, answerAll, publishGuide } from './harness/guide.ts';
import { look } from './harness/looks.ts';
import { meet } from './harness/meeting.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const INTERPRETER_SENDER = 3;

const system = startSystem();
const album = new Album('target/guide-call');
let booth: Booth;
let desk: Desk;
let interpreter: Desk;

const onDesk = (of: Desk) => of.page.locator('.desk-guide');

beforeAll(async () => {
  await publishGuide(system.city);
  ({ booth, desk } = await meet(system));
  interpreter = await Desk.open(system, 'interpreter1', INTERPRETER_SENDER);
  await interpreter.getReady();
});

test('the desk suggests a guide, and the resident opens it', async () => {
  await onDesk(desk).getByText('住民の画面に、ガイドは開いていません。').waitFor();
  await desk.press('ガイドをすすめる');
  await desk.press('「障害福祉の手続きガイド（例）」をすすめる');
  await booth.page.getByText('職員が「障害福祉の手続きガイド（例）」をすすめています').waitFor();
  await look(album, booth.page, 'suggested');
  await onDesk(desk).getByText('開くかどうかは住民が決めます').waitFor();
  await booth.press('ひらく');
  await booth.heading('身体障害者手帳の等級は何級ですか').waitFor();
  await onDesk(desk).getByText('身体障害者手帳の等級は何級ですか').waitFor();
});

test('the desk points at a choice on both sides, and has nothing to answer with', async () => {
  await onDesk(desk).getByRole('button', { name: '1級を住民の画面で示す' }).click();
  await booth.page
    .locator('.radio')
    .filter({ hasText: '1級' })
    .getByText('職員がここを示しています')
    .waitFor();
  await look(album, booth.page, 'pointed');
  await look(album, desk.page, 'desk-question');
  expect(await onDesk(desk).locator('input').count()).toBe(0);
});

test('what is being chosen stays at the booth; what is answered the desk sees', async () => {
  await answer(booth, ['身体障害者手帳の等級は何級ですか', '1級']);
  expect(await onDesk(desk).locator('.given').count()).toBe(0);
  await booth.press('次へ');
  await onDesk(desk).getByText('療育手帳の区分は何ですか').waitFor();
  await onDesk(desk).locator('.given').getByText('1級').waitFor();
  expect(await booth.page.getByText('職員がここを示しています').count()).toBe(0);
});

test('an interpreter who joins reads along, and is offered nothing to do', async () => {
  await desk.invite('通訳');
  await interpreter.press(/^参加する/);
  await onDesk(interpreter).getByText('療育手帳の区分は何ですか').waitFor();
  await onDesk(interpreter).locator('.given').getByText('1級').waitFor();
  expect(await onDesk(interpreter).getByRole('button').count()).toBe(0);
  await interpreter.press('通訳を終える');
  await interpreter.press('通話から出る');
});

test('under the cover the desk sees that it is covered, and nothing of the answers', async () => {
  await booth.press('画面をかくす');
  await onDesk(desk).getByText('かくしている間、ガイドの答えはここには届きません。').waitFor();
  expect(await onDesk(desk).getByText('1級').count()).toBe(0);
  await look(album, desk.page, 'desk-covered');
  await booth.press('画面をもどす');
  await onDesk(desk).locator('.given').getByText('1級').waitFor();
});

test('a desk that comes anew asks, and is shown the same page', async () => {
  await desk.page.reload();
  await onDesk(desk).getByText('療育手帳の区分は何ですか').waitFor();
});

test('at the list the desk points at a scheme, and one touch at the booth opens it', async () => {
  await answerAll(booth, ANSWERS.slice(1));
  await look(album, booth.page, 'list');
  await onDesk(desk).getByText('住民は一覧を見ています。').waitFor();
  await look(album, desk.page, 'desk-list');
  await onDesk(desk)
    .getByRole('button', { name: /福祉タクシー.*を住民の画面で示す/ })
    .click();
  await booth.page
    .locator('.pointed-at')
    .getByText(/福祉タクシー/)
    .waitFor();
  await look(album, booth.page, 'pointed-scheme');
  await booth.page.locator('.pointed-at').getByRole('button').click();
  await booth.heading(/福祉タクシー/).waitFor();
  await booth.page.getByText('職員がここを示しています').waitFor();
});

test('put aside it is gone from the desk, and open again it is where it was', async () => {
  await booth.button('手続きガイド').click();
  await onDesk(desk).getByText('住民の画面に、ガイドは開いていません。').waitFor();
  await booth.button('手続きガイド').click();
  await onDesk(desk).getByText('住民は一覧を見ています。').waitFor();
});

test('at the end nothing of it is left, and no page complained', async () => {
  await booth.end();
  expect(await booth.leftovers(['1級', '福祉タクシー'])).toEqual([]);
  expect(await system.city.leaks(['grade-1'])).toEqual([]);
  for (const { complaints } of [booth.person, desk.person]) {
    expect(complaints.foreign).toEqual([]);
    expect(complaints.errors).toEqual([]);
  }
});
