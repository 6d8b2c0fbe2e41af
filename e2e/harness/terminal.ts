/**
 * A booth's own program with a real Chromium on a virtual screen, kept as systemd keeps it: started again whenever it ends.
 * Its policies stand in a mount namespace of its own, so no other browser of this machine reads them.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { BINARIES, type City, freeTcp } from './city.ts';
import { eventually } from './eventually.ts';

const run = promisify(execFile);
const BOOTH = join(BINARIES, 'chikamado-booth');
/** In milliseconds: a page of a machine that does much else is not called hung. */
const PATIENT = 6_000;
/** Chromium's first process; its children carry `--type`. */
export const BROWSER = /^\S*chromium (?!.*--type=).*--remote-debugging-pipe/;
const SIZE = { width: 1080, height: 1920 };
/** Written in the namespace, then the program takes the shell's place and keeps its number. */
const START = `
mount -t tmpfs tmpfs /etc/chromium
"$1" policies --write --config "$2"
exec "$1" run --config "$2"
`;

interface Line {
  at: number;
  text: string;
}

export class Terminal {
  readonly city: City;
  /** The folder in memory. */
  readonly runtime: string;
  readonly port: number;
  #display: string;
  #screen: ChildProcess;
  #supervisor: ChildProcess | undefined;
  #kept = true;
  /** What the program has said, and when it was read. */
  readonly said: Line[] = [];

  private constructor(city: City, runtime: string, port: number, screen: ChildProcess, display: string) {
    this.city = city;
    this.runtime = runtime;
    this.port = port;
    this.#screen = screen;
    this.#display = display;
  }

  /** Puts up the screen and starts the program, not enrolled yet. */
  static async start(city: City, hungAfter = PATIENT): Promise<Terminal> {
    const screen = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', `${SIZE.width}x${SIZE.height}x24`, '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const [number] = await lines(screen.stdio[3] as Readable);
    const runtime = await mkdtemp('/dev/shm/chikamado-');
    await chmod(runtime, 0o711);
    const terminal = new Terminal(city, runtime, await freeTcp('127.0.0.1'), screen, `:${number}`);
    await mkdir(terminal.identity, { recursive: true });
    await writeFile(terminal.#config, terminal.#configuration(hungAfter));
    await terminal.#putPrinter();
    terminal.#spawn();
    return terminal;
  }

  /** The folder of key and certificate. */
  get identity(): string {
    return join(this.city.directory, 'booth');
  }

  get #config(): string {
    return join(this.city.directory, 'booth.toml');
  }

