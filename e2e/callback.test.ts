/** A ticket that the office promised to come back to: called by number, answered by whoever stands at the booth, or not. */
import { test } from 'vitest';
import { BOOTH_SENDER } from './harness/booth.ts';
import { DESK_SENDER } from './harness/desk.ts';
import * as keyboard from './harness/keyboard.ts';
import { forget, seen } from './harness/media.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();

test('a ticket is called back by number while somebody else chooses, who may say no', async () => {
  const { booth, desk } = await meet(system);
  await desk.end();
  await booth.heading('いかがでしたか').waitFor();
  await booth.press('よかった');
  await booth.erased.waitFor();
  await booth.startAgain();
  await desk.wrapUp('折返し');
  await Promise.all([forget(booth.page), forget(desk.page)]);

  await booth.press('はじめる');
  const called = booth.heading(/^\d+番の方、窓口からお呼びです/);
  await desk.dial();
  await called.waitFor();
  await booth.press('いまは話せません');
  await booth.heading('どのようなご用件ですか').waitFor();

  await desk.dial();
  await called.waitFor();
  await booth.press('はい、話します');
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
  await booth.end();
  await desk.wrapUp();
});

test('a ticket that nobody can be reached for is closed by keyboard alone, and waits no more', async () => {
  const { desk } = await meet(system);
  await desk.end();
  await desk.wrapUp('折返し');
  const waits = desk.page.locator('[data-kind=callback]');
  await waits.waitFor();
  await keyboard.press(desk.page, '折り返しを終える');
  await desk.page.getByRole('dialog', { name: /^\d+番の折り返しを終えますか/ }).waitFor();
  await keyboard.choose(desk.page, 'つながらず終了ブースも電話も、つながりませんでした');
  await keyboard.press(desk.page, '終える');
  await waits.waitFor({ state: 'detached' });
});
