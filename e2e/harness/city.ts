/**
 * A whole system of its own: the real `chikamado` binary on free ports of this machine, with a database, certificates and
 * demonstration data in a directory that goes away with it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { PrivateField } from '../../web/src/generated/protocol.ts';
import { eventually } from './eventually.ts';
import { clockFrom } from './faketime.ts';
import { type Weight, weigh } from './process.ts';
import { holds } from './words.ts';

const run = promisify(execFile);
/** Where the programs under test are. */
export const BINARIES = resolve(process.env.CARGO_TARGET_DIR ?? 'target', 'debug');

/** What coordinators publish besides hours. */
const PUBLICATIONS = ['demo/screening.json', 'demo/guide-disability.json'];

/** Demonstration sign-ins; README.md names them too. */
export const PASSWORD = 'madoguchi-demo';

export interface Answer {
  status: number;
  body: unknown;
  cookies: string[];
}

export interface Options {
  /** Where it keeps its things; a fresh temporary directory by default. */
  directory?: string;
  /** Fixed ports instead of free ones. */
  ports?: Ports;
  /** The address of every listener; 127.0.0.1 by default. */
  host?: string;
  /** Whether the demonstration's hours and holidays are published, which close counters by the clock on the wall. */
  hours?: boolean;
  /** Whether the demonstration's screening and guides are published; without them every subject is as its handling says. */
  screening?: boolean;
  /** The moment at which the city's clock starts, such as `2027-05-17T10:00:00+09:00`; its own by default. */
  starts?: string;
  /** The municipality to seed, instead of the demonstration's. */
  place?: object;
  /** The port of the mail server that takes the city's mails; by default none are written. */
  mailPort?: number;
  /** How long is waited for whom, and how often, where the story needs it otherwise than the product has it. */
  queue?: { ring_seconds?: number; missed_before_away?: number; arrival_seconds?: number };
  /** What is covered by rule. */
  privacy?: { private_field?: PrivateField };
}

export interface Ports {
  public: number;
  booths: number;
  metrics: number;
  media: number;
}

export class City {
  readonly directory: string;
  readonly ports: Ports;
  readonly host: string;
  #ahead = 0;
  readonly #options: Options;
  #server: ChildProcess | undefined;

  private constructor(directory: string, ports: Ports, host: string, options: Options) {
    this.directory = directory;
    this.ports = ports;
    this.host = host;
    this.#options = options;
  }

