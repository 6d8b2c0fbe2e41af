import { expect, test } from 'vitest';
import { ANSWERS, Booth } from './harness/booth.ts';
import { PASSWORD } from './harness/city.ts';
import { Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { choose, press, tabTo } from './harness/keyboard.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();

test('staff sign in, get ready, answer, mute, hold, ask for help, end and wrap up without a pointer', async () => {
  const booth = await Booth.open(system);
  const desk = await Desk.visit(system);
  const { page } = desk;
  await page.getByLabel('利用者名').waitFor();
  await page.keyboard.type('staff1');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await desk.button('準備をはじめる').waitFor();
  await press(page, '準備をはじめる');
  await desk.button('準備を終えて対応可にする').waitFor();
  await press(page, '準備を終えて対応可にする');
  await desk.standing.getByText('対応可').waitFor();

  await booth.choose();
  await booth.ring();
  await desk.ringing.waitFor();
  await page.keyboard.press('F2');
  await desk.button('通話を終了する').waitFor();

  await press(page, 'マイクを切る');
  await page.getByText('マイクは切れています。').waitFor();
  // A call can be held once both are in it.
  await page.locator('.controls button:enabled').filter({ hasText: '保留' }).waitFor();
  await page.keyboard.press('F9');
  await page.getByText('保留中').first().waitFor();
  await page.keyboard.press('F9');
  await page.getByText('住民に音も映像も届いていません').waitFor({ state: 'detached' });
  await page.keyboard.press('F4');
  await page.getByRole('heading', { name: '筆談' }).waitFor();
  await page.keyboard.press('F4');
  await press(page, '応援');
  await press(page, '応援をよぶ');
  await press(page, '応援を終える');
  await page.getByText('応援をよんでいます').waitFor({ state: 'detached' });
  for (const dialog of ['つなぐ', '人をよぶ']) {
    await press(page, dialog);
    await page.getByRole('dialog').waitFor();
    await press(page, 'やめる');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await press(page, '通話を終了する');
  await press(page, '終了する');
  await page.getByRole('heading', { name: '後処理' }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await desk.standing.getByText('対応可').waitFor();
  expect(await page.getByRole('heading', { name: '後処理' }).count()).toBe(0);
  await Promise.all([booth, desk].map(({ person }) => person.context.close()));
});

/** Answers the question on screen by the keyboard and goes on to the next. */
async function answer(booth: Booth, question: string): Promise<void> {
  const { page } = booth;
  const value = ANSWERS[question] ?? '';
  const inputs = page.locator('.question input');
  const onInput = (type: string) => () =>
    page.evaluate((type) => {
      const element = document.activeElement;
      return element instanceof HTMLInputElement && (element.type || 'text') === type;
    }, type);
  if (question.includes('何人で住んでいますか')) return press(page, 'ありません');
  if (question === '生年月日') {
    await press(page, '昭和');
    await tabTo(page, '年', onInput('text'));
    // Each full part hands on to the next.
    await page.keyboard.type('230405');
    await page.keyboard.press('Enter');
  } else if ((await inputs.first().getAttribute('type')) === 'checkbox') {
    await tabTo(page, value, onInput('checkbox'));
    await page.keyboard.press('Space');
    await press(page, '次へ');
  } else if ((await page.getByRole('radio').count()) > 0) {
    await choose(page, value);
    await press(page, '次へ');
  } else {
    await tabTo(page, question, onInput('text'));
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(value);
    await page.keyboard.press('Enter');
  }
}

test('a resident rings, fills the form, submits and ends without a pointer', async () => {
  const booth = await Booth.open(system, '鍵盤');
  const desk = await Desk.open(system);
  await desk.getReady();
  const { page } = booth;
  await press(page, 'はじめる');
  await booth.heading('どのようなご用件ですか').waitFor();
  await press(page, /ごみ出し支援/);
  await booth.heading('職員を呼び出しますか').waitFor();
  await press(page, '呼び出す');
  await page.getByText('あなたの番号').waitFor();
  await desk.accept();
  await desk.recordIdentity();
  await booth.button('申請書を書く').waitFor();

  await press(page, '画面をかくす');
  await booth.heading('画面をかくしています').waitFor();
  await press(page, '画面をもどす');

  await press(page, '申請書を書く');
  await page.locator('.question').waitFor();
  for (let question = await booth.question(); question !== undefined; question = await booth.question()) {
    await answer(booth, question);
    await eventually(`「${question}」 is answered`, async () => (await booth.question()) !== question);
  }
  while (!(await booth.button('この内容で申請する').isVisible())) await press(page, '続きを見る');
  await press(page, 'この内容で申請する');
  await booth.heading('申請を受け付けました').waitFor();
  await press(page, 'おわる');
  await page.getByRole('alertdialog').waitFor();
  await press(page, 'おわる');
  await booth.heading('いかがでしたか').waitFor();
  await press(page, 'よかった');
  await booth.erased.waitFor();
  await press(page, 'はじめの画面へ');
  await booth.button('はじめる').waitFor();
});
