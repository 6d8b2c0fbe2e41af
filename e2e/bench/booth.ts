/**
 * A booth's own program, as it runs in a hall: how soon it is back after each fault, whether it forgets however a visit ends,
 * and whether it weighs the same after many.
 */
import { launch } from '../harness/chromium.ts';
import type { City } from '../harness/city.ts';
import type { Figure } from '../harness/figures.ts';
import { Officer } from '../harness/officer.ts';
import { Terminal } from '../harness/terminal.ts';
import { faults } from './faults.ts';
import { headless } from './headless.ts';
import { kiosk } from './kiosk.ts';

/** The configuration's own default. */
const HUNG_AFTER = 1_500;

/** `quick`: a few of each, to try the bench itself. */
export async function booth(city: City, quick: boolean): Promise<Figure[]> {
  const browser = await launch();
  const terminal = await Terminal.start(city, { hungAfter: HUNG_AFTER });
  try {
    await terminal.enrol('端末');
    await terminal.says(/moved on.*idle/);
    const figures = await faults(terminal, quick ? 1 : 5);
    const officer = await Officer.open({ browser, city });
    figures.push(...(await kiosk(terminal, officer, quick ? [7, 5] : [30, 20])));
    await terminal.stop();
    figures.push(...(await headless(city, officer, quick ? [4, 8] : [30, 200])));
    return figures;
  } finally {
    await terminal.stop();
    await browser.close();
  }
}