  /** Makes the directory, the configuration and the data, and starts the server. */
  static async start(options: Options = {}): Promise<City> {
    const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'chikamado-')));
    const host = options.host ?? '127.0.0.1';
    const ports = options.ports ?? (await freePorts(host));
    const city = new City(directory, ports, host, options);
    await writeFile(city.#config, city.#configuration());
    if (options.starts !== undefined) await city.moveTo(options.starts);
    const hours = options.hours ? ['--demo-hours'] : [];
    await city.operate('seed', await city.#place(), '--demo-accounts', ...hours);
    await city.operate('postcodes', 'demo/postcodes.csv');
    if (options.screening) await city.operate('publish', '--first', ...PUBLICATIONS);
    await city.serve();
    return city;
  }

  get #config(): string {
    return join(this.directory, 'config.toml');
  }

  /** The file of its municipality. */
  async #place(): Promise<string> {
    const { place } = this.#options;
    if (place === undefined) return 'demo/kitakyushu.json';
    const file = join(this.directory, 'place.json');
    await writeFile(file, JSON.stringify(place));
    return file;
  }

  #configuration(): string {
    const at = (port: number) => `${this.host}:${port}`;
    return `
[server]
public = ["${at(this.ports.public)}"]
booths = ["${at(this.ports.booths)}"]
metrics = "127.0.0.1:${this.ports.metrics}"
origins = ["${this.origin}"]
[tls]
directory = "${this.directory}/certs"
names = ["${this.host}"]
[database]
address = "sqlite:${this.directory}/chikamado.db"
[faces]
directory = "web/dist"
[sfu]
listen = ["${at(this.ports.media)}"]
[accounts]
tries_per_login = 1000
tries_per_address = 1000
[devices]
tries_per_address = 1000
[demo]
enabled = true
[queue]
${lines(this.#options.queue)}
[privacy]
${lines(this.#options.privacy)}
${this.#mail()}`;
  }

  #mail(): string {
    const { mailPort } = this.#options;
    if (mailPort === undefined) return '';
    return `[mail]
server = "smtp://127.0.0.1:${mailPort}"
from = "リモート窓口 <madoguchi@example.jp>"
page = "${this.origin}/book"
`;
  }

  /** What the server's programs find around them. */
  get #environment(): NodeJS.ProcessEnv {
    if (this.#options.starts === undefined) return process.env;
    return { ...process.env, ...clockFrom(this.#clock) };
  }

  get #clock(): string {
    return join(this.directory, 'clock');
  }

  /** How far its clock is ahead of this machine's, in milliseconds. */
  get ahead(): number {
    return this.#ahead;
  }

  /**
   * Sets the clock of a city that `starts` somewhen. Pages that are opened from now on have it, too; a client that is
   * there would seem silent.
   */
  async moveTo(moment: string): Promise<void> {
    this.#ahead = Date.parse(moment) - Date.now();
    const seconds = Math.ceil(this.#ahead / 1_000);
    // Another file in its place, since the clock is looked at all the time.
    await writeFile(`${this.#clock}.next`, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
    await rename(`${this.#clock}.next`, this.#clock);
  }

  /** What the address bar shows. */
  get origin(): string {
    return `https://${this.host === '127.0.0.1' ? 'localhost' : this.host}:${this.ports.public}`;
  }

  /** Runs one of the operator's commands to its end. */
  async operate(...command: string[]): Promise<string> {
    return (await this.#run(...command)).stdout;
  }

  #run(...command: string[]) {
    return run(join(BINARIES, 'chikamado'), ['--config', this.#config, ...command], {
      env: this.#environment,
    });
  }

  /** Adds a person of 小倉北区, whose roles hold for the whole ward. */
  async addPerson(login: string, ...roles: string[]): Promise<void> {
    const person = ['--login', login, '--name', login, '--ward', 'kokurakita'];
    const each = roles.flatMap((role) => ['--role', role]);
    const adding = this.#run('account', 'add', ...person, ...each);
    adding.child.stdin?.end(PASSWORD);
    await adding;
  }

  /** Starts the server process and waits until it is ready. */
  async serve(): Promise<void> {
    const log = createWriteStream(join(this.directory, 'server.log'), { flags: 'a' });
    const server = spawn(join(BINARIES, 'chikamado'), ['--config', this.#config, 'serve'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: this.#environment,
    });
    server.stdout.pipe(log);
    server.stderr.pipe(log);
    this.#server = server;
    await eventually('the server is ready', async () => {
      if (server.exitCode !== null) throw new Error(`the server ended:\n${await this.log()}`);
      return (await this.ask('GET', '/readyz').catch(() => undefined))?.status === 200;
    });
  }

  /** Ends the server at once, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends the server, and removes the directory unless it was given. */
  async stop(keep = false): Promise<void> {
    await this.#end('SIGTERM');
    if (!keep) await rm(this.directory, { recursive: true, force: true });
  }

  /** Resolves when the server's process is gone. */
  ended(): Promise<unknown> {
    return new Promise((done) => (this.#server ? this.#server.once('exit', done) : done(undefined)));
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((done) => server.once('exit', done));
    server.kill(signal);
    await ended;
  }

  /** How much of the machine the server takes up. */
  weight(): Promise<Weight> {
    return weigh(this.#server?.pid ?? 0);
  }

  /** Everything the server wrote. */
  log(): Promise<string> {
    return readFile(join(this.directory, 'server.log'), 'utf8');
  }

  /** Everything that is measured, as it is collected. */
  async metrics(): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.ports.metrics}/metrics`)).text();
  }

  /** Where any of these words stand in what the server tells those who run it. */
  async leaks(words: readonly string[]): Promise<string[]> {
    const told = { 'server.log': await this.log(), '/metrics': await this.metrics() };
    return Object.entries(told).flatMap(([where, text]) => (holds(Buffer.from(text), words) ? [where] : []));
  }

  /** How many calls are not closed, by the server's own count. */
  async calls(): Promise<number> {
    const counts = (await this.metrics()).matchAll(/^chikamado_calls\{.*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  /** One request over HTTPS, as a page of ours would make it. */
  ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return new Promise((done, failed) => {
      const asked = request(
        {
          host: this.host,
          port: this.ports.public,
          method,
          path,
          agent,
          headers: {
            origin: this.origin,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const json = /json/.test(response.headers['content-type'] ?? '');
            done({
              status: response.statusCode ?? 0,
              body: json ? JSON.parse(text) : text,
              cookies: (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? ''),
            });
          });
        },
      );
      asked.on('error', failed);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Signs in over HTTP; answers the cookie. */
  async signIn(login: string): Promise<string> {
    const { status, cookies } = await this.ask('POST', '/api/session', { login, password: PASSWORD });
    if (status !== 200) throw new Error(`signing in as ${login}: ${status}`);
    return cookies.join('; ');
  }

  /** A one-time code for a booth at a site. */
  async code(kind: 'pair' | 'enrol', site = 'kokura-chuo', name = '1番'): Promise<string> {
    return (await this.operate('device', 'code', '--site', site, '--name', name, '--kind', kind)).trim();
  }
}

const agent = new Agent({ rejectUnauthorized: false });

async function freePorts(host: string): Promise<Ports> {
  const [first = 0, second = 0, third = 0] = await Promise.all([
    freeTcp(host),
    freeTcp(host),
    freeTcp('127.0.0.1'),
  ]);
  return { public: first, booths: second, metrics: third, media: await freeUdp(host) };
}

export function freeTcp(host: string): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().listen(0, host, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
    server.on('error', failed);
  });
}

function freeUdp(host: string): Promise<number> {
  return new Promise((done) => {
    const socket = createSocket('udp4').bind(0, host, () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });
}

/** The knobs of a section, one a line. */
function lines(section: object = {}): string {
  return Object.entries(section)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join('\n');
}
