/**
 * Figures of the whole system, on the harness of the end-to-end tests:
 *
 * ```text
 * call    from accept to the first picture, both ways, over 30 calls between Chromium pages
 * idle    booths that are connected and do nothing, for each megabyte of the server's memory
 * booth   how soon a booth's screen is back after a fault, whether anything of a visit is left after its end, and whether
 *         the booth weighs the same after many
 * panel   how soon a desk shows what a resident answers, and whether an answer is lost or comes twice when the channel is cut
 * ```
 *
 * `--quick` takes a few of each, to try the bench itself.
 * The programs are those of the tests (one Cargo profile, level 1), and browsers and server share this machine.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setDefaultCACertificates } from 'node:tls';
import { booth } from './bench/booth.ts';
import { panel } from './bench/panel.ts';
import { BOOTH_SENDER, Booth } from './harness/booth.ts';
import { launch } from './harness/chromium.ts';
import { City } from './harness/city.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { type Figure, write } from './harness/figures.ts';
import { Idler } from './harness/idler.ts';
import { percentile, seen } from './harness/media.ts';

const CALLS = 30;
/** Opened first and not counted: what the server allocates once. */
const WARM = 20;
const IDLE = 400;

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
      await desk.wrapUp();
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
    const { memory: before } = await city.weight();
    await open(IDLE);
    const grown = (await city.weight()).memory - before;
    const note = `${IDLE} paired booths with one WebSocket over TLS each; growth of the server's resident memory`;
    return [
      { name: 'idle.booths_per_mb', value: IDLE / (grown / 2 ** 20), unit: '1/MB', note },
      { name: 'idle.kb_per_booth', value: grown / 2 ** 10 / IDLE, unit: 'KB', note },
    ];
  } finally {
    for (const idler of idlers) idler.close();
  }
}

const quick = process.argv.includes('--quick');
const areas: Record<string, (city: City) => Promise<Figure[]>> = {
  call,
  idle,
  booth: (city) => booth(city, quick),
  panel: (city) => panel(city, quick),
};
const asked = process.argv.slice(2).filter((word) => word !== '--quick');
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
