/** What one page saw and heard of a sender. */
import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { type Heard, type Reading, toneOf } from './probe.ts';

/** Waits until a page shows `frames` whole pictures of a sender; returns what was read of them. */
export async function seen(page: Page, sender: number, frames = 30, timeout = 60_000): Promise<Reading> {
  await page.waitForFunction(
    ([sender, frames]) =>
      globalThis.probe.readings().some((reading) => reading.sender === sender && reading.readable >= frames),
    [sender, frames] as const,
    { timeout, polling: 100 },
  );
  const reading = (await page.evaluate(() => globalThis.probe.readings())).find((r) => r.sender === sender);
  if (!reading) throw new Error(`sender ${sender} vanished`);
  return reading;
}

/** Begins every reading of a page anew. */
export const forget = (page: Page): Promise<void> => page.evaluate(() => globalThis.probe.forget());

/** The level at which a page hears a sender's tone, in dBFS; undefined when no receiver carries it. */
export async function heard(page: Page, sender: number): Promise<number | undefined> {
  const sounds: Heard[] = await page.evaluate(() => globalThis.probe.heard());
  return sounds.find(({ hz, db }) => Math.abs(hz - toneOf(sender)) < 15 && db > -60)?.db;
}

/** The value below which the share `p` of the values lies. */
export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** How many packets a page has received in all, of sound or picture. */
async function packets(page: Page, kind: 'audio' | 'video'): Promise<number> {
  return page.evaluate(async (kind) => {
    const reports = await Promise.all(globalThis.probe.peers.map((peer) => peer.getStats()));
    const inbound = reports
      .flatMap((report) => [...report.values()])
      .filter((report) => report.type === 'inbound-rtp' && report.kind === kind);
    return inbound.reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  }, kind);
}

/** Waits until not one packet arrives at a page for as long as half a second of sound takes to hear. */
export async function stopped(page: Page): Promise<void> {
  await eventually('no packet arrives', async () => {
    const [sounds, pictures] = await arriving(page);
    return sounds === 0 && pictures === 0;
  });
}

/** Waits until not one packet of a picture arrives at a page for as long, while sound does. */
export async function onlySound(page: Page): Promise<void> {
  await eventually('sound arrives and no picture', async () => {
    const [sounds, pictures] = await arriving(page);
    return sounds > 0 && pictures === 0;
  });
}

async function arriving(page: Page): Promise<[sounds: number, pictures: number]> {
  const received = () => Promise.all([packets(page, 'audio'), packets(page, 'video')]);
  const [sounds, pictures] = await received();
  await page.evaluate(() => globalThis.probe.heard());
  const [laterSounds, laterPictures] = await received();
  return [laterSounds - sounds, laterPictures - pictures];
}
