/**
 * A program of another user on the booth's machine, against the whole booth as it runs in a hall: it knows every path, port
 * and process, and gets nothing. The booth is an ordinary user of a namespace, the attacker `nobody` outside of it; only
 * root can be both, so that whoever runs this as somebody else tests the booth's own side alone. The screen's own door, the
 * X server's cookie, is the package's (booth-client/packaging).
 */
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canBeStranger, type Deed, tryAll } from './harness/stranger.ts';
import { startSystem } from './harness/system.ts';
import { Terminal } from './harness/terminal.ts';

const system = startSystem();
let terminal: Terminal;
/** By what they are: each process of the booth that holds something of a visit. */
let processes: Record<string, number>;

beforeAll(async () => {
  const { city } = system;
  terminal = await Terminal.start(city, { closed: true });
  await terminal.enrol('端末');
  await terminal.says(/moved on.*idle/);
  // Somebody is there, so that there is something to take.
  await terminal.press('together');
  await terminal.says(/moved on.*visit/);
  // The folders above are those of a test; what is inside has to keep a stranger out by itself.
  for (const folder of [city.directory, terminal.folder, terminal.identity]) await chmod(folder, 0o711);
  const [renderer = 0] = await terminal.renderers();
  processes = {
    supervisor: terminal.supervisor,
    keeper: await terminal.keeper(),
    browser: await terminal.browser(),
    renderer,
  };
});

afterAll(async () => {
  await terminal?.stop();
});

/** Every route of the loopback, read from where they are written: a new one is tried without anybody thinking of it. */
async function routes(): Promise<{ method: string; path: string }[]> {
  const source = await readFile('booth-client/src/keeper/routes.rs', 'utf8');
  const found = [...source.matchAll(/\.route\(\s*"([^"]+)",([^;]*?)\)(?=\s*\.(?:route|fallback)\()/g)];
  return found.flatMap(([, path = '', answers = '']) =>
    [...answers.matchAll(/\b(get|put|post|patch|delete)\(/g)].map(([, method = '']) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'x'),
    })),
  );
}

/** What a stranger may show, knowing everything but the tokens. */
function guises(port: number): Record<string, Record<string, string>> {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const guess = '0'.repeat(32);
  return {
    'nothing at all': { host },
    'our own origin': { host, origin },
    'a guessed cookie': { host, origin, cookie: `launch=${guess}` },
    'an empty cookie': { host, origin, cookie: 'launch=' },
    'a guessed input token': { host, authorization: `Bearer ${guess}` },
    'an empty input token': { host, authorization: 'Bearer ' },
    'a foreign page': { host, origin: 'https://evil.example', cookie: `launch=${guess}` },
    'a page from nowhere': { host, origin: 'null', cookie: `launch=${guess}` },
    'a rebound name': { host: `booth.example:${port}`, origin: `http://booth.example:${port}` },
  };
}

