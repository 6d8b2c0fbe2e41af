/**
 * `make demo`: one whole consultation, unattended, on the real server and in real browsers. Prints a timeline, takes a
 * picture of every screen passed, and writes target/demo/report.json. Ends with a failure on any miss.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { ANSWERS, BOOTH_SENDER, Booth } from './harness/booth.ts';
import { launch, openPerson } from './harness/chromium.ts';
import { City } from './harness/city.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { joinDirectly } from './harness/direct.ts';
import { forget, heard, percentile, seen } from './harness/media.ts';
import { Album } from './harness/pictures.ts';
import type { Reading } from './harness/probe.ts';
import type { System } from './harness/system.ts';

const FOLDER = 'target/demo';
/** Pictures that latencies are taken from, each way. */
const MEASURED = 120;
/** What the resident answers to the screening. */
const ANSWER = '話せます';

interface Latency {
  p50: number;
  p95: number;
}

const started = performance.now();
const misses: string[] = [];

function say(what: string): void {
  console.log(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${what}`);
}

function must(holds: boolean, what: string): void {
  if (!holds) misses.push(what);
}

const latency = ({ ages }: Reading): Latency => ({ p50: percentile(ages, 0.5), p95: percentile(ages, 0.95) });

/** How old pictures are between two pages without any server, under the same load. */
async function measureDirectly(browser: Browser, city: City): Promise<Latency> {
  const [from, to] = await Promise.all(
    [BOOTH_SENDER, DESK_SENDER].map((sender) =>
      openPerson(browser, sender, { width: 800, height: 600 }, city.origin),
    ),
  );
  if (!from || !to) throw new Error('two pages were asked for');
  await Promise.all([from, to].map(({ page }) => page.goto(`${city.origin}/healthz`)));
  await joinDirectly(from.page, to.page);
  await settled(to.page, BOOTH_SENDER);
  const figures = latency(await seen(to.page, BOOTH_SENDER, MEASURED, 90_000));
  await Promise.all([from, to].map(({ context }) => context.close()));
  return figures;
}

/** Lets the first, still growing pictures pass. */
async function settled(page: Page, sender: number): Promise<void> {
  await seen(page, sender, 60);
  await forget(page);
}

async function consult(system: System): Promise<Record<string, unknown>> {
  const { city } = system;
  const album = new Album(FOLDER);
  const booth = await Booth.open(system);
  await album.take(booth.page, 'booth-start');
  const desk = await Desk.open(system);
  await album.take(desk.page, 'desk-ready');
  await desk.getReady();
  await album.take(desk.page, 'desk-idle');
  say('the desk is 対応可');

  await booth.press('はじめる');
  await album.take(booth.page, 'booth-tiles');
  await booth.find(/ごみ出し支援/);
  const question = await booth.heading('まわりに人がいても話せますか').textContent();
  await album.take(booth.page, 'booth-screening');
  await booth.press(ANSWER);
  await booth.heading('職員を呼び出しますか').waitFor();
  const reasons = await booth.page.locator('.why p').allTextContents();
  const rangBefore = await city.calls();
  await album.take(booth.page, 'booth-confirm');
  say(`事前確認 asked 「${question}」; after 「${ANSWER}」 the counter can do it, and nothing has rung`);
  const rang = Date.now();
  await booth.ring();
  say('the booth rings');
  await desk.ringing.waitFor();
  await Promise.all([album.take(booth.page, 'booth-waiting'), album.take(desk.page, 'desk-ringing')]);
  const accepting = Date.now();
  await desk.ringing.first().click();
  const [firstAtDesk, firstAtBooth] = await Promise.all([
    seen(desk.page, BOOTH_SENDER, 1),
    seen(booth.page, DESK_SENDER, 1),
  ]);
  say('the desk accepted; both see each other');
  await Promise.all([settled(desk.page, BOOTH_SENDER), settled(booth.page, DESK_SENDER)]);
  await Promise.all([album.take(booth.page, 'booth-call'), album.take(desk.page, 'desk-call')]);
  const [atDesk, atBooth] = await Promise.all([
    seen(desk.page, BOOTH_SENDER, MEASURED, 90_000),
    seen(booth.page, DESK_SENDER, MEASURED, 90_000),
  ]);
  const [levelAtDesk, levelAtBooth] = [
    await heard(desk.page, BOOTH_SENDER),
    await heard(booth.page, DESK_SENDER),
  ];
  say('picture and sound are measured');

  await desk.recordIdentity();
  await booth.openForm();
  await album.take(booth.page, 'booth-form');
  await booth.fillUntil('生年月日');
  await album.take(booth.page, 'booth-form-date');
  await booth.fillUntil('住所');
  let rounds = 0;
  for (const label of ['住所', '電話番号']) {
    await booth.fillUntil(label);
    await desk.highlight(label);
    await desk.propose(label, ANSWERS[label] ?? '');
    await booth.button('はい、これでいいです').waitFor();
    await Promise.all([album.take(booth.page, 'booth-proposal'), album.take(desk.page, 'desk-proposal')]);
    await booth.press('はい、これでいいです');
    await desk.answered(label, ANSWERS[label] ?? '');
    await booth.passQuestion(label);
    rounds += 1;
  }
  await booth.fillUntil();
  await Promise.all([album.take(booth.page, 'booth-check'), album.take(desk.page, 'desk-form')]);
  const receipt = await booth.submit();
  await Promise.all([album.take(booth.page, 'booth-receipt'), album.take(desk.page, 'desk-receipt')]);
  say(`the resident submitted: 受付番号 ${receipt}`);

  await booth.end();
  const leftovers = await booth.leftovers();
  await album.take(booth.page, 'booth-erased');
  await desk.page.getByRole('heading', { name: '後処理' }).waitFor();
  await album.take(desk.page, 'desk-wrap-up');
  await desk.wrapUp();
  say('both sides ended; the booth has forgotten');

  const errors = (reading: Reading) => reading.unreadable;
  must(atDesk.readable >= MEASURED && atBooth.readable >= MEASURED, 'too few pictures were read');
  must(errors(atDesk) + errors(atBooth) <= MEASURED * 0.04, 'too many pictures had no readable time code');
  must((levelAtDesk ?? -99) > -40 && (levelAtBooth ?? -99) > -40, 'a side did not hear the other');
  must(reasons.length > 0, 'the screening gave no reason');
  must(rangBefore === 0, 'the booth rang before the resident had confirmed');
  must(receipt !== '', 'there is no 受付番号');
  must(leftovers.length === 0, `the booth still holds: ${leftovers.length} planted answers`);
  for (const { complaints } of [booth.person, desk.person]) {
    must(complaints.foreign.length === 0, `an outside host was asked: ${complaints.foreign.join(', ')}`);
    must(complaints.errors.length === 0, `a page complained: ${complaints.errors.join(' | ')}`);
  }
  return {
    screening: { question, answer: ANSWER, reasons, rang_before: rangBefore },
    ring_to_accept_ms: accepting - rang,
    accept_to_first_frame_ms: {
      desk: firstAtDesk.firstAt - accepting,
      booth: firstAtBooth.firstAt - accepting,
    },
    frames_decoded: { desk: atDesk.readable + errors(atDesk), booth: atBooth.readable + errors(atBooth) },
    time_code_errors: { desk: errors(atDesk), booth: errors(atBooth) },
    picture: { desk: `${atDesk.width}x${atDesk.height}`, booth: `${atBooth.width}x${atBooth.height}` },
    glass_to_glass_ms: { sfu: { to_desk: latency(atDesk), to_booth: latency(atBooth) } },
    audio_level_db: { desk: levelAtDesk, booth: levelAtBooth },
    form_rounds: rounds,
    receipt,
    wiped: leftovers.length === 0,
  };
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const city = await City.start({ screening: true });
say(`the server is up: ${city.origin}`);
const browser = await launch();
try {
  const report = await consult({ browser, city });
  const direct = await measureDirectly(browser, city);
  say('the same pictures are measured over a direct connection');
  (report.glass_to_glass_ms as Record<string, unknown>).direct = direct;
  const text = JSON.stringify({ ...report, misses }, undefined, 2);
  await writeFile(`${FOLDER}/report.json`, `${text}\n`);
  console.log(text);
} catch (error) {
  misses.push(String(error));
  console.error(error);
  await writeFile(`${FOLDER}/server.log`, await city.log());
} finally {
  await browser.close();
  await city.stop();
}
for (const miss of misses) console.error(`miss: ${miss}`);
process.exit(misses.length === 0 ? 0 : 1);
