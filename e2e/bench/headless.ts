/** Visits of a booth without a screen, in a row, by one process: whether it weighs after them what it weighed before. */
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { BINARIES, type City } from '../harness/city.ts';
import type { Figure } from '../harness/figures.ts';
import type { Officer } from '../harness/officer.ts';
import { weigh } from '../harness/process.ts';
import { flatness } from './flatness.ts';

const BOOTH = join(BINARIES, 'chikamado-booth');

/** Visits in all, and after how many of them is weighed first: pools of a native peer fill for some thirty calls. */
export async function headless(
  city: City,
  officer: Officer,
  [warm, visits]: [number, number],
): Promise<Figure[]> {
  const dir = join(city.directory, 'headless');
  const ca = join(city.directory, 'certs', 'ca.pem');
  const code = await city.code('enrol', 'kokura-chuo', '無人');
  const enrol = ['enrol', '--server', city.origin, '--code', code, '--dir', dir, '--ca', ca];
  await promisify(execFile)(BOOTH, enrol);
  // One more than is weighed: after the last one the process is gone.
  const plan = ['--subject', 'garbage-support', '--until', 'met', '--visits', `${visits + 1}`];
  const booth = spawn(BOOTH, ['headless', '--dir', dir, ...plan], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let said = '';
  let over = 0;
  createInterface(booth.stderr).on('line', (line) => {
    said += `${line}\n`;
    over = Number(/the visit is over number=(\d+)/.exec(line)?.[1] ?? over);
  });
  const flat = flatness('headless', () => weigh(booth.pid ?? 0), city);
  try {
    // Weighed as a call begins: nothing is left of the visits before, and nothing of this one flows yet.
    for (let n = 0; n < visits; n++) {
      const call = await officer.accept();
      if (n === warm) await flat.weigh(n);
      await officer.wire.joinMedia();
      await officer.wrapUp(call);
    }
    await officer.accept();
    await flat.weigh(visits);
  } catch (error) {
    throw new Error(`after ${over} visits the booth had said:\n${said}`, { cause: error });
  } finally {
    booth.kill();
  }
  return flat.figures();
}
