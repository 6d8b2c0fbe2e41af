import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Booth } from './harness/booth.ts';
import { PASSWORD } from './harness/city.ts';
import { Desk } from './harness/desk.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();

/** Tabs until the focus is where it is wanted. */
async function tabTo(page: Page, there: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < 80; step++) {
    if (await there()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard never gets there');
}

/** Tabs to something of this name and presses Enter. */
async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, async () => {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    return focused.startsWith(name);
  });
  await page.keyboard.press('Enter');
}

test('staff sign in, get ready, answer, mute, end and wrap up without a pointer', async () => {
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
  await press(page, '通話を終了する');
  await press(page, '終了する');
  await page.getByRole('heading', { name: '後処理' }).waitFor();
  // A radio group is one stop of the Tab key; Space chooses.
  await tabTo(page, async () =>
    page.evaluate(() => document.activeElement?.getAttribute('type') === 'radio'),
  );
  await page.keyboard.press('Space');
  await press(page, '後処理を終える');
  await desk.standing.getByText('対応可').waitFor();
  expect(await page.getByRole('heading', { name: '後処理' }).count()).toBe(0);
});
