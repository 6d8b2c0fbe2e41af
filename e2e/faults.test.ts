/** What can befall a booth in a call: its page, its line, its server and its camera fail, one after the other. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Booth } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { Line } from './harness/line.ts';
import { startSystem } from './harness/system.ts';
import { goBlack, Terminal } from './harness/terminal.ts';

/** Of the booth's camera, in ten seconds. */
const TEN_SECONDS = 200;
const IN_CALL = /と話しています/;
const JOINING = 'つなぎ直しています';

const system = startSystem();
let terminal: Terminal;
let line: Line;
let desk: Desk;

beforeAll(async () => {
  const { city } = system;
  line = await Line.to(city.ports.booths);
  terminal = await Terminal.start(city);
  await terminal.enrol('端末', line);
  await terminal.says(/moved on.*idle/);
  desk = await Desk.open(system);
  await desk.getReady();
  await terminal.look(async (page) => {
    const booth = Booth.on(page);
    await booth.choose();
    await booth.ring();
  });
  await desk.accept();
  await inCall();
});

afterAll(async () => {
  await terminal?.stop();
  line?.close();
});

/** Waits until booth and desk are in their call, and the desk sees the booth. */
async function inCall(): Promise<void> {
  await terminal.isAt(IN_CALL);
  await desk.seesMove();
}

// What befell the one before is over, however it ended.
beforeEach(() => {
  line.mend();
  return terminal.isAt(IN_CALL);
});

test('a second program is refused and says why, and the first one does not notice', async () => {
  const began = performance.now();
  const { code, said } = await terminal.startAnother();
  expect(code).not.toBe(0);
  expect(said).toContain('another `chikamado-booth run` holds');
  await inCall();
  expect(terminal.said.filter(({ at }) => at >= began)).toEqual([]);
});

/** How a page is lost, and what the supervisor calls it. */
const losses: [string, string, () => Promise<unknown>][] = [
  [
    'whose process is ended for want of memory',
    'Gone',
    async () => {
      for (const renderer of await terminal.renderers()) process.kill(renderer, 'SIGKILL');
    },
  ],
  [
    'that crashes',
    'Gone',
    () =>
      terminal.lookLast(async (page) => {
        const crashed = page.waitForEvent('crash');
        const devtools = await page.context().newCDPSession(page);
        devtools.send('Page.crash').catch(() => {});
        await crashed;
      }),
  ],
  ['that draws nothing but black', 'Black', () => terminal.look(goBlack)],
];

test.each(losses)('a page %s comes back to the same call', async (_, fault, lose) => {
  const lost = performance.now();
  await lose();
  await terminal.says(`the page failed fault=${fault}`, lost);
  await terminal.says('the page is up', lost);
  await inCall();
});

test.each([
  ['cut', 'Unreachable', TEN_SECONDS, () => line.cut()],
  ['silent', 'Silent', 10, () => line.hold()],
])('a call outlasts a line to signaling that is %s', async (_, why, frames, fail) => {
  const away = performance.now();
  fail();
  await terminal.says(`the page does not reach the server why=${why}`, away);
  await desk.seesMove(frames);
  line.mend();
  await terminal.says('the page reaches the server', away);
  await inCall();
  expect(terminal.said.filter(({ at, text }) => at >= away && /page failed|wiped/.test(text))).toEqual([]);
});

test('a server that ends takes the call up again, and the screen says that it is being joined', async () => {
  await system.city.kill();
  await terminal.reads(JOINING);
  await system.city.serve();
  await terminal.look((page) => page.getByText(JOINING).waitFor({ state: 'hidden' }));
  await inCall();
});

test('a camera that is unplugged leaves the call, and the screen says so', async () => {
  await terminal.look((page) =>
    page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('it is unplugged', 'NotFoundError'));
      for (const { srcObject } of document.querySelectorAll('video')) {
        for (const track of (srcObject as MediaStream).getVideoTracks()) {
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
      }
    }),
  );
  await terminal.reads(/カメラが使えません/);
  await terminal.isAt(IN_CALL);
});

test('a desk that hangs up ends the visit, and it is forgotten', async () => {
  const ending = performance.now();
  await desk.end();
  await terminal.lookLast((page) => Booth.on(page).skipRating());
  await terminal.says(/wiped.*Ended/, ending);
  await terminal.shows('that all is erased', (page) => Booth.on(page).erased);
  await desk.wrapUp();
});
