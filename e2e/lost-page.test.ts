/** A booth's page that is lost, and the keeper that holds its visit. */
import { afterAll, expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, Booth, PLANTED } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { Keeper } from './harness/keeper.ts';
import { forget, seen } from './harness/media.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
let booth: Booth;
let desk: Desk;
let keeper: Keeper;

afterAll(() => keeper?.stop());

/** Loses the booth's page once the keeper has taken in what it said last, and opens the next. */
async function losePage(kept: string): Promise<void> {
  const { person } = booth;
  const holds = async () => {
    const draft = await person.context.request.get(`${keeper.origin}/terminal/visit`);
    return (await draft.text()).includes(kept);
  };
  await expect.poll(holds, { timeout: 20_000 }).toBe(true);
  await person.page.close();
  person.page = await person.context.newPage();
  await person.page.goto(`${keeper.origin}/booth`);
}

test('comes back to the ticket that rings', async () => {
  keeper = await Keeper.start(system.city);
  booth = await Booth.kept(system.browser, keeper);
  desk = await Desk.open(system);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  const number = (await booth.page.locator('.ticket .number').textContent()) ?? '';
  await losePage(`"number":${number}`);
  await booth.page.locator('.ticket .number').getByText(number, { exact: true }).waitFor();
  await desk.accept();
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
});

test('comes back to the call and to what was half typed, and the desk sees the form again', async () => {
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil('住所');
  await booth.page.getByRole('textbox').fill('試験町1丁目');
  await losePage('試験町1丁目');
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
  expect(await keeper.reported('ended')).toEqual({
    type: 'ended',
    why: 'ended',
    submitted: true,
    language: 'ja',
  });
  const shown = await booth.page.content();
  for (const text of PLANTED) expect(shown).not.toContain(text);
  const draft = await booth.person.context.request.get(`${keeper.origin}/terminal/visit`);
  expect(draft.ok()).toBe(false);
});
