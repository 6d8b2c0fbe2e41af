import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { BOOTH_SENDER, type Booth } from './harness/booth.ts';
import { launch } from './harness/chromium.ts';
import { City } from './harness/city.ts';
import { DESK_SENDER, type Desk } from './harness/desk.ts';
import { forget, seen } from './harness/media.ts';
import { meet } from './harness/meeting.ts';

let city: City;
let browser: Browser;
let booth: Booth;
let desk: Desk;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  city = await City.start();
  ({ booth, desk } = await meet({ browser, city }));
});

afterEach(async () => {
  await Promise.all([booth?.person.context.close(), desk?.person.context.close()]);
  await city?.stop();
});

test('media goes on while the WebSocket is cut, and the call is the same afterwards', async () => {
  await booth.person.cut();
  await Promise.all([forget(booth.page), forget(desk.page)]);
  await Promise.all([seen(desk.page, BOOTH_SENDER, 60), seen(booth.page, DESK_SENDER, 60)]);
  await booth.person.mend();
  // What the desk asks now must reach the booth through its new socket.
  await desk.end();
  await booth.erased.waitFor();
});

test('after a kill of the server the same call resumes with media both ways', async () => {
  const number = await desk.page
    .getByText(/^\d+番$/)
    .first()
    .textContent();
  await city.kill();
  await city.serve();
  await Promise.all([forget(booth.page), forget(desk.page)]);
  await Promise.all([seen(desk.page, BOOTH_SENDER, 60, 45_000), seen(booth.page, DESK_SENDER, 60, 45_000)]);
  expect(
    await desk.page
      .getByText(/^\d+番$/)
      .first()
      .textContent(),
  ).toBe(number);
});
