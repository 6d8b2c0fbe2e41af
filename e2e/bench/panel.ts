/**
 * One form at booth and desk, through the real SFU: how soon the desk shows what a resident answers, and whether an answer is
 * lost or comes twice when the channel is cut again and again.
 */
import type { Page } from 'playwright-core';
import type { Booth } from '../harness/booth.ts';
import { launch } from '../harness/chromium.ts';
import type { City } from '../harness/city.ts';
import { drawn } from '../harness/drawn.ts';
import type { Figure } from '../harness/figures.ts';
import { percentile } from '../harness/media.ts';
import { meet } from '../harness/meeting.ts';

const SEED = 7;
const LABEL = 'お名前';

/** What the desk showed as the answer, and when: in the page's own order, on this machine's clock. */
interface Shown {
  readonly value: string;
  readonly at: number;
}

declare global {
  var shown: Shown[];
  var pressedAt: number;
}

/** `quick`: a few of each, to try the bench itself. */
export async function panel(city: City, quick: boolean): Promise<Figure[]> {
  const [changes, cuts] = quick ? [12, 1] : [200, 6];
  const browser = await launch();
  try {
    const { booth, desk } = await meet({ browser, city });
    await desk.recordIdentity();
    await booth.openForm();
    await booth.fillUntil();
    await Promise.all([booth.page.evaluate(notePresses), desk.page.evaluate(noteShown, LABEL)]);
    const random = drawn(SEED);
    const cutAt = new Set(
      Array.from({ length: cuts }, (_, n) => Math.floor(((n + 0.2 + 0.6 * random()) * changes) / cuts)),
    );
    const took: number[] = [];
    /** Answers that a newer one replaced while nothing could reach the desk. */
    const passed = new Set<string>();
    const given: string[] = [];
    for (let n = 0; n < changes; n++) {
      const isCut = cutAt.has(n);
      if (isCut) {
        await city.kill();
        for (let more = 0; more < 3; more++) {
          const value = `切 ${n}の${more}`;
          await answer(booth, value);
          given.push(value);
          passed.add(value);
        }
        await city.serve();
      }
      const value = `試験 ${n}番`;
      given.push(value);
      const at = await answer(booth, value);
      const seenAt = await appears(desk.page, value);
      if (seenAt !== null && !isCut) took.push(seenAt - at);
    }
    const log = (await desk.page.evaluate(() => globalThis.shown)).map(({ value }) => value);
    const lost = given.filter((value) => !passed.has(value) && !log.includes(value)).length;
    const doubled = given.filter((value) => log.filter((other) => other === value).length > 1).length;
    const note = `${changes} answers at the check page, seed ${SEED}; ${cuts} times the server was killed, three answers given meanwhile, and started anew`;
    const speed = `Enter at the booth to the answer in the desk's document, ${took.length} answers without a cut, Chromium to Chromium`;
    return [
      { name: 'panel.changes_lost', value: lost, unit: '', goal: 0, note },
      { name: 'panel.changes_doubled', value: doubled, unit: '', goal: 0, note },
      ...[0.5, 0.95].map((p) => ({
        name: `panel.keystroke_to_desk_ms.p${p * 100}`,
        value: percentile(took, p),
        unit: 'ms',
        note: speed,
      })),
    ];
  } finally {
    await browser.close();
  }
}

/** Gives another answer from the check page; says when Enter was pressed. */
async function answer(booth: Booth, value: string): Promise<number> {
  const change = booth.page.getByRole('button', { name: new RegExp(`^直す.*${LABEL}$`) });
  while (!(await change.isVisible())) await booth.press('もどる');
  await change.click();
  const field = booth.page.getByRole('textbox');
  await field.fill(value);
  await field.press('Enter');
  await booth.page.getByText(value, { exact: true }).waitFor();
  return booth.page.evaluate(() => globalThis.pressedAt);
}

/** When the desk showed it; null if it never did. */
async function appears(page: Page, value: string): Promise<number | null> {
  const found = page.waitForFunction(
    (value) => globalThis.shown.find((shown) => shown.value === value)?.at,
    value,
    { timeout: 60_000 },
  );
  return found.then((at) => at.jsonValue() as Promise<number>).catch(() => null);
}

function notePresses(): void {
  globalThis.pressedAt = 0;
  const note = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') globalThis.pressedAt = performance.timeOrigin + performance.now();
  };
  addEventListener('keydown', note, { capture: true });
}

function noteShown(label: string): void {
  globalThis.shown = [];
  const look = () => {
    const lines = [...document.querySelectorAll('.sheet .line')];
    const line = lines.find((line) => line.querySelector('.label')?.textContent === label);
    const value = line?.querySelector('.value')?.textContent ?? '';
    if (value === '' || value === globalThis.shown.at(-1)?.value) return;
    globalThis.shown.push({ value, at: performance.timeOrigin + performance.now() });
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}
