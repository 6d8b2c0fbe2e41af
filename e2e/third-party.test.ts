import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerMessage } from '../web/src/generated/protocol.ts';
import { BOOTH_SENDER, Booth } from './harness/booth.ts';
import { launch } from './harness/chromium.ts';
import { City } from './harness/city.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { forget, heard, seen } from './harness/media.ts';
import { Wire } from './harness/wire.ts';

const INTERPRETER_SENDER = 3;

let city: City;
let browser: Browser;
let booth: Booth;
let desk: Desk;
let interpreter: Wire;

beforeAll(async () => {
  [city, browser] = await Promise.all([City.start(), launch()]);
  booth = await Booth.open(browser, city);
  desk = await Desk.open(browser, city);
  interpreter = await Wire.account(browser, city, 'interpreter1', INTERPRETER_SENDER);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
});

afterAll(async () => {
  await browser?.close();
  await city?.stop();
});

test('an interpreter joins, and each of the three sees and hears the other two', async () => {
  const { rows } = await interpreter.fact(
    (message): message is Extract<ServerMessage, { type: 'queue' }> =>
      message.type === 'queue' && message.rows.length > 0,
  );
  const [row] = rows;
  expect(row).toMatchObject({ ringing: false });
  expect(await interpreter.send({ type: 'join', call: row?.call ?? '' })).toMatchObject({ type: 'done' });
  await interpreter.joinMedia();
  await Promise.all([
    seen(booth.page, INTERPRETER_SENDER),
    seen(desk.page, INTERPRETER_SENDER),
    seen(interpreter.page, BOOTH_SENDER),
    seen(interpreter.page, DESK_SENDER),
  ]);
  expect(await heard(booth.page, INTERPRETER_SENDER)).toBeGreaterThan(-40);
  expect(await heard(interpreter.page, BOOTH_SENDER)).toBeGreaterThan(-40);
});

test('when the interpreter leaves, the other two go on as before', async () => {
  const { call } = await interpreter.call('in-call');
  expect(await interpreter.send({ type: 'end', call })).toMatchObject({ type: 'done' });
  await Promise.all([forget(booth.page), forget(desk.page)]);
  await Promise.all([seen(desk.page, BOOTH_SENDER, 60), seen(booth.page, DESK_SENDER, 60)]);
  await expect(heard(booth.page, INTERPRETER_SENDER)).resolves.toBeUndefined();
  const left = await booth.page.evaluate(() => globalThis.probe.readings().map(({ sender }) => sender));
  expect(left).not.toContain(INTERPRETER_SENDER);
});
