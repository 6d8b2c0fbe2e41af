/** An interpreter who comes and whose media never gets through: nobody waits for them for ever. */
import { test } from 'vitest';
import { BOOTH_SENDER } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { seen } from './harness/media.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';

const INTERPRETER_SENDER = 3;
const MEDIA = '**/media/whip';

const system = startSystem({ queue: { arrival_seconds: 15 } });

test('their place is free again, the officer is told, and asks them in once more', async () => {
  const { booth, desk } = await meet(system);
  const interpreter = await Desk.open(system, 'interpreter1', INTERPRETER_SENDER);
  await interpreter.getReady();
  await interpreter.page.route(MEDIA, (route) => route.abort());
  await desk.invite('通訳');
  await interpreter.press(/^参加する/);
  await desk.page.getByText(/相手の機械がつながりませんでした/).waitFor();
  await interpreter.page.getByRole('heading', { name: '通訳の依頼を待っています' }).waitFor();

  await interpreter.page.unroute(MEDIA);
  await desk.invite('通訳');
  await interpreter.press(/^参加する/);
  await Promise.all([seen(booth.page, INTERPRETER_SENDER), seen(interpreter.page, BOOTH_SENDER)]);
  await desk.end();
});
