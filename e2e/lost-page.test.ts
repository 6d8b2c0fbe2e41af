/** A booth's page that is lost, under a program that keeps its visit. */
import { expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, Booth, PLANTED } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { Keeper } from './harness/keeper.ts';
import { forget, seen } from './harness/media.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
let booth: Booth;
let desk: Desk;
let keeper: Keeper;

/** Loses the booth's page and opens the next, as after a crash. */
async function losePage(): Promise<void> {
  const { person } = booth;
  await person.page.close();
  person.page = await person.context.newPage();
  await person.page.goto(`${system.city.origin}/booth`);
}

test('comes back to the ticket that rings', async () => {
  booth = await Booth.open(system);
  desk = await Desk.open(system);
  await desk.getReady();
  keeper = await Keeper.attend(booth.person.context);
  await booth.page.reload();
  await booth.choose();
  await booth.ring();
  const number = await booth.page.locator('.ticket .number').textContent();
  await eventually('the ticket is kept', async () => keeper.held?.includes(`"number":${number}`) === true);
  await losePage();
  await booth.page
    .locator('.ticket .number')
    .getByText(number ?? '', { exact: true })
    .waitFor();
  await desk.accept();
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
});

test('comes back to the call and to what was half typed, and the desk sees the form again', async () => {
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil('住所');
  await booth.page.getByRole('textbox').fill('試験町1丁目');
  await eventually('it is kept', async () => keeper.held?.includes('試験町1丁目') === true);
  await losePage();
  await forget(desk.page);
  await Promise.all([seen(desk.page, BOOTH_SENDER, 60), seen(booth.page, DESK_SENDER, 60)]);
  expect(await booth.question()).toBe('住所');
  expect(await booth.page.getByRole('textbox').inputValue()).toBe('試験町1丁目');
  await booth.answer('住所');
  await desk.answered('住所', ANSWERS.住所 ?? '');
});

test('submits, hands the end over, and leaves nothing', async () => {
  await booth.fillUntil();
  await booth.submit();
  await booth.press('おわる');
  await booth.page.getByRole('alertdialog').getByRole('button', { name: 'おわる' }).click();
  await eventually('the end was handed over', async () => keeper.ends.length > 0);
  expect(keeper.ends).toEqual([{ why: 'ended', submitted: true, language: 'ja' }]);
  expect(keeper.held).toBeUndefined();
  const shown = await booth.page.content();
  for (const text of PLANTED) expect(shown).not.toContain(text);
});
