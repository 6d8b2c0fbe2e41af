/** The server takes an application, and its answer is lost on the way to the booth. */
import { beforeAll, expect, test } from 'vitest';
import { type Booth, PLANTED } from './harness/booth.ts';
import type { Desk } from './harness/desk.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
let booth: Booth;
let desk: Desk;

beforeAll(async () => {
  ({ booth, desk } = await meet(system));
});

/** Fills the form and submits it; the server takes it, and the line breaks before the answer. Says the 受付番号. */
async function submitInVain(): Promise<string> {
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil();
  let receipt = '';
  const application = '**/api/calls/*/application';
  await booth.page.route(application, async (route) => {
    const answer = (await (await route.fetch()).json()) as { receipt: string };
    receipt = answer.receipt;
    await route.abort();
  });
  const submit = booth.button('この内容で申請する');
  while (!(await submit.isVisible())) await booth.button(/^続きを見る/).click();
  await submit.click();
  await booth.page.getByText('送れませんでした。').waitFor();
  await booth.page.unroute(application);
  return receipt;
}

test('the same answers again get the receipt that was lost', async () => {
  const receipt = await submitInVain();
  expect(await booth.submit()).toBe(receipt);
  await desk.page.getByText(`受付番号 ${receipt}`).first().waitFor();
  await booth.end();
  await desk.wrapUp();
  await booth.startAgain();
});

test('other answers are told that an application is there already, and nothing is taken for lost', async () => {
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await submitInVain();
  await booth.press(/^直す.*連絡する人の電話番号/);
  await booth.page.getByRole('textbox').fill('090-0000-1111');
  await booth.press('次へ');
  await booth.press('この内容で申請する');
  await booth.page.getByText('この相談の申請は、もう区役所に届いています。').waitFor();
  await booth.end();
  await booth.page.getByText('申請は区役所に届いています。').waitFor();
  expect(await booth.leftovers([...PLANTED, '090-0000-1111'])).toEqual([]);
});
