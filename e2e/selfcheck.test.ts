/** A booth's self-check, with the real server and SFU; cameras and microphones are ffmpeg's test sources. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceRow } from '../web/src/generated/protocol.ts';
import { BINARIES } from './harness/city.ts';
import { Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { startSystem } from './harness/system.ts';
import { Terminal } from './harness/terminal.ts';

const BOOTH = join(BINARIES, 'chikamado-booth');
/** On a busy machine a picture may wait. */
const FIRST_PICTURE_MS = 5_000;

const NAME = '無人';
const KIOSK = '端末';

const system = startSystem();
let dir: string;
let terminal: Terminal | undefined;

interface Ended {
  code: number;
  said: string;
}

function run(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(BOOTH, args, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

async function selfcheck(camera: string, microphone: string, ...more: string[]) {
  const file = join(system.city.directory, 'selfcheck.json');
  const devices = [
    '--camera',
    camera,
    '--microphone',
    microphone,
    '--browser',
    'chromium',
    '--touch=false',
    '--seconds',
    '3',
  ];
  const ended = await run('selfcheck', '--dir', dir, '--report', file, ...devices, ...more);
  return { ...ended, report: JSON.parse(await readFile(file, 'utf8')) };
}

beforeAll(async () => {
  const { city } = system;
  dir = join(city.directory, 'booth');
  const ca = join(city.directory, 'certs', 'ca.pem');
  const code = await city.code('enrol', 'kokura-chuo', NAME);
  const enrolled = await run('enrol', '--server', city.origin, '--code', code, '--dir', dir, '--ca', ca);
  expect(enrolled.code, enrolled.said).toBe(0);
});

afterAll(() => terminal?.stop());

test('a booth that is well passes, over a room of its own on the real SFU', async () => {
  const { code, said, report } = await selfcheck('lavfi:testsrc2', 'lavfi:sine');
  expect(code, said).toBe(0);
  expect(report.passed).toBe(true);
  for (const part of ['camera', 'microphone', 'clock', 'certificate', 'tcp', 'udp', 'browser'])
    expect(report.lamps).toContainEqual({ part, state: 'good' });
  expect(report.line.lost_permille).toBeLessThanOrEqual(30);
  expect(report.line.first_frame_ms).toBeLessThan(FIRST_PICTURE_MS);
  expect(said).toContain('○ 通話の回線（UDP）: 正常です。');
});

test('faults are named with what to do, and keep the booth out of order', async () => {
  const { code, said, report } = await selfcheck('lavfi:color=black', 'lavfi:anullsrc', '--language', 'en');
  expect(code).not.toBe(0);
  expect(report.passed).toBe(false);
  expect(report.lamps).toContainEqual({ part: 'camera', state: 'bad', note: 'black' });
  expect(report.lamps).toContainEqual({ part: 'microphone', state: 'bad', note: 'silent' });
  expect(said).toContain('× Camera: It shows nothing. Look for a lens cover, and at the light.');
  expect(report.line.first_frame_ms).toBeLessThan(FIRST_PICTURE_MS);
});

test('a booth that fails the check of the office is out of order until it passes one', async () => {
  const booth = await Terminal.start(system.city);
  terminal = booth;
  await booth.says('the page is up');
  await booth.enrol(KIOSK);
  const cookie = await system.city.signIn('admin1');
  const desk = await Desk.visit(system);
  await desk.signIn('admin1');
  await desk.press(KIOSK);
  const detail = desk.page.getByRole('region', { name: KIOSK });
  /** Asks for a check of this camera on the screen, and reads there what was found. */
  const check = async (camera: string, verdict: RegExp) => {
    const started = performance.now();
    await booth.setDevices(camera, 'lavfi:sine');
    booth.crash();
    await booth.says(/moved on.*(idle|out-of-order)/, started);
    await eventually('the office hears the booth', async () => {
      const { body } = await system.city.ask('GET', '/api/devices', undefined, { cookie });
      return (body as DeviceRow[]).some(({ name, connected }) => name === KIOSK && connected);
    });
    await desk.press('点検する');
    await detail.getByText('点検を頼みました。').waitFor();
    await detail.getByText(verdict).waitFor();
    for (const figure of [/^失われた割合 [\d.]+%$/, /^往復 \d+ミリ秒$/, /^映像が出るまで \d+ミリ秒$/])
      await detail.getByText(figure).waitFor();
  };

  await check('lavfi:testsrc2', /　合格$/);
  await detail.getByText('使えます').waitFor();

  await check('lavfi:color=black', /　不合格$/);
  await detail.getByText('点検で悪いところが見つかったため、止めました。').waitFor();
  await detail.getByText('真っ黒です。カメラのふたと明かりを確かめてください。').first().waitFor();
  await booth.reads('この機械の点検で、直すところが見つかりました。');

  const mended = performance.now();
  await check('lavfi:testsrc2', /　合格$/);
  await detail.getByText('使えます').waitFor();
  await booth.says(/moved on.*idle/, mended);
  await booth.isFree();
});

test('a server that is away is told apart from a line that is closed', async () => {
  await system.city.kill();
  const { code, said, report } = await selfcheck('lavfi:testsrc2', 'lavfi:sine');
  expect(code).not.toBe(0);
  expect(report.lamps).toContainEqual({ part: 'tcp', state: 'bad', note: 'unreachable' });
  expect(report.lamps).toContainEqual({ part: 'udp', state: 'unknown', note: 'not-measured' });
  expect(report.line).toBeNull();
  expect(said).toContain('× 制御の回線（TCP）: サーバーに届きません。');
});
