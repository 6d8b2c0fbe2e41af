/** The booth's own program on a virtual screen: it comes back from every fault, and forgets. `make bench-booth` says how soon. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceRow } from '../web/src/generated/protocol.ts';
import { ANSWERS, Booth, PLANTED } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { publishHours } from './harness/hours.ts';
import { startSystem } from './harness/system.ts';
import { BROWSER, Terminal } from './harness/terminal.ts';

/** Stopped where it is written, however it is spelt. */
const NUMBER = ['1234-5678-9018', '123456789018', '１２３４-５６７８-９０１８'] as const;
const NOTE = '夕方なら山田橋の家にいます';
/** How whoever books can be called. */
const TELEPHONE = ['0930001357', '093-000-1357'] as const;
const WRITTEN = [...PLANTED, NOTE, ...NUMBER, ...TELEPHONE];
const HERE = 'kokura-chuo';
const ANSWER = '話せます';

const system = startSystem({ screening: true });
let terminal: Terminal;
let desk: Desk;

beforeAll(async () => {
  await publishHours(system.city, [HERE]);
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

/** Waits until a visit that ends since then is forgotten, and the page of the next one stands. */
async function isForgotten(since: number): Promise<void> {
  await terminal.says(/wiped.*Ended/, since);
  await terminal.says('the page is up', since);
  await terminal.look(async (page) => {
    const booth = Booth.on(page);
    await booth.erased.waitFor();
    expect(await booth.leftovers(WRITTEN)).toEqual([]);
    await booth.startAgain();
  });
  expect(await terminal.leftovers(WRITTEN)).toEqual([]);
  expect(await system.city.leaks(WRITTEN)).toEqual([]);
}

test('the search finds what is there', async () => {
  const { city } = system;
  expect(await city.leaks(['answered a request'])).toEqual(['server.log']);
  expect(await city.leaks(['chikamado_calls'])).toEqual(['/metrics']);
  expect(await terminal.leftovers(['moved on'])).toContain('what it has said');
  expect(await terminal.leftovers([terminal.runtime])).toContain(`environ of ${await terminal.keeper()}`);
});

test('whoever books leaves no telephone number at the booth', async () => {
  const ending = performance.now();
  await terminal.lookLast(async (page) => {
    const booth = Booth.on(page);
    await booth.touch(/ごみ出し支援/);
    await booth.press(ANSWER);
    await booth.heading('いま、この用件に出られる職員がいません').waitFor();
    await booth.press('別の日に予約する');
    await page.locator('.time').first().click();
    await booth.heading(/^電話番号/).waitFor();
    for (const digit of TELEPHONE[0]) await booth.press(digit);
    await booth.press('次へ');
    await booth.heading('この内容で予約しますか').waitFor();
    expect(await booth.leftovers([...TELEPHONE])).not.toEqual([]);
    await booth.press('予約する');
    await booth.heading('予約できました').waitFor();
    await booth.press('コードを控えて、おわる');
    await booth.skipRating();
  });
  await isForgotten(ending);
});

test('in a call, a killed and a hung page come back to the same call', async () => {
  desk = await Desk.open(system);
  await desk.getReady();
  await terminal.look(async (page) => {
    const booth = Booth.on(page);
    await booth.choose(undefined, ANSWER);
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
});

test('of everything written in the call, sent or stopped, its end leaves nothing, and no process', async () => {
  await terminal.look(async (page) => {
    const booth = Booth.on(page);
    await booth.press('筆談');
    const line = page.getByLabel('書く文字');
    await line.fill(NOTE);
    await booth.press('送る');
    await desk.page.getByRole('log').getByText(NOTE).waitFor();
    await line.fill(`番号は${NUMBER[2]}です`);
    await booth.press('送る');
    await page
      .getByRole('alert')
      .getByText(/個人番号.*のような数字がある/)
      .waitFor();
    expect(await booth.leftovers([NOTE, NUMBER[2]])).toEqual([NOTE, NUMBER[2]]);
    await booth.press('筆談を閉じる');
    await booth.openForm();
    await booth.fillUntil('お名前');
    await page.getByRole('textbox').fill(NUMBER[0]);
    await booth.press('次へ');
    await page.getByRole('alert').getByText('個人番号（マイナンバー）は入力しないでください。').waitFor();
    await booth.fillUntil();
    expect(await booth.leftovers(PLANTED)).toContain(ANSWERS.お名前);
  });
  for (const value of PLANTED) await eventually(`the keeper has ${value}`, () => terminal.keeps([value]));
  const visit = [await terminal.keeper(), await terminal.browser(), ...(await terminal.renderers())];
  const ending = performance.now();
  await terminal.lookLast((page) => Booth.on(page).sayEnd());
  await isForgotten(ending);
  const left = await terminal.processes(/./);
  expect(visit.filter((id) => left.includes(id))).toEqual([]);
});

test('a supervisor that is killed, and a power cut, are followed by a wipe and an idle booth', async () => {
  for (const fault of ['crash', 'cutPower'] as const) {
    await terminal.look((page) => Booth.on(page).choose(undefined, ANSWER));
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
  await terminal.look((page) => Booth.on(page).choose(undefined, ANSWER));
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
