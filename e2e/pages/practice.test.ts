/** れんしゅう: everything of a visit with nobody at the other end, and nothing that leaves the page. */
import type { Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { Equipment } from '../harness/equipment.ts';
import * as keys from '../harness/keyboard.ts';
import { lookBothWays, lookEverywhere, look as lookInto } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/practice');

const look = (booth: Booth, name: string) => lookBothWays(album, booth.page, name);

/** What the practice's own button says at a step. */
const step = (booth: Booth, n: number) =>
  booth.page.getByText(new RegExp(`^(れんしゅう|Practice) ${n}(／| of )7$`));

/** Passes over the seconds in which the one before, and then the officer's telephone, take their time. */
async function passLine({ page }: Booth): Promise<void> {
  await page.getByText('あなたの番号').waitFor();
  await page.clock.fastForward(5_000);
  await page.clock.fastForward(5_000);
}

/** Rings the scripted officer from the start. */
async function ringOfficer(booth: Booth): Promise<void> {
  await booth.page.clock.install();
  await booth.press('れんしゅうする');
  await booth.page.getByRole('button', { name: /ごみ出し支援/ }).click();
  await booth.press('呼び出す');
  await passLine(booth);
  await step(booth, 1).waitFor();
}

test('a resident practises from the tiles to the end; no desk rings and nothing but files of the page is asked for', async () => {
  const booth = await Booth.open(system, 'れんしゅう');
  const desk = await Desk.open(system);
  await desk.getReady();
  const { page } = booth;
  const asked: string[] = [];
  const hear = (request: Request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  const told: string[] = [];
  page.on('request', hear);
  await page.evaluate(() => {
    const open = navigator.mediaDevices.getUserMedia;
    globalThis.opened = 0;
    navigator.mediaDevices.getUserMedia = (wish) => {
      globalThis.opened += 1;
      return open.call(navigator.mediaDevices, wish);
    };
    const { send } = WebSocket.prototype;
    globalThis.told = [];
    WebSocket.prototype.send = function (text) {
      globalThis.told.push(String(text));
      send.call(this, text);
    };
  });

  await booth.press('れんしゅうする');
  await page.getByRole('button', { name: /ごみ出し支援/ }).waitFor();
  await look(booth, 'tiles');
  await page.getByRole('button', { name: /ごみ出し支援/ }).click();
  await look(booth, 'confirm');
  await booth.press('呼び出す');
  await page.getByText('あなたの番号').waitFor();
  await lookInto(album, page, 'waiting');
  await step(booth, 1).waitFor();
  await booth.press('次のれんしゅうへ');

  await booth.press('大きく');
  await page.getByText('大きさが変わりました').waitFor();
  await look(booth, 'volume');
  await booth.press('次のれんしゅうへ');

  await booth.press('画面をかくす');
  await booth.heading('画面をかくしています').waitFor();
  await look(booth, 'covered');
  await booth.press('画面をもどす');
  await page.getByText('できました。かくしているあいだは').waitFor();
  await booth.press('次のれんしゅうへ');

  await booth.press('筆談');
  await page.getByRole('textbox').fill('はい');
  await booth.press('送る');
  await page.getByText('「はい」が届きました').waitFor();
  await look(booth, 'note');
  await booth.press('次のれんしゅうへ');

  await booth.press('申請書を書く');
  await booth.heading('好きな季節はどれですか').waitFor();
  await look(booth, 'question');
  await page.getByText('秋', { exact: true }).click();
  await page.locator('.rail').getByRole('button', { name: '次へ' }).click();
  await page.getByRole('textbox').fill('うどん');
  await look(booth, 'letters');
  await page.locator('.rail').getByRole('button', { name: '次へ' }).click();
  await page.getByText('じょうずに書けました').waitFor();
  await booth.press('次のれんしゅうへ');
  await page.getByText('職員からの提案').waitFor();
  await look(booth, 'proposal');
  await booth.press('はい、これでいいです');
  await page.getByText('決めるのは、いつもあなたです').waitFor();
  await page.locator('.rail').getByRole('button', { name: '次へ' }).click();
  await page.getByText('何も送りません。ここで終わりです。').waitFor();
  await look(booth, 'check');
  await booth.press('れんしゅうの申請書を閉じる');
  await booth.press('次のれんしゅうへ');
  await page.getByText('よくできました').waitFor();

  expect(asked.filter((request) => !/^GET \/assets\//.test(request))).toEqual([]);
  told.push(...(await page.evaluate(() => globalThis.told)));
  expect(told.filter((text) => !/"ping"/.test(text))).toEqual([]);
  expect(await page.evaluate(() => globalThis.opened)).toBe(0);
  expect(await desk.ringing.count()).toBe(0);

  await booth.sayEnd();
  await booth.erased.waitFor();
  expect(await booth.leftovers(['うどん'])).toEqual([]);
  await booth.startAgain();
  expect(booth.person.complaints).toEqual({ errors: [], foreign: [] });
});

test('the officer speaks where the booth can read aloud, and says it again', async () => {
  const booth = await Booth.open(system, '声');
  const equipment = await Equipment.around(booth.page);
  await booth.page.reload();
  await ringOfficer(booth);
  const { spoken } = equipment;
  await expect.poll(() => spoken.at(-1)).toContain('れんしゅうの職員です');
  const said = spoken.length;
  await booth.press('もういちど聞く');
  await expect.poll(() => spoken.slice(said)).toEqual([spoken.at(-1)]);
  expect(spoken.at(-1)).toContain('れんしゅうの職員です');
});

test('is there in each language, and to be repeated without an end', async () => {
  const booth = await Booth.open(system, '言葉');
  const { page } = booth;
  await lookEverywhere(album, page, 'start');
  await ringOfficer(booth);
  for (let at = 1; at <= 7; at++) {
    await step(booth, at).waitFor();
    await lookEverywhere(album, page, `step-${at}`);
    await page.locator('.caption .acts button').last().click();
  }
  await page.locator('.tile').nth(1).waitFor();
});

test('needs no pointer', async () => {
  const booth = await Booth.open(system, '鍵盤');
  const { page } = booth;
  await page.clock.install();
  await keys.press(page, 'れんしゅうする');
  await keys.press(page, /ごみ出し支援/);
  await keys.press(page, '呼び出す');
  await passLine(booth);
  await step(booth, 1).waitFor();
  await keys.press(page, '次のれんしゅうへ');
  await keys.press(page, '小さく');
  await page.getByText('大きさが変わりました').waitFor();
  await keys.press(page, '次のれんしゅうへ');
  await step(booth, 3).waitFor();
  await keys.press(page, '画面をかくす');
  await keys.press(page, '画面をもどす');
  await page.getByText('できました。かくしているあいだは').waitFor();
  await keys.press(page, 'おわる');
});

declare global {
  /** How often the page asked for a camera or a microphone. */
  var opened: number;
  /** What the page told the server. */
  var told: string[];
}
