/** Firefox ESR, driven over WebDriver BiDi, with the same camera and microphone as the Chromium pages have. */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { installProbe, type Reading, toneOf } from './probe.ts';
import { timeCode } from './timecode.ts';

const EXECUTABLE = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

export function launchFirefox(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: EXECUTABLE,
    headless: true,
    acceptInsecureCerts: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      // A machine without a sound device: an audio context would never start.
      'media.cubeb.force_mock_context': true,
      'permissions.default.desktop-notification': 1,
      'intl.accept_languages': 'ja',
    },
  });
}

/** Opens a page whose camera carries the sender's number. */
export async function openPage(browser: Browser, sender: number): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(`globalThis.timeCode = ${timeCode.toString()}`);
  await page.evaluateOnNewDocument(installProbe, { sender, tone: toneOf(sender) });
  return page;
}

/** Waits until the page shows this many whole pictures of a sender. */
export async function seenInFirefox(page: Page, sender: number, frames = 60): Promise<Reading> {
  const found = await page.waitForFunction(
    (sender, frames) =>
      globalThis.probe.readings().find((reading) => reading.sender === sender && reading.readable >= frames),
    { timeout: 30_000, polling: 100 },
    sender,
    frames,
  );
  return (await found.jsonValue()) as Reading;
}

/** The level at which the page hears a sender's tone, in dBFS. */
export async function heardInFirefox(page: Page, sender: number): Promise<number | undefined> {
  const sounds = await page.evaluate(() => globalThis.probe.heard());
  return sounds.find(({ hz, db }) => Math.abs(hz - toneOf(sender)) < 15 && db > -60)?.db;
}
