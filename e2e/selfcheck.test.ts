/** A booth's self-check, with the real server and SFU; cameras and microphones are ffmpeg's test sources. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BINARIES, City } from './harness/city.ts';

const BOOTH = join(BINARIES, 'chikamado-booth');
/** On a busy machine a picture may wait. */
const FIRST_PICTURE_MS = 5_000;

let city: City;
let dir: string;

interface Ended {
  code: number;
  said: string;
}

function booth(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(BOOTH, args, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

async function selfcheck(camera: string, microphone: string, ...more: string[]) {
  const file = join(city.directory, 'selfcheck.json');
  const devices = ['--camera', camera, '--microphone', microphone, '--browser', 'chromium', '--touch=false', '--seconds', '3'];
  const ended = await booth('selfcheck', '--dir', dir, '--report', file, ...devices, ...more);
  return { ...ended, report: JSON.parse(await readFile(file, 'utf8')) };
}

beforeAll(async () => {
  city = await City.start();
  dir = join(city.directory, 'booth');
  const ca = join(city.directory, 'certs', 'ca.pem');
  const code = await city.code('enrol', 'kokura-chuo', '無人');
  const enrolled = await booth('enrol', '--server', city.origin, '--code', code, '--dir', dir, '--ca', ca);
  expect(enrolled.code, enrolled.said).toBe(0);
});

afterAll(() => city?.stop());

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

test('a server that is away is told apart from a line that is closed', async () => {
  await city.kill();
  const { code, said, report } = await selfcheck('lavfi:testsrc2', 'lavfi:sine');
  expect(code).not.toBe(0);
  expect(report.lamps).toContainEqual({ part: 'tcp', state: 'bad', note: 'unreachable' });
  expect(report.lamps).toContainEqual({ part: 'udp', state: 'unknown', note: 'not-measured' });
  expect(report.line).toBeNull();
  expect(said).toContain('× 制御の回線（TCP）: サーバーに届きません。');
});
