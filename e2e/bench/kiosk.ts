/**
 * Visits at the kiosk in a row, each with a half-filled form, ended in every way there is: what of them is left, and whether
 * the program that saw them all weighs what it weighed.
 */
import type { Page } from 'playwright-core';
import { TYPING_MS, WARNING_MS } from '../../web/src/booth/idle.ts';
import type { CallView } from '../../web/src/generated/protocol.ts';
import { Booth, PLANTED } from '../harness/booth.ts';
import { eventually } from '../harness/eventually.ts';
import type { Figure } from '../harness/figures.ts';
import type { Officer } from '../harness/officer.ts';
import type { Terminal } from '../harness/terminal.ts';
import { flatness } from './flatness.ts';

/** The last question that a half-filled form leaves open. */
const LAST = 'ごみ出しが難しいわけに近いものはどれですか';

interface Visit {
  terminal: Terminal;
  officer: Officer;
  call: CallView;
}

/** An end of a visit, from the half-filled form on; the page is the visit's own. */
type End = (visit: Visit, page: Page) => Promise<unknown>;

/** Waits until the desk has gone, and the resident may finish alone. */
const left = (page: Page) =>
  page
    .getByText(/通話は終わりました/)
    .first()
    .waitFor();

/** Those that the program outlives, and that are no fault of its page. */
const GENTLE: Record<string, End> = {
  ended: (_, page) => Booth.on(page).sayEnd(),
  submitted: async ({ officer, call }, page) => {
    await officer.recordIdentity(call);
    const booth = Booth.on(page);
    await booth.fillUntil();
    await booth.submit();
    await booth.press('おわる');
    await page.getByRole('alertdialog').getByRole('button', { name: 'おわる' }).click();
  },
  idle: async ({ officer, call }, page) => {
    await officer.hangUp(call);
    await left(page);
    // The minutes after a last touch pass at once, and then those of the warning.
    await page.clock.install();
    await page.mouse.click(1, 1);
    await page.clock.fastForward(TYPING_MS);
    await Booth.on(page)
      .button(/もう少し待つ/)
      .waitFor();
    await page.clock.fastForward(WARNING_MS);
  },
  'left by the desk': async ({ officer, call }, page) => {
    await officer.hangUp(call);
    await left(page);
    await Booth.on(page).sayEnd();
  },
  restarted: ({ terminal }) => terminal.press('restart'),
};

/** Those that somebody or something brings about by force. */
const ROUGH: Record<string, End> = {
  'page ended and ended': async ({ terminal }) => {
    const lost = performance.now();
    for (const id of await terminal.renderers()) process.kill(id, 'SIGKILL');
    await comesBack(terminal, lost);
  },
  'program killed': async ({ terminal }) => terminal.crash(),
  'page hung and ended': async ({ terminal }) => {
    const lost = performance.now();
    process.kill(await terminal.browser(), 'SIGSTOP');
    await comesBack(terminal, lost);
  },
  'power cut': ({ terminal }) => terminal.cutPower(),
  'keeper killed': async ({ terminal }) => process.kill(await terminal.keeper(), 'SIGKILL'),
};

/** The page of a visit is lost and found; then the resident ends it. */
async function comesBack(terminal: Terminal, lost: number): Promise<void> {
  await terminal.says('the page is up', lost);
  await terminal.lookLast((page) => Booth.on(page).sayEnd());
}

/** One visit; answers what was found of it afterwards. */
async function visit(terminal: Terminal, officer: Officer, end: End): Promise<string[]> {
  const began = performance.now();
  const call = await terminal.look(async (page) => {
    const booth = Booth.on(page);
    if (await booth.erased.isVisible()) await booth.startAgain();
    await booth.choose();
    await booth.ring();
    const call = await officer.accept();
    await booth.openForm();
    await booth.fillUntil(LAST);
    return call;
  });
  // What is searched for afterwards can be found.
  await eventually('the keeper holds what was typed', () => terminal.keeps(PLANTED));
  const ending = performance.now();
  await terminal.lookLast((page) => end({ terminal, officer, call }, page));
  await terminal.says(/moved on.*(visit|in-call)/, began);
  await terminal.says(/moved on.*idle/, ending);
  await officer.wrapUp(call);
  return terminal.leftovers(PLANTED);
}

/** After so many visits everything that is allocated once has been. */
const WARM = 5;

/** So many visits that the program outlives, then so many that end by force. */
export async function kiosk(
  terminal: Terminal,
  officer: Officer,
  [gentle, rough]: [number, number],
): Promise<Figure[]> {
  const found: string[] = [];
  const flat = flatness('kiosk', () => terminal.weight(), terminal.city);
  for (let n = 1; n <= gentle; n++) {
    found.push(...(await visit(terminal, officer, nth(GENTLE, n))));
    if (n === WARM || n === gentle) await flat.weigh(n);
  }
  for (let n = 1; n <= rough; n++) found.push(...(await visit(terminal, officer, nth(ROUGH, n))));
  for (const where of found) console.error(`a planted string is in ${where}`);
  const ends = [...Object.keys(GENTLE), ...Object.keys(ROUGH)];
  const note = `${gentle + rough} visits with a half-filled form (${ends.join(', ')}); the booth's folders, the program's and the screen's memory`;
  return [
    ...flat.figures(),
    { name: 'booth.planted_strings_found', value: found.length, unit: '', goal: 0, note },
  ];
}

function nth(ends: Record<string, End>, n: number): End {
  const all = Object.values(ends);
  return all[n % all.length] as End;
}
