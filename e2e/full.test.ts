/** A booth without room: its folder in memory is full, and the disk that holds who it is. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BINARIES } from './harness/city.ts';
import { startSystem } from './harness/system.ts';
import { Terminal } from './harness/terminal.ts';

const system = startSystem();
let terminal: Terminal;

beforeAll(async () => {
  terminal = await Terminal.start(system.city, { room: '256k' });
  await terminal.enrol('端末');
  await terminal.says(/moved on.*idle/);
  await terminal.fillMemory();
});

afterAll(async () => {
  await terminal?.stop();
});

test('with its memory full a booth replaces its page, takes a visit and forgets it', async () => {
  const killed = performance.now();
  process.kill(await terminal.browser(), 'SIGKILL');
  await terminal.says('the page is up', killed);
  await terminal.says(/moved on.*idle/, killed);
  await terminal.press('together');
  await terminal.says(/moved on.*visit/, killed);
  await terminal.press('restart');
  await terminal.says(/wiped.*Restart/, killed);
  const wiped = performance.now();
  await terminal.says(/moved on.*idle/, wiped);
});

/** Has a booth renewed whose identity stands on a disk of so little room that `filling` leaves nothing of it. */
const RENEW = `
mount -t tmpfs -o size=64k tmpfs /mnt
cp "$2"/* /mnt
dd if=/dev/zero of=/mnt/filling bs=4k status=none 2>/dev/null || true
if "$1" renew --dir /mnt; then exit 9; fi
cmp "$2/key.pem" /mnt/key.pem
cmp "$2/certificate.pem" /mnt/certificate.pem
rm /mnt/filling
"$1" renew --dir /mnt
! cmp -s "$2/certificate.pem" /mnt/certificate.pem
cmp "$2/key.pem" /mnt/key.pem
`;

test('with its disk full a booth says so, keeps the certificate it has, and renews it once there is room', async () => {
  const words = ['sh', '-euc', RENEW, 'sh', join(BINARIES, 'chikamado-booth'), terminal.identity];
  const [code, said] = await new Promise<[number, string]>((done) => {
    execFile('unshare', ['--map-root-user', '--mount', ...words], (error, stdout, stderr) =>
      done([error ? Number(error.code) : 0, stdout + stderr]),
    );
  });
  expect(said).toContain('/mnt/certificate.pem cannot be written: No space left on device');
  expect(code, said).toBe(0);
});
