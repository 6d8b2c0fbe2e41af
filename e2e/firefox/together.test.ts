/**
 * Day one with Firefox at the desk, inside `e2e/in-namespace`: the channel is cut three times, the booth's page is lost once,
 * and what arrives is one application that both sides saw alike.
 */
import type { Browser as Chromium } from 'playwright-core';
import type { Browser as Firefox, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANSWERS, Booth } from '../harness/booth.ts';
import { launch } from '../harness/chromium.ts';
import { City, PASSWORD } from '../harness/city.ts';
import { DESK_SENDER } from '../harness/desk.ts';
import { launchFirefox, openPage } from '../harness/firefox.ts';
import { Keeper } from '../harness/keeper.ts';

/** Where the channel is cut, and what was answered by then is to be at the desk afterwards. */
const CUTS = ['生年月日', '住所', 'どのごみの収集を希望しますか'] as const;
/** Where the booth's page is lost. */
const LOST = '電話番号';

let city: City;
let chromium: Chromium;
let firefox: Firefox;
let keeper: Keeper;
let booth: Booth;
let desk: Page;

const press = (name: string) => desk.locator(`::-p-aria([name="${name}"][role="button"])`).click();
/** Waits until the desk shows these words. */
const shows = (words: string) =>
  desk.waitForFunction((words) => document.body.textContent.includes(words), { timeout: 60_000 }, words);

beforeAll(async () => {
  [city, chromium, firefox] = await Promise.all([
    City.start({ host: '10.77.0.1' }),
    launch(),
    launchFirefox(),
  ]);
  keeper = await Keeper.start(city);
  booth = await Booth.kept(chromium, keeper);
  desk = await openPage(firefox, DESK_SENDER);
  await desk.goto(`${city.origin}/desk`);
  await desk.locator('input[name=login]').fill('staff1');
  await desk.locator('input[name=password]').fill(PASSWORD);
  await press('サインインする');
  await press('準備をはじめる');
  await press('準備を終えて対応可にする');
  await desk.waitForSelector('[data-presence=available]');
  await booth.choose();
  await booth.ring();
  await desk.waitForSelector('.queue [data-ringing]');
  await desk.keyboard.press('F2');
  await press('お名前を名乗っていただいた');
  await booth.openForm();
});

afterAll(async () => {
  await keeper?.stop();
  await Promise.all([chromium?.close(), firefox?.close()]);
  await city?.stop();
});

/** What the desk shows as answers, in the order of the form. */
const answers = () =>
  desk.$$eval('.sheet .line', (lines) =>
    lines.map((line) => [
      line.querySelector('.label')?.textContent ?? '',
      line.querySelector('.value, .bar, .quiet')?.textContent ?? '',
    ]),
  );

test.each(CUTS)(
  'the channel is cut before 「%s」, and the desk has every answer once it is back',
  async (question) => {
    const before = await booth.fillUntil(question);
    await city.kill();
    await booth.answer(question);
    await city.serve();
    for (const label of [...before, question]) {
      await desk.waitForFunction(
        (label) =>
          [...document.querySelectorAll('.sheet .line')].some(
            (line) =>
              line.querySelector('.label')?.textContent === label &&
              line.querySelector('.value, .bar') !== null,
          ),
        { timeout: 60_000 },
        label,
      );
    }
    const labels = (await answers()).map(([label]) => label);
    expect(new Set(labels).size).toBe(labels.length);
    if (question !== '住所') return;
    await booth.fillUntil(LOST);
    await booth.page.getByRole('textbox').fill('0930-00');
    const held = async () =>
      (await (await booth.person.context.request.get(`${keeper.origin}/terminal/visit`)).text()).includes(
        '0930-00',
      );
    await expect.poll(held, { timeout: 20_000 }).toBe(true);
    await booth.page.close();
    booth.person.page = await booth.person.context.newPage();
    await booth.page.goto(`${keeper.origin}/booth`);
    expect(await booth.page.getByRole('textbox').inputValue()).toBe('0930-00');
  },
);

test('both hold the same, and one application arrives', async () => {
  await booth.fillUntil();
  await shows('両方の画面の内容は同じです。');
  const atDesk = new Map((await answers()).map(([label = '', words = '']) => [label, words]));
  for (const label of ['お名前', 'お名前のフリガナ', '郵便番号', '住所', '電話番号'])
    expect(atDesk.get(label)).toBe(ANSWERS[label]);
  const receipt = await booth.submit();
  await shows(`受付番号 ${receipt}`);
  expect(await city.metrics()).toMatch(/^chikamado_applications_total 1$/m);
});
