/** Runs inside `e2e/in-namespace`, as Firefox pages gather no loopback candidate. */
import type { Browser as Chromium } from 'playwright-core';
import type { Browser as Firefox, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, Booth } from '../harness/booth.ts';
import { launch } from '../harness/chromium.ts';
import { City, PASSWORD } from '../harness/city.ts';
import { DESK_SENDER } from '../harness/desk.ts';
import { heardInFirefox, launchFirefox, openPage, seenInFirefox } from '../harness/firefox.ts';
import { heard, seen } from '../harness/media.ts';

let city: City;
let chromium: Chromium;
let firefox: Firefox;
let booth: Booth;
let desk: Page;

const press = (name: string) => desk.locator(`::-p-aria([name="${name}"][role="button"])`).click();

beforeAll(async () => {
  [city, chromium, firefox] = await Promise.all([
    City.start({ host: '10.77.0.1' }),
    launch(),
    launchFirefox(),
  ]);
  booth = await Booth.open({ browser: chromium, city });
  desk = await openPage(firefox, DESK_SENDER);
  await desk.goto(`${city.origin}/desk`);
  await desk.locator('input[name=login]').fill('staff1');
  await desk.locator('input[name=password]').fill(PASSWORD);
  await press('サインインする');
  await press('準備をはじめる');
  await press('準備を終えて対応可にする');
  await desk.waitForSelector('[data-presence=available]');
});

afterAll(async () => {
  await Promise.all([chromium?.close(), firefox?.close()]);
  await city?.stop();
});

test('a Chromium booth and a Firefox desk see and hear each other', async () => {
  await booth.choose();
  await booth.ring();
  await desk.waitForSelector('.queue [data-ringing]');
  await desk.keyboard.press('F2');
  const [byDesk, byBooth] = await Promise.all([
    seenInFirefox(desk, BOOTH_SENDER),
    seen(booth.page, DESK_SENDER, 60),
  ]);
  for (const { readable, unreadable } of [byDesk, byBooth]) expect(unreadable / readable).toBeLessThan(0.05);
  expect(await heardInFirefox(desk, BOOTH_SENDER)).toBeGreaterThan(-40);
  expect(await heard(booth.page, DESK_SENDER)).toBeGreaterThan(-40);
});

test('the Firefox desk follows the form', async () => {
  await booth.openForm();
  await booth.fillUntil('お名前のフリガナ');
  await desk.waitForFunction((name) => document.body.textContent.includes(name), {}, ANSWERS.お名前 ?? '');
});
