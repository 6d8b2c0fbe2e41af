/** What an officer writes stays under their hands, whatever rings meanwhile. */
import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { talk } from '../web/src/features/call/sample.ts';
import { ticket } from '../web/src/features/queue/sample.ts';
import { Desk } from './harness/desk.ts';
import { StageSet } from './harness/stage-set.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
let desk: Desk;
let set: StageSet;

/** Writes one half, lets two calls ring one after the other, and writes the other half without a further press. */
async function writes(field: Locator): Promise<void> {
  const { page } = desk;
  const isFocused = () => field.evaluate((element) => element === document.activeElement);
  await field.focus();
  await page.keyboard.type('mada ');
  for (const call of ['x', 'y']) {
    set.tell({ type: 'queue', rows: [waiting, ticket({ call, number: 30, rang_at: 1 })] });
    await page.locator('.queue [data-ringing]').waitFor();
    expect(await isFocused()).toBe(true);
    set.tell({ type: 'queue', rows: [waiting] });
    await page.locator('.queue [data-ringing]').waitFor({ state: 'detached' });
  }
  await page.keyboard.type('matte');
  expect(await field.inputValue()).toBe('mada matte');
  expect(await isFocused()).toBe(true);
}

const waiting = ticket({ call: 'w', number: 29, ringing: false, kind: { is: 'ticket', step: 'in-line' } });
const inCall = talk({ accepted_at: Date.now() });

beforeAll(async () => {
  desk = await Desk.visit(system);
  const colleagues = {
    type: 'colleagues',
    sections: [{ section: 'n', name: '隣の係', available: 1, busy: 0 }],
    interpreters: 0,
    supervisors: 0,
  } as const;
  set = await StageSet.around(desk.page, { ...colleagues, sections: [...colleagues.sections] });
  await desk.signIn('staff1');
  await desk.getReady();
});

test('a message to a resident who waits keeps the focus', async () => {
  set.tell({ type: 'queue', rows: [waiting] });
  await desk.press(/^ひとこと/);
  await writes(desk.page.getByRole('dialog').getByRole('textbox'));
  await desk.press('送る');
  await expect
    .poll(() => set.asked)
    .toContainEqual({ type: 'tell', call: 'w', text: 'mada matte', declared: false });
});

test('筆談 keeps the focus', async () => {
  set.tell({ type: 'presence', presence: 'in-call', why: null }, { type: 'call', call: inCall });
  await desk.page.locator('.controls').waitFor();
  await desk.page.keyboard.press('F4');
  await writes(desk.page.getByLabel('住民に見せる文'));
});

test('a note to the next officer keeps the focus, and goes with the transfer', async () => {
  await desk.press('つなぐ');
  await desk.page.getByRole('dialog').locator('.radio').filter({ hasText: '隣の係' }).click();
  await writes(desk.page.getByRole('dialog').getByRole('textbox'));
  await desk.press('呼び出す');
  const transfer = {
    type: 'transfer',
    call: 'c',
    section: 'n',
    note: 'mada matte',
    declared: false,
    warm: true,
  };
  await expect.poll(() => set.asked).toContainEqual(transfer);
});

test('a transfer note with a My Number stays here until its writer says that it is none', async () => {
  await desk.press('つなぐ');
  await desk.page.getByRole('dialog').locator('.radio').filter({ hasText: '隣の係' }).click();
  await desk.page.getByRole('dialog').getByRole('textbox').fill('番号は1234 5678 9018です');
  const before = set.asked.length;
  await desk.press('呼び出す');
  await desk.page.getByText('個人番号（マイナンバー）のような数字があるので').waitFor();
  expect(set.asked.length).toBe(before);
  await desk.press(/^個人番号ではありません/);
  const note = '番号は1234 5678 9018です';
  await expect.poll(() => set.asked.at(-1)).toMatchObject({ type: 'transfer', note, declared: true });
});
