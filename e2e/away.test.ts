/** What happens where nobody looks: a desk behind another window, and pages that are gone back to. */
import { expect, test } from 'vitest';
import { Booth, PLANTED } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();

/** What a page has done to be noticed. */
interface Noticed {
  notifications: string[];
  /** Sounds that play on and on at this moment. */
  looping: number;
}

declare global {
  var noticed: Noticed;
}

/** Runs inside the page, before its own scripts. The driver keeps every page visible, so the page is told otherwise. */
function hide(): void {
  const noticed: Noticed = { notifications: [], looping: 0 };
  globalThis.noticed = noticed;
  Object.defineProperty(document, 'hidden', { get: () => true });
  globalThis.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      noticed.notifications.push(`${title} | ${options?.body}`);
    }
  };
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...at) {
    if (this.loop) noticed.looping += 1;
    start.apply(this, at);
  };
  AudioBufferSourceNode.prototype.stop = function (...at) {
    if (this.loop) noticed.looping -= 1;
    stop.apply(this, at);
  };
}

test('a hidden desk rings by sound, title and notification, until somebody answers', async () => {
  const desk = await Desk.visit(system);
  await desk.person.context.addInitScript(hide);
  await desk.page.reload();
  await desk.signIn('staff1');
  await desk.getReady();
  const booth = await Booth.open(system, '隠れ');
  await booth.choose();
  await booth.ring();
  await desk.page.waitForFunction(() => globalThis.noticed.looping === 1);
  expect(await desk.page.title()).toMatch(/^【呼び出し】\d+番 /);
  expect(await desk.page.evaluate(() => globalThis.noticed.notifications)).toEqual([
    expect.stringMatching(/^【呼び出し】\d+番 .*ごみ出し支援.* \| .*小倉中央市民センター/),
  ]);
  await desk.accept();
  expect(await desk.page.evaluate(() => globalThis.noticed.looping)).toBe(0);
  expect(await desk.page.title()).not.toContain('呼び出し');
  await desk.end();
  await desk.wrapUp();
  await Promise.all([booth, desk].map(({ person }) => person.context.close()));
});

test('going back and forward after the end shows nothing of the visit on either side', async () => {
  const { booth, desk } = await meet(system);
  await desk.recordIdentity();
  await booth.openForm();
  await booth.fillUntil();
  await booth.submit();
  await booth.end();
  await desk.page.getByRole('heading', { name: '後処理' }).waitFor();
  await desk.wrapUp();
  for (const { page } of [booth, desk]) {
    for (const go of [page.goBack, page.goForward]) {
      await go.call(page);
      await page.waitForLoadState('networkidle');
      const shown = await page.content();
      for (const text of PLANTED) expect(shown).not.toContain(text);
    }
  }
  expect(await booth.leftovers()).toEqual([]);
});
