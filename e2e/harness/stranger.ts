/** A local attacker: a process of another user of this machine, without groups and without capabilities. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** 「nobody」 of every Linux. */
const NOBODY = 65_534;

/** One thing that the attacker tries. */
export type Deed =
  | { ask: { method: string; path: string; headers: Record<string, string | string[]> } }
  | { read: string }
  | { list: string }
  | { write: string }
  | { end: number }
  | { connect: string | number };

/** Whether this machine lets us be somebody else; only root may. */
export const canBeStranger = process.getuid?.() === 0;

/** Tries each deed; answers what came of it: a status, what was read, 「done」 or an error's code. */
export async function tryAll(port: number, deeds: Deed[]): Promise<string[]> {
  const script = `(${attack.toString()})(${JSON.stringify({ port, deeds })})`;
  // This very program, wherever it lies: a stranger may not see its folder.
  const { stdout } = await run('/proc/self/exe', ['--eval', script], { uid: NOBODY, gid: NOBODY, cwd: '/' });
  return JSON.parse(stdout);
}

/** Runs in the attacker's process; refers to nothing of this file. */
async function attack({ port, deeds }: { port: number; deeds: Deed[] }): Promise<void> {
  const http = process.getBuiltinModule('node:http');
  const net = process.getBuiltinModule('node:net');
  const { readFile, readdir, appendFile } = process.getBuiltinModule('node:fs/promises');

  const ask = ({ method, path, headers }: Extract<Deed, { ask: object }>['ask']) =>
    new Promise<string>((done) => {
      const asked = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        answer.resume();
        done(`${answer.statusCode}`);
      });
      asked.on('upgrade', () => done('101'));
      asked.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
      asked.end();
    });
  const connect = (to: string | number) =>
    new Promise<string>((done) => {
      const socket = typeof to === 'number' ? net.connect(to, '127.0.0.1') : net.connect(to);
      socket.on('connect', () => done('done'));
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    });
  const attempt = async (deed: Deed): Promise<string> => {
    if ('ask' in deed) return ask(deed.ask);
    if ('connect' in deed) return connect(deed.connect);
    if ('read' in deed) return `read ${(await readFile(deed.read)).length} bytes`;
    if ('list' in deed) return `saw ${(await readdir(deed.list)).length} names`;
    if ('write' in deed) await appendFile(deed.write, 'x');
    else process.kill(deed.end, 'SIGTERM');
    return 'done';
  };
  const results: string[] = [];
  for (const deed of deeds) {
    results.push(await attempt(deed).catch((error: NodeJS.ErrnoException) => error.code ?? error.message));
  }
  process.stdout.write(JSON.stringify(results), () => process.exit());
}
