/**
 * Figures of the whole system, on the harness of the end-to-end tests:
 *
 * ```text
 * call    from accept to the first picture, both ways, over 30 calls between Chromium pages
 * idle    booths that are connected and do nothing, for each megabyte of the server's memory
 * booth   how soon a booth's screen is back after a fault, and whether anything of a visit is left after its end
 * ```
 *
 * The programs are those of the tests (one Cargo profile, level 1), and browsers and server share this machine.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setDefaultCACertificates } from 'node:tls';
import { BOOTH_SENDER, Booth, PLANTED } from './harness/booth.ts';
import { launch } from './harness/chromium.ts';
import { City } from './harness/city.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { type Figure, write } from './harness/figures.ts';
import { Idler } from './harness/idler.ts';
import { percentile, seen } from './harness/media.ts';
import type { System } from './harness/system.ts';
import { Terminal } from './harness/terminal.ts';

const CALLS = 30;
/** Opened first and not counted: what the server allocates once. */
const WARM = 20;
const IDLE = 400;
const FAULTS = 5;
/** The configuration's own default. */
const HUNG_AFTER = 1_500;
const VISITS = 10;

async function call(city: City): Promise<Figure[]> {
  const browser = await launch();
  const took: Record<'desk' | 'booth', number[]> = { desk: [], booth: [] };
  try {
    const booth = await Booth.open({ browser, city });
    const desk = await Desk.open({ browser, city });
    await desk.getReady();
    for (let n = 0; n < CALLS; n++) {
      await booth.choose();
      await booth.ring();
      await desk.ringing.waitFor();
      const accepting = Date.now();
      await desk.ringing.click();
      const [atDesk, atBooth] = await Promise.all([
        seen(desk.page, BOOTH_SENDER, 1),
        seen(booth.page, DESK_SENDER, 1),
      ]);
      took.desk.push(atDesk.firstAt - accepting);
      took.booth.push(atBooth.firstAt - accepting);
      await booth.end();
      await booth.startAgain();
      await desk.wrapUp('案内して終わった');
    }
  } finally {
    await browser.close();
  }
  const note = `accept's click to the first readable picture, ${CALLS} calls, Chromium to Chromium through the SFU`;
  return (['desk', 'booth'] as const).flatMap((side) =>
    [0.5, 0.95].map((p) => ({
      name: `call.first_frame_ms.${side}.p${p * 100}`,
      value: percentile(took[side], p),
      unit: 'ms',
      note,
    })),
  );
}

async function idle(city: City): Promise<Figure[]> {
  setDefaultCACertificates([await readFile(join(city.directory, 'certs', 'ca.pem'), 'utf8')]);
  const administrator = await city.signIn('admin1');
  const idlers: Idler[] = [];
  const open = async (count: number) => {
    for (let n = 0; n < count; n++) idlers.push(await Idler.open(city, administrator, `${idlers.length}`));
  };
  try {
    await open(WARM);
    const before = await city.residentMemory();
    await open(IDLE);
    const grown = (await city.residentMemory()) - before;
    const note = `${IDLE} paired booths with one WebSocket over TLS each; growth of the server's resident memory`;
    return [
      { name: 'idle.booths_per_mb', value: IDLE / (grown / 2 ** 20), unit: '1/MB', note },
      { name: 'idle.kb_per_booth', value: grown / 2 ** 10 / IDLE, unit: 'KB', note },
    ];
  } finally {
    for (const idler of idlers) idler.close();
  }
}

async function booth(city: City): Promise<Figure[]> {
  const browser = await launch();
  const terminal = await Terminal.start(city, { hungAfter: HUNG_AFTER });
  try {
    await terminal.enrol('端末');
    await terminal.says(/moved on.*idle/);
    const took: Record<'page_back_ms.killed' | 'page_back_ms.hung' | 'supervisor_back_ms', number[]> = {
      'page_back_ms.killed': [],
      'page_back_ms.hung': [],
      supervisor_back_ms: [],
    };
    const back = async (figure: keyof typeof took, fail: () => void) => {
      const failed = performance.now();
      fail();
      took[figure].push((await terminal.says('the page is up', failed)) - failed);
      await terminal.look((page) => Booth.on(page).button('はじめる').waitFor());
    };
    for (let n = 0; n < FAULTS; n++) {
      // A page that failed twice in a row waits before it is launched; a new supervisor knows of no failure.
      for (const [signal, figure] of [
        ['SIGKILL', 'page_back_ms.killed'],
        ['SIGSTOP', 'page_back_ms.hung'],
      ] as const) {
        await back('supervisor_back_ms', () => terminal.crash());
        const browser = await terminal.browser();
        await back(figure, () => process.kill(browser, signal));
      }
    }
    const note = `median of ${FAULTS}; from the fault until the new page answers, drawn`;
    const figures: Figure[] = Object.entries(took).map(([name, values]) => {
      return { name: `booth.${name}`, value: percentile(values, 0.5), unit: 'ms', goal: 3_000, note };
    });
    figures.push(await forgetting({ browser, city }, terminal));
    return figures;
  } finally {
    await terminal.stop();
    await browser.close();
  }
}

/** Visits with a half-filled form that end in different ways; counts what of them is found afterwards. */
async function forgetting(system: System, terminal: Terminal): Promise<Figure> {
  const ends: ((booth: Booth) => Promise<void>)[] = [
    (booth) => booth.sayEnd(),
    async () => terminal.crash(),
    () => terminal.cutPower(),
    async () => void process.kill(await terminal.keeper(), 'SIGKILL'),
    () => terminal.press('restart'),
  ];
  const desk = await Desk.open(system);
  await desk.getReady();
  const found: string[] = [];
  for (let n = 0; n < VISITS; n++) {
    const ending = await terminal.look(async (page) => {
      const booth = Booth.on(page);
      await booth.choose();
      await booth.ring();
      await desk.accept();
      await booth.openForm();
      await booth.fillUntil('ごみ出しが難しいわけに近いものはどれですか');
      const ending = performance.now();
      await ends[n % ends.length]?.(booth);
      return ending;
    });
    await terminal.says(/moved on.*idle/, ending);
    found.push(...(await terminal.leftovers(PLANTED)));
    if (n % ends.length === 0) await terminal.look((page) => Booth.on(page).startAgain());
    // The booth's next page ends whatever call it finds.
    await desk.wrapUp('案内して終わった');
  }
  const note = `${VISITS} visits with a half-filled form, ended in ${ends.length} ways; files of the booth on disk and in memory`;
  return { name: 'booth.planted_strings_found', value: found.length, unit: '', goal: 0, note };
}

const areas: Record<string, (city: City) => Promise<Figure[]>> = { call, idle, booth };
const asked = process.argv.slice(2);
const unknown = asked.filter((area) => !(area in areas));
if (asked.length === 0 || unknown.length > 0) {
  console.error(`which area? ${Object.keys(areas).join(', ')}`);
  process.exit(2);
}
for (const area of asked) {
  const city = await City.start();
  try {
    await write(area, (await areas[area]?.(city)) ?? []);
  } finally {
    await city.stop();
  }
}