const upgrade = {
  connection: 'upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

describe.runIf(canBeStranger)('a stranger', () => {
  /** What came of each deed, by its name. */
  async function attempt(deeds: Record<string, Deed>): Promise<Record<string, string>> {
    const results = await tryAll(terminal.port, Object.values(deeds));
    return Object.fromEntries(Object.keys(deeds).map((name, n) => [name, results[n] ?? '']));
  }

  test('is answered by no route of the loopback', async () => {
    const all = await routes();
    expect(all).toContainEqual({ method: 'PUT', path: '/terminal/visit' });
    expect(all).toContainEqual({ method: 'GET', path: '/ws' });
    const deeds: Record<string, Deed> = {};
    for (const { method, path } of [...all, { method: 'GET', path: '/' }, { method: 'POST', path: '/' }]) {
      for (const [guise, shown] of Object.entries(guises(terminal.port))) {
        const headers = path === '/ws' ? { ...shown, ...upgrade } : shown;
        deeds[`${method} ${path} with ${guise}`] = { ask: { method, path, headers } };
      }
    }
    // The files of the face hold no secret: whoever names one that exists may have it.
    const open = /^GET \/assets\/x with (nothing|our own|a guessed|an empty)/;
    const opened = Object.entries(await attempt(deeds)).filter(
      ([name, status]) => status !== (open.test(name) ? '404' : '403'),
    );
    expect(opened).toEqual([]);
  });

  test('reads, lists and writes nothing that is the booth’s', async () => {
    const { runtime, identity } = terminal;
    const profile = join(runtime, 'browser', '0');
    const deeds: Record<string, Deed> = {
      'the folder in memory': { list: runtime },
      'the input token': { read: join(runtime, 'input-token') },
      'another input token': { write: join(runtime, 'input-token') },
      'the lock': { read: join(runtime, 'lock') },
      'a file of its own there': { write: join(runtime, 'own') },
      'the profiles': { list: join(runtime, 'browser') },
      'a profile': { list: profile },
      'its cookies': { read: join(profile, 'Default', 'Cookies') },
      'its preferences': { write: join(profile, 'Default', 'Preferences') },
      'the key': { read: join(identity, 'key.pem') },
      'another certificate': { write: join(identity, 'certificate.pem') },
      'another place': { write: join(identity, 'place.json') },
      'another authority': { write: join(identity, 'ca.pem') },
    };
    const results = await attempt(deeds);
    expect(results).toEqual(Object.fromEntries(Object.keys(deeds).map((name) => [name, 'EACCES'])));
  });

  test('sees into no process, and ends none', async () => {
    const deeds: Record<string, Deed> = {};
    for (const [what, id] of Object.entries(processes)) {
      for (const file of ['environ', 'mem', 'maps', 'auxv', 'io', 'syscall']) {
        deeds[`${file} of the ${what}`] = { read: `/proc/${id}/${file}` };
      }
      for (const folder of ['fd', 'map_files', 'root', 'cwd']) {
        deeds[`${folder} of the ${what}`] = { list: `/proc/${id}/${folder}/` };
      }
      deeds[`the end of the ${what}`] = { end: id };
    }
    const seen = Object.entries(await attempt(deeds)).filter(
      ([, result]) => !/^(EACCES|EPERM)$/.test(result),
    );
    expect(seen).toEqual([]);
  });

  test('presses keys with the input token alone', async () => {
    const host = `127.0.0.1:${terminal.port}`;
    const authorization = `Bearer ${await terminal.inputToken()}`;
    const ask = { method: 'POST', path: '/terminal/input', headers: { host, authorization } };
    // Let in, and told that an empty body presses nothing: the refusals above were for want of the token.
    expect(await attempt({ key: { ask } })).toEqual({ key: '400' });
  });
});

test('what everybody may see of a process holds no secret', async () => {
  const token = await terminal.inputToken();
  for (const id of Object.values(processes)) {
    const words = (await readFile(`/proc/${id}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    expect(words).not.toMatch(/[0-9a-f]{32}|https?:\/\/127/);
    expect(words).not.toContain(token);
  }
});

test('nothing of the booth listens but its keeper', async () => {
  expect(await terminal.listening()).toEqual([terminal.port]);
});

test('the booth is a user without capabilities, and pages stand in the browser’s sandbox', async () => {
  for (const [what, id] of Object.entries(processes)) {
    const status = await readFile(`/proc/${id}/status`, 'utf8');
    expect(status, what).toMatch(/^CapEff:\t0+$/m);
    if (what === 'renderer') expect(status).toMatch(/^Seccomp:\t2$/m);
  }
});

test('after all of it the visit goes on, and the supervisor has heard of the refusals alone', async () => {
  await terminal.press('presence');
  const heard = terminal.said.filter(({ text }) => /failed|wiped.*(Crash|Restart)/.test(text));
  expect(heard).toEqual([]);
});
