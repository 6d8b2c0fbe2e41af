/** The real keeper of a visit (`chikamado-booth keeper`), with this test as its supervisor and the page's browser. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { BINARIES, type City } from './city.ts';
import { eventually } from './eventually.ts';

const run = promisify(execFile);
const PROGRAM = join(BINARIES, 'chikamado-booth');

/** booth-client/src/keeper/protocol.rs */
export type Report = { readonly type: string; readonly [field: string]: unknown };

export class Keeper {
  readonly reports: Report[] = [];
  readonly #process: ChildProcess;
  readonly #launch = randomBytes(16).toString('hex');

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** Enrols a booth and keeps one visit of it. */
  static async start(city: City): Promise<Keeper> {
    const dir = join(city.directory, 'terminal');
    const ca = join(city.directory, 'certs', 'ca.pem');
    const code = await city.code('enrol', 'kokura-chuo', '端末');
    await run(PROGRAM, ['enrol', '--server', city.origin, '--code', code, '--dir', dir, '--ca', ca]);
    const child = spawn(PROGRAM, ['keeper'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const keeper = new Keeper(child);
    createInterface({ input: child.stdout }).on('line', (line) => keeper.reports.push(JSON.parse(line)));
    const input = randomBytes(16).toString('hex');
    const start = { type: 'start', port: 0, launch: keeper.#launch, input, identity: dir };
    child.stdin.write(`${JSON.stringify(start)}\n`);
    await keeper.reported('listening');
    return keeper;
  }

  /** Waits until it has said this. */
  async reported(type: string): Promise<Report> {
    await eventually(`the keeper says ${type}`, async () =>
      this.reports.some((report) => report.type === type),
    );
    return this.reports.find((report) => report.type === type) as Report;
  }

  get origin(): string {
    const port = this.reports.find(({ type }) => type === 'listening')?.port;
    return `http://127.0.0.1:${port}`;
  }

  /** Lets the pages of a context in, as the supervisor does through the browser's pipe. */
  async admit(context: BrowserContext): Promise<void> {
    const cookie = { name: 'launch', value: this.#launch, url: this.origin, httpOnly: true };
    await context.addCookies([{ ...cookie, sameSite: 'Strict' }]);
  }

  /** The end of its orders is the end of it. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = new Promise((done) => this.#process.once('exit', done));
    this.#process.stdin?.end();
    await gone;
  }
}
