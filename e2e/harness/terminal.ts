/**
 * A booth's own program with a real Chromium on a virtual screen, kept as systemd keeps it: started again whenever it ends.
 * Its policies stand in a mount namespace of its own, so no other browser of this machine reads them; in it the program is
 * an ordinary user without capabilities, and Chromium's sandbox is on.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFile, chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { Booth } from './booth.ts';
import { BINARIES, type City, freeTcp } from './city.ts';
import { eventually } from './eventually.ts';
import type { Line } from './line.ts';
import { commandOf, inGroup, memoryOf, portsOf, processIds, type Weight, weigh } from './process.ts';
import { holds } from './words.ts';

const run = promisify(execFile);
const BOOTH = join(BINARIES, 'chikamado-booth');
/** In milliseconds: a page of a machine that does much else is not called hung. */
const PATIENT = 6_000;
/** How long something may take to be on the screen, in milliseconds. */
const PATIENCE = 60_000;
/** Chromium's first process; its children carry `--type`. */
export const BROWSER = /^\S*chromium (?!.*--type=).*--remote-debugging-pipe/;
const SIZE = { width: 1080, height: 1920 };
/**
 * `program, configuration, room of the folder in memory or nothing, words before the program`. What root may do is done in
 * the namespace; then the program takes the shell's place as somebody else, and keeps its number.
 */
const START = `
program=$1 config=$2 room=$3 runtime=$4
shift 4
mount -t tmpfs tmpfs /etc/chromium
[ -z "$room" ] || mount -t tmpfs -o mode=711,size="$room" tmpfs "$runtime"
"$program" policies --write --config "$config"
exec unshare --map-user=1000 --map-group=1000 "$@" "$program" run --config "$config"
`;

interface Said {
  at: number;
  text: string;
}

export interface Options {
  /** How long the page may be silent before it counts as hung, in milliseconds. */
  hungAfter?: number;
  /** How large its folder in memory is, as `mount` is told: `256k`. */
  room?: string;
  /** What stands before the program: `env NAME=value`. */
  before?: string[];
  /** Without the second way into the browser, as in a hall. */
  closed?: boolean;
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
  readonly #options: Options;
  /** What the program has said, and when it was read. */
  readonly said: Said[] = [];

  private constructor(
    city: City,
    runtime: string,
    port: number,
    screen: ChildProcess,
    display: string,
    options: Options,
  ) {
    this.city = city;
    this.runtime = runtime;
    this.port = port;
    this.#screen = screen;
    this.#display = display;
    this.#options = options;
  }

