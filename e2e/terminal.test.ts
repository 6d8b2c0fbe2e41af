/** The booth's own program on a virtual screen: it comes back from every fault, and forgets. `make bench-booth` says how soon. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceRow } from '../web/src/generated/protocol.ts';
import { Booth, PLANTED } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { startSystem } from './harness/system.ts';
import { BROWSER, Terminal } from './harness/terminal.ts';

const system = startSystem();
let terminal: Terminal;

beforeAll(async () => {
  terminal = await Terminal.start(system.city);
});

afterAll(async () => {
  await terminal?.stop();
});

test('a booth that is not enrolled says so, and is idle once it is', async () => {
  await terminal.says('the page is up');
  await terminal.reads('まだ登録されていません');
  const enrolling = performance.now();
  await terminal.enrol('端末');
  await terminal.says(/moved on.*idle/, enrolling);
  await terminal.isFree();
});

test('its page is printed and read aloud', async () => {
  const ask = (path: string, body: object = {}) =>
    terminal.look((page) =>
      page.evaluate(
        async ({ path, body }) => {
          const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
          return { status: answer.status, type: answer.headers.get('content-type') };
        },
        { path, body },
      ),
    );
  expect(await ask('/terminal/print')).toMatchObject({ status: 204 });
  expect((await readFile(terminal.paper)).subarray(0, 5).toString()).toBe('%PDF-');
  for (const language of ['ja', 'easy', 'en'])
    expect(await ask('/terminal/speech', { text: '12 番', language })).toEqual({
      status: 200,
      type: 'audio/wav',
    });
});

test('a page that is killed without a visit is back at once', async () => {
  const killed = performance.now();
  process.kill(await terminal.browser(), 'SIGKILL');
  await terminal.says('the page is up', killed);
  await terminal.isFree();
});

test('in a call, a killed and a hung page come back to the same call; its end leaves nothing', async () => {
  const desk = await Desk.open(system);
  await desk.getReady();
  await terminal.look(async (page) => {
    const booth = Booth.on(page);
    await booth.choose();
    await booth.ring();
  });
  await desk.accept();
  await terminal.isAt(/と話しています|つないでいます/);
  await desk.seesMove();

  for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
    const failed = performance.now();
    process.kill(await terminal.browser(), signal);
    await terminal.says('the page is up', failed);
    await terminal.isAt(/と話しています|つないでいます/);
    await desk.seesMove();
  }

  await terminal.look(async (page) => {
    const booth = Booth.on(page);
    await booth.openForm();
    await booth.fillUntil('ごみ出しが難しいわけに近いものはどれですか');
  });
  const ending = performance.now();
  await terminal.lookLast((page) => Booth.on(page).sayEnd());
  await terminal.says(/wiped.*Ended/, ending);
  await terminal.says('the page is up', ending);
  await terminal.look(async (page) => {
    const booth = Booth.on(page);
    await booth.erased.waitFor();
    await booth.startAgain();
  });
  expect(await terminal.leftovers(PLANTED)).toEqual([]);
});

test('a supervisor that is killed, and a power cut, are followed by a wipe and an idle booth', async () => {
  for (const fault of ['crash', 'cutPower'] as const) {
    await terminal.look((page) => Booth.on(page).choose());
    const failed = performance.now();
    await terminal[fault]();
    await terminal.says(/wiped.*Start/, failed);
    await terminal.says(/moved on.*idle/, failed);
    await terminal.isFree();
    expect(await terminal.processes(BROWSER)).toHaveLength(1);
  }
});

test('while signaling is away the page stands, says so, and goes on by itself afterwards', async () => {
  const away = performance.now();
  await system.city.kill();
  await terminal.says(/page does not reach the server/, away);
  await terminal.isAt('いま、回線がつながりません');
  await system.city.serve();
  await terminal.says(/page reaches the server/, away);
  await terminal.look((page) => Booth.on(page).choose());
  expect(terminal.said.filter(({ at, text }) => at > away && /page failed|wiped/.test(text))).toEqual([]);
});

test('keys of the cabinet restart the booth and mark it out of order', async () => {
  const restarted = performance.now();
  await terminal.press('restart');
  await terminal.says(/wiped.*Restart/, restarted);
  await terminal.says(/moved on.*idle/, restarted);
  const marked = performance.now();
  await terminal.press('out-of-order');
  await terminal.says(/moved on.*out-of-order/, marked);
  await terminal.reads('お休みにしています');
});

test('the office sees the booth, restarts it, and a revoked one says so', async () => {
  const { city } = system;
  const headers = { cookie: await city.signIn('admin1') };
  const device = async () => {
    const { body } = await city.ask('GET', '/api/devices', undefined, headers);
    return (body as DeviceRow[]).find(({ name }) => name === '端末');
  };
  await eventually('the office sees the booth', async () => (await device())?.connected === true);
  const booth = await device();
  expect(booth?.browser).toMatch(/^\d+\./);
  const restarted = performance.now();
  await city.ask('POST', `/api/devices/${booth?.booth}/order`, { type: 'restart' }, headers);
  await terminal.says(/wiped.*Start/, restarted);
  const revoked = performance.now();
  await city.ask('DELETE', `/api/devices/${booth?.booth}`, undefined, headers);
  await terminal.says(/moved on.*out-of-order/, revoked);
  await terminal.reads('登録が取り消されました');
});