  #configuration(hungAfter: number): string {
    return `
identity = "${this.identity}"
runtime = "${this.runtime}"
[page]
port = ${this.port}
[browser]
size = [${SIZE.width}, ${SIZE.height}]
sandbox = false
hung_after_ms = ${hungAfter}
flags = [
  "--remote-debugging-port=0",
  "--use-fake-device-for-media-stream",
  "--allow-loopback-in-peer-connection",
]
[printer]
queue = "slips"
[fallback]
telephone = "093-000-0000"
`;
  }

  /** What came out of the printer last. */
  get paper(): string {
    return join(this.#programs, 'paper');
  }

  /** Programs that stand before the machine's own: those of a printer that takes everything at once. */
  get #programs(): string {
    return join(this.city.directory, 'programs');
  }

  async #putPrinter(): Promise<void> {
    await mkdir(this.#programs, { recursive: true });
    for (const [name, script] of [
      ['lp', `cat >'${this.paper}'`],
      ['lpstat', 'true'],
    ] as const)
      await writeFile(join(this.#programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  #spawn(): void {
    const supervisor = spawn(
      'unshare',
      ['--map-root-user', '--mount', 'sh', '-euc', START, 'sh', BOOTH, this.#config],
      {
        env: {
          ...process.env,
          DISPLAY: this.#display,
          NO_COLOR: '1',
          PATH: `${this.#programs}:${process.env.PATH}`,
          RUST_LOG: 'warn,chikamado_booth=info',
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    createInterface(supervisor.stderr).on('line', (text) => this.said.push({ at: performance.now(), text }));
    supervisor.once('exit', () => {
      if (this.#kept) this.#spawn();
    });
    this.#supervisor = supervisor;
  }

  /** Enrols the booth with a fresh code. */
  async enrol(name: string): Promise<void> {
    const code = await this.city.code('enrol', 'kokura-chuo', name);
    const ca = join(this.city.directory, 'certs', 'ca.pem');
    await run(BOOTH, [
      'enrol',
      '--server',
      this.city.origin,
      '--code',
      code,
      '--dir',
      this.identity,
      '--ca',
      ca,
    ]);
  }

  /** Waits until the program has said this since `since`; answers when. */
  async says(text: string | RegExp, since = 0): Promise<number> {
    const find = () => this.said.find((line) => line.at >= since && line.text.match(text) !== null);
    await eventually(`the booth says ${text}`, async () => find() !== undefined).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.log}`);
    });
    return find()?.at ?? Number.NaN;
  }

  /** Everything it has said. */
  get log(): string {
    return this.said.map(({ text }) => text).join('\n');
  }

  /** The page on the screen, through a second way into the browser that only tests have. */
  async look<T>(at: (page: Page) => Promise<T>): Promise<T> {
    const browser = await this.#connect();
    try {
      const page = browser
        .contexts()[0]
        ?.pages()
        .find((page) => !page.url().startsWith('chrome'));
      if (!page) throw new Error('the browser shows no page');
      return await at(page);
    } finally {
      await browser.close();
    }
  }

  /** The same, for a deed that ends the browser before the driver has seen it done. */
  async lookLast(at: (page: Page) => Promise<unknown>): Promise<void> {
    await this.look(at).catch((error: Error) => {
      if (!error.message.includes('has been closed')) throw error;
    });
  }

  async #connect(): Promise<Browser> {
    let port = '';
    await eventually('the browser has a port', async () => {
      const profiles = await readdir(join(this.runtime, 'browser')).catch(() => []);
      const newest = profiles.toSorted((a, b) => Number(b) - Number(a))[0] ?? '';
      port = await readFile(join(this.runtime, 'browser', newest, 'DevToolsActivePort'), 'utf8').catch(
        () => '',
      );
      return port.includes('\n');
    });
    return chromium.connectOverCDP(`http://127.0.0.1:${port.split('\n')[0]}`);
  }

  /** The processes of this booth whose command line matches. */
  async processes(command: RegExp): Promise<number[]> {
    const found: number[] = [];
    for (const id of await readdir('/proc')) {
      if (!/^\d+$/.test(id)) continue;
      const line = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
      const ours = line.includes(this.runtime) || line.includes(this.#config) || (await this.#marked(id));
      if (ours && command.test(line)) found.push(Number(id));
    }
    return found;
  }

  async #marked(id: string): Promise<boolean> {
    const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
    return environment.includes(`CHIKAMADO_BOOTH=${this.runtime}\0`);
  }

  /** The browser's first process. */
  async browser(): Promise<number> {
    const [first] = await this.processes(BROWSER);
    if (first === undefined) throw new Error('there is no browser');
    return first;
  }

  /** The visit's keeper. */
  async keeper(): Promise<number> {
    const [first] = await this.processes(/^\S+ keeper\b/);
    if (first === undefined) throw new Error('there is no keeper');
    return first;
  }

  /** Presses a key of the cabinet, as a local program does. */
  async press(key: string): Promise<void> {
    const token = await readFile(join(this.runtime, 'input-token'), 'utf8');
    const origin = `http://127.0.0.1:${this.port}`;
    const { status } = await fetch(`${origin}/terminal/input`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    if (status !== 204) throw new Error(`pressing ${key}: ${status}`);
  }

  /** What the self-check asks from the program's next start on, as ffmpeg knows them. */
  async setDevices(camera: string, microphone: string): Promise<void> {
    const [before] = (await readFile(this.#config, 'utf8')).split('[devices]');
    await writeFile(
      this.#config,
      `${before}[devices]\ntouch = false\ncamera = "${camera}"\nmicrophone = "${microphone}"\n`,
    );
  }

  /** Ends the program alone, as a crash would; it is started again. */
  crash(): void {
    this.#supervisor?.kill('SIGKILL');
  }

  /** Ends every process at once, as a power cut would, and starts again. */
  async cutPower(): Promise<void> {
    for (const id of [this.#supervisor?.pid ?? 0, ...(await this.processes(/./))]) {
      try {
        if (id > 0) process.kill(id, 'SIGKILL');
      } catch {
        // It fell with another one.
      }
    }
  }

  /** Where any of these words stand in what the booth holds on disk and in memory. */
  async leftovers(words: string[]): Promise<string[]> {
    const found: string[] = [];
    for (const folder of [this.identity, this.runtime, '/dev/shm']) {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = await readFile(path).catch(() => Buffer.alloc(0));
        for (const word of words) {
          if (
            [word, encodeURIComponent(word)].some((text) => bytes.includes(text)) ||
            bytes.includes(Buffer.from(word, 'utf16le'))
          )
            found.push(`${word} in ${path}`);
        }
      }
    }
    return found;
  }

  /** Ends it as systemd would, takes the screen down. */
  async stop(): Promise<void> {
    this.#kept = false;
    const supervisor = this.#supervisor;
    if (supervisor && supervisor.exitCode === null) {
      const ended = new Promise((done) => supervisor.once('exit', done));
      supervisor.kill('SIGTERM');
      await ended;
    }
    this.#screen.kill();
    await rm(this.runtime, { recursive: true, force: true });
  }
}

/** The first line of a stream. */
function lines(stream: Readable): Promise<string[]> {
  return new Promise((done) => createInterface(stream).once('line', (line) => done([line])));
}