  /** Puts up the screen and starts the program, not enrolled yet. */
  static async start(city: City, options: Options = {}): Promise<Terminal> {
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
    const port = await freeTcp('127.0.0.1');
    const terminal = new Terminal(city, runtime, port, screen, `:${number}`, options);
    for (const folder of [terminal.identity, terminal.#scratch]) await mkdir(folder, { recursive: true });
    await writeFile(terminal.#config, terminal.#configuration());
    await terminal.#putPrinter();
    terminal.#keep();
    return terminal;
  }

  /** Everything of this booth that is on disk. */
  get folder(): string {
    return join(this.city.directory, `booth-${this.port}`);
  }

  /** The folder of key and certificate. */
  get identity(): string {
    return join(this.folder, 'identity');
  }

  get #config(): string {
    return join(this.folder, 'booth.toml');
  }

  /** Home and temporary folder of the program, which has no business in either. */
  get #scratch(): string {
    return join(this.folder, 'scratch');
  }

  #configuration(): string {
    const { hungAfter = PATIENT, closed = false } = this.#options;
    return `
identity = "${this.identity}"
runtime = "${this.runtime}"
[page]
port = ${this.port}
[browser]
size = [${SIZE.width}, ${SIZE.height}]
hung_after_ms = ${hungAfter}
flags = [
  ${closed ? '' : '"--remote-debugging-port=0",'}
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

  #spawn(): ChildProcess {
    const { room = '', before = [] } = this.#options;
    const words = [BOOTH, this.#config, room, this.runtime, ...before];
    return spawn('unshare', ['--map-root-user', '--mount', 'sh', '-euc', START, 'sh', ...words], {
      env: {
        ...process.env,
        DISPLAY: this.#display,
        HOME: this.#scratch,
        TMPDIR: this.#scratch,
        PATH: `${this.#programs}:${process.env.PATH}`,
        NO_COLOR: '1',
        RUST_LOG: 'warn,chikamado_booth=info',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }

  #keep(): void {
    const supervisor = this.#spawn();
    createInterface(supervisor.stderr as Readable).on('line', (text) =>
      this.said.push({ at: performance.now(), text }),
    );
    supervisor.once('exit', () => {
      if (this.#kept) this.#keep();
    });
    this.#supervisor = supervisor;
  }

  /** Starts the program beside the one that runs; answers with its exit code and what it said. */
  async startAnother(): Promise<{ code: number | null; said: string }> {
    const other = this.#spawn();
    let said = '';
    other.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const code = await new Promise<number | null>((done) => other.once('close', done));
    return { code, said };
  }

  /** Enrols the booth with a fresh code; its requests go over `line`, where there is one. */
  async enrol(name: string, line?: Line): Promise<void> {
    const code = await this.city.code('enrol', 'kokura-chuo', name);
    const dir = line ? join(this.folder, 'enrolled') : this.identity;
    const ca = join(this.city.directory, 'certs', 'ca.pem');
    await run(BOOTH, ['enrol', '--server', this.city.origin, '--code', code, '--dir', dir, '--ca', ca]);
    if (!line) return;
    const place = JSON.parse(await readFile(join(dir, 'place.json'), 'utf8'));
    const mtls = new URL(place.mtls);
    mtls.port = `${line.port}`;
    await writeFile(join(dir, 'place.json'), JSON.stringify({ ...place, mtls }));
    // The certificate last: it is what the program waits for.
    for (const file of ['key.pem', 'ca.pem', 'place.json', 'certificate.pem']) {
      await cp(join(dir, file), join(this.identity, file));
    }
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

  /** Waits until the screen shows this, whichever browser draws it by then: one may end while it is looked at. */
  async shows(what: string, find: (page: Page) => Locator): Promise<void> {
    const shown = () => this.look((page) => find(page).first().isVisible()).catch(() => false);
    await eventually(`the screen shows ${what}`, shown, PATIENCE).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.log}`);
    });
  }

  /** The same, for words. */
  reads(words: string | RegExp): Promise<void> {
    return this.shows(`${words}`, (page) => page.getByText(words));
  }

  /** The same, for what the page is about. */
  isAt(heading: string | RegExp): Promise<void> {
    return this.shows(`${heading}`, (page) => Booth.on(page).heading(heading));
  }

  /** The same, for the booth at rest. */
  isFree(): Promise<void> {
    return this.shows('that it is free', (page) => Booth.on(page).button('はじめる'));
  }

  /** A folder of the booth's, as its own namespace sees it. */
  #inside(folder: string): string {
    return `/proc/${this.supervisor}/root${folder}`;
  }

  async #connect(): Promise<Browser> {
    let port = '';
    await eventually('the browser has a port', async () => {
      const folder = this.#inside(join(this.runtime, 'browser'));
      const profiles = await readdir(folder).catch(() => []);
      const newest = profiles.toSorted((a, b) => Number(b) - Number(a))[0] ?? '';
      port = await readFile(join(folder, newest, 'DevToolsActivePort'), 'utf8').catch(() => '');
      return port.includes('\n');
    });
    return chromium.connectOverCDP(`http://127.0.0.1:${port.split('\n')[0]}`);
  }

  /** The processes of this booth whose command line matches. */
  async processes(command: RegExp): Promise<number[]> {
    const found: number[] = [];
    for (const id of await processIds()) {
      const line = await commandOf(id);
      const ours = line.includes(this.runtime) || line.includes(this.#config) || (await this.#marked(id));
      if (ours && command.test(line)) found.push(id);
    }
    return found;
  }

  async #marked(id: number): Promise<boolean> {
    const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
    return environment.includes(`CHIKAMADO_BOOTH=${this.runtime}\0`);
  }

  /** The browser's first process. */
  async browser(): Promise<number> {
    const [first] = await this.processes(BROWSER);
    if (first === undefined) throw new Error('there is no browser');
    return first;
  }

  /** The processes that draw its pages: those that a machine without memory ends first. */
  async renderers(): Promise<number[]> {
    return inGroup(await this.browser(), /--type=renderer/);
  }

  /** The program itself. */
  get supervisor(): number {
    return this.#supervisor?.pid ?? 0;
  }

  /** The ports of TCP on which any process of this booth listens. */
  async listening(): Promise<number[]> {
    return portsOf(await this.processes(/./));
  }

  /** The visit's keeper. */
  async keeper(): Promise<number> {
    const [first] = await this.processes(/^\S+ keeper\b/);
    if (first === undefined) throw new Error('there is no keeper');
    return first;
  }

  /** Fills its folder in memory to the last byte. */
  async fillMemory(): Promise<void> {
    const file = this.#inside(join(this.runtime, 'filling'));
    for (const bytes of [65_536, 4_096, 1]) {
      while (await appendFile(file, Buffer.alloc(bytes)).then(() => true, isFull));
    }
  }

  /** What a local program shows to press a key. */
  inputToken(): Promise<string> {
    return readFile(this.#inside(join(this.runtime, 'input-token')), 'utf8');
  }

  /** Presses a key of the cabinet, as a local program does. */
  async press(key: string): Promise<void> {
    const token = await this.inputToken();
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
    for (const id of [this.supervisor, ...(await this.processes(/./))]) {
      try {
        if (id > 0) process.kill(id, 'SIGKILL');
      } catch {
        // It fell with another one.
      }
    }
  }

  /**
   * Where any of these words stand in what outlives a visit: the booth's folders, the printer's, what the program has
   * said, its memory and that of the screen, and what any process of the machine was started with.
   */
  async leftovers(words: string[]): Promise<string[]> {
    const found: string[] = [];
    const look = (where: string, bytes: Buffer) => {
      if (holds(bytes, words)) found.push(where);
    };
    const folders = [this.folder, this.#inside(this.runtime), '/dev/shm', '/var/spool/cups'];
    for (const folder of folders) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      for (const entry of entries.filter((entry) => entry.isFile())) {
        const path = join(entry.parentPath, entry.name);
        look(path, await readFile(path).catch(() => Buffer.alloc(0)));
      }
    }
    look('what it has said', Buffer.from(this.log));
    for (const id of await processIds()) {
      for (const file of ['cmdline', 'environ'])
        look(`${file} of ${id}`, await readFile(`/proc/${id}/${file}`).catch(() => Buffer.alloc(0)));
    }
    for (const id of [this.supervisor, this.#screen.pid ?? 0]) {
      for await (const part of memoryOf(id)) look(`the memory of ${id}`, part);
    }
    return found;
  }

  /** Whether the visit's keeper holds any of these words in its memory. */
  async keeps(words: string[]): Promise<boolean> {
    for await (const part of memoryOf(await this.keeper())) if (holds(part, words)) return true;
    return false;
  }

  /** How much of the machine it takes up: the program's own memory and descriptors, and everything that is the booth's. */
  async weight(): Promise<Weight> {
    const inside = await readdir(this.#inside(this.runtime));
    const profiles = await readdir(join(this.#inside(this.runtime), 'browser')).catch(() => []);
    return {
      ...(await weigh(this.supervisor)),
      processes: (await this.processes(/./)).length,
      files: inside.length + profiles.length,
    };
  }

  /** Ends it as systemd would, takes the screen down. */
  async stop(): Promise<void> {
    this.#kept = false;
    const supervisor = this.#supervisor;
    if (supervisor && supervisor.exitCode === null) {
      const ended = new Promise((done) => supervisor.once('exit', done));
      supervisor.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`the booth did not end well, but with ${code}:\n${this.log}`);
    }
    this.#screen.kill();
    await rm(this.runtime, { recursive: true, force: true });
  }
}

/** Has a page draw nothing but black, though it is all there. */
export async function goBlack(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.background = '#000';
    document.body.style.visibility = 'hidden';
  });
}

/** False, since a disk is full; any other error is one. */
function isFull(error: NodeJS.ErrnoException): boolean {
  if (error.code !== 'ENOSPC') throw error;
  return false;
}

/** The first line of a stream. */
function lines(stream: Readable): Promise<string[]> {
  return new Promise((done) => createInterface(stream).once('line', (line) => done([line])));
}
