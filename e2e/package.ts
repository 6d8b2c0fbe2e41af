/**
 * `make try-deb`, as root: the booth's package in a fresh Debian 12 with a booted systemd. It is installed, enrolled and
 * found well by `doctor`; the booth comes up and reaches the server; its units are scored; an upgrade that passes its
 * self-check stays, and one that does not gives way to the version before it.
 *
 * What this machine has no hardware for stands in: Xvfb for the graphics card's X server, Chromium's own fake camera and
 * microphone, ffmpeg's test picture and tone for the self-check, and two files where a camera and a microphone would be.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { access, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { City } from './harness/city.ts';
import { eventually } from './harness/eventually.ts';

const run = promisify(execFile);
const TARGET = resolve(process.env.CARGO_TARGET_DIR ?? 'target');
const FOLDER = join(TARGET, 'package');
const BASE = join(FOLDER, 'base');
const ROOT = join(FOLDER, 'root');
const UNITS = ['chikamado-booth', 'chikamado-booth-selfcheck', 'chikamado-display'];
const CONFIG = '/etc/chikamado/booth.toml';
/** Without the abstract socket, which it would share with this machine as it shares its network. */
const DISPLAY = `[Service]
ExecStart=
ExecStart=/usr/bin/Xvfb :0 -screen 0 1080x1920x24 -nolisten tcp -nolisten local -noreset -auth /run/chikamado-display/authority
`;
/** A machine whose own /run is on a disk, or that has no hierarchy for systemd, gets both for as long as this runs. */
const BOOT = `
[ "$(stat -fc %T /run)" = tmpfs ] || mount -t tmpfs tmpfs /run
if [ "$(stat -fc %T /sys/fs/cgroup)" = tmpfs ] && [ ! -d /sys/fs/cgroup/systemd ]; then
    mkdir /sys/fs/cgroup/systemd && mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd || true
fi
exec systemd-nspawn --quiet --directory="$1" --register=no --keep-unit --boot --console=pipe \\
    --bind=/dev/null:/dev/video0 --bind=/dev/null:/dev/snd/pcmC0D0c
`;

const say = (words: string) => console.log(words);
const inRoot = (...words: string[]) =>
  run('chroot', [ROOT, ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
  });

/** A booted system in the root. */
class Machine {
  readonly #nspawn: ChildProcess;

  private constructor(nspawn: ChildProcess) {
    this.#nspawn = nspawn;
  }

  static async boot(): Promise<Machine> {
    const log = createWriteStream(join(FOLDER, 'boot.log'));
    const nspawn = spawn('unshare', ['--mount', 'sh', '-euc', BOOT, 'sh', ROOT], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    nspawn.stdout.pipe(log);
    nspawn.stderr.pipe(log);
    const machine = new Machine(nspawn);
    await eventually('systemd is up', async () => {
      const state = await machine.run('systemctl', 'is-system-running').catch((error) => error);
      return /running|degraded/.test(state.stdout ?? '');
    });
    return machine;
  }

  /** The number that its first process has on this machine. */
  async #first(): Promise<string> {
    const children = await readFile(`/proc/${this.#nspawn.pid}/task/${this.#nspawn.pid}/children`, 'utf8');
    const first = children.trim().split(' ')[0];
    if (!first) throw new Error('the machine is not up');
    return first;
  }

  async run(...words: string[]): Promise<{ stdout: string; stderr: string }> {
    return run('nsenter', ['--target', await this.#first(), '--all', ...words], {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' },
    });
  }

  /** What the booth has said since `since`, as journalctl takes it. */
  async journal(): Promise<string> {
    return (await this.run('journalctl', '--unit=chikamado-booth', '--output=cat', '--no-pager')).stdout;
  }

  /** Waits until the booth has said this for the `times`th time. */
  async says(text: RegExp, times = 1): Promise<void> {
    const all = new RegExp(text, 'g');
    await eventually(`the booth says ${text}`, async () => {
      return [...(await this.journal()).matchAll(all)].length >= times;
    }).catch(async (error: Error) => {
      throw new Error(`${error.message}\n${await this.journal()}`);
    });
  }

  async off(): Promise<void> {
    const ended = new Promise((done) => this.#nspawn.once('exit', done));
    await this.run('systemctl', 'poweroff').catch(() => {});
    await ended;
  }
}

async function fresh(deb: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  if (
    !(await access(join(BASE, 'etc')).then(
      () => true,
      () => false,
    ))
  ) {
    say('debootstrap …');
    const packages = 'systemd,systemd-sysv,dbus,ca-certificates';
    await run('debootstrap', ['--variant=minbase', `--include=${packages}`, 'bookworm', BASE], {
      maxBuffer: 1 << 26,
    });
  }
  await rm(ROOT, { recursive: true, force: true });
  await run('cp', ['-a', BASE, ROOT]);
  await cp(deb, join(ROOT, 'srv', 'booth.deb'));
  await inRoot('apt-get', 'update', '-qq');
  say('apt-get install …');
  // A root that is thrown away need not survive a power cut.
  const quick = 'Dpkg::Options::=--force-unsafe-io';
  await inRoot(
    'apt-get',
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    '-o',
    quick,
    '/srv/booth.deb',
    'xvfb',
  );
}

async function configure(city: City): Promise<void> {
  const dropIn = join(ROOT, 'etc/systemd/system/chikamado-display.service.d');
  await mkdir(dropIn, { recursive: true });
  await writeFile(join(dropIn, 'xvfb.conf'), DISPLAY);
  await camera('lavfi:testsrc2');
  // debootstrap makes none.
  await writeFile(join(ROOT, 'etc', 'hosts'), '127.0.0.1 localhost\n');
  await cp(join(city.directory, 'certs', 'ca.pem'), join(ROOT, 'srv', 'ca.pem'));
}

/** What the self-check takes for the camera. */
async function camera(device: string): Promise<void> {
  const path = join(ROOT, CONFIG);
  let text = await readFile(path, 'utf8');
  text = text
    .replace(/^touch = .*$/m, 'touch = false')
    .replace(/^camera = .*$/m, `camera = "${device}"`)
    .replace(/^microphone = .*$/m, 'microphone = "lavfi:sine"');
  const fake = '["--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection"]';
  await writeFile(path, text.replace(/^flags = .*$/m, `flags = ${fake}`));
}

async function main(): Promise<void> {
  const deb = (await readdir(TARGET)).find((name) => /^chikamado-booth_.*\.deb$/.test(name));
  if (!deb) throw new Error('there is no package: make deb');
  const city = await City.start();
  let machine: Machine | undefined;
  try {
    await fresh(join(TARGET, deb));
    await configure(city);
    machine = await Machine.boot();
    const code = await city.code('enrol', 'kokura-chuo', '包み');
    await machine.run(
      ...[
        'runuser',
        '-u',
        'chikamado-booth',
        '--',
        'chikamado-booth',
        'enrol',
        '--dir',
        '/var/lib/chikamado-booth',
      ],
      ...['--server', city.origin, '--code', code, '--ca', '/srv/ca.pem'],
    );
    await machine.run('systemctl', 'start', 'chikamado-booth');
    await machine.says(/moved on.*idle/);
    await machine.says(/the page reaches the server/);
    say('the booth is idle and reaches the server');
    say((await machine.run('chikamado-booth', 'doctor')).stdout.trim());
    for (const unit of UNITS) {
      const { stdout } = await machine.run('systemd-analyze', 'security', '--no-pager', unit);
      say(stdout.trim().split('\n').at(-1) ?? '');
    }

    await machine.run('dpkg', '--install', '/srv/booth.deb');
    await machine.says(/this version stays/);
    await machine.says(/moved on.*idle/, 2);
    say('an upgrade that passes its self-check stays');

    await camera('lavfi:color=black');
    await rm(join(ROOT, 'var/lib/chikamado-booth/proven'));
    await machine.run('dpkg', '--install', '/srv/booth.deb');
    await machine.says(/did not pass its self-check/);
    await machine.says(/the version before the one installed runs/);
    say('an upgrade that does not pass gives way to the version before it');
  } finally {
    await machine?.off();
    await city.stop();
  }
}

await main();
