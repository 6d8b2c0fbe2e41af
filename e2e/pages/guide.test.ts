/** 手続きガイド at a booth alone and on a phone: the questions, the list, the slip, and what is left of it. */

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { readQr } from '../../web/src/features/qr/read.ts';
import type { AdviceLog } from '../../web/src/generated/protocol.ts';
import { Booth } from '../harness/booth.ts';
import { Equipment } from '../harness/equipment.ts';
import { ANSWERS, answer, answerAll, hearLogs, publishGuide } from '../harness/guide.ts';
import * as keys from '../harness/keyboard.ts';
import { look, lookBothWays, lookEverywhere } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/guide');
/** The width of a module in a camera's picture. */
const DOTS = 4;
let booth: Booth;
let logs: AdviceLog[];

beforeAll(() => publishGuide(system.city));

test('from the tiles a guide opens with its first question; nothing was fetched of it before', async () => {
  booth = await Booth.open(system);
  const fetched: string[] = [];
  booth.page.on('request', (request) => fetched.push(request.url()));
  logs = hearLogs(booth.page);
  await booth.press('はじめる');
  await booth.button('使える制度をしらべる').waitFor();
  await lookBothWays(album, booth.page, 'tiles');
  expect(fetched.filter((url) => url.includes('trees'))).toEqual([]);
  await booth.press('使える制度をしらべる');
  await booth.heading('身体障害者手帳の等級は何級ですか').waitFor();
  expect(fetched.filter((url) => url.includes('trees'))).toHaveLength(1);
  await lookEverywhere(album, booth.page, 'choice');
});

test('a question without an answer is asked again in words', async () => {
  await booth.press('次へ');
  await booth.page.getByText('答えを選ぶか、入れてください').waitFor();
  await look(album, booth.page, 'empty');
});

test('one question a page, forward and back', async () => {
  for (const one of ANSWERS.slice(0, 3)) {
    await answer(booth, one);
    await booth.press('次へ');
  }
  await booth.heading('体や心のことで').waitFor();
  await booth.press('もどる');
  await booth.heading('精神障害者保健福祉手帳').waitFor();
  await booth.page.locator('.radio[data-selected]').filter({ hasText: '持っていません' }).waitFor();
  await booth.press('次へ');
  await answer(booth, ['体や心のことで', ['どれでもない', '聞こえにくい', '手足や体が動きにくい']]);
  expect(await booth.page.locator('.check[data-selected]').count()).toBe(2);
  await lookBothWays(album, booth.page, 'several');
  await booth.press('次へ');
  for (const one of ANSWERS.slice(4, 8)) {
    await answer(booth, one);
    await booth.press('次へ');
  }
  await booth.heading('何歳ですか').waitFor();
  await booth.page.getByRole('button', { name: '-', exact: true }).click();
  await booth.press('次へ');
  await booth.page.getByRole('alert').waitFor();
  await booth.press('全部消す');
  await answer(booth, ['何歳ですか', '78']);
  await look(album, booth.page, 'number');
  expect(logs).toEqual([]);
  await booth.press('次へ');
});

test('the list says what can be used, what to ask about, and of all others why not', async () => {
  await booth.heading(/使える制度が、\d+件あります/).waitFor();
  await lookEverywhere(album, booth.page, 'list');
  await booth
    .button(/^くわしく/)
    .first()
    .click();
  await booth.page.getByText('持っていくもの').waitFor();
  await lookBothWays(album, booth.page, 'scheme');
  await booth.press('もどる');
  await booth.press(/^窓口で確かめる制度/);
  await look(album, booth.page, 'perhaps');
  await booth.press(/^そのほかの制度/);
  await look(album, booth.page, 'others');
  await booth
    .button(/^くわしく/)
    .first()
    .click();
  await booth.page.getByText('使えない理由').waitFor();
  await look(album, booth.page, 'why-not');
  await booth.press('もどる');
  await booth.press('答えを見る・直す');
  await lookBothWays(album, booth.page, 'answers');
});

test('the office heard of the advice once, and nothing of whom', async () => {
  expect(logs).toHaveLength(1);
  expect(Object.keys(logs[0] ?? {}).toSorted()).toEqual(['outcome', 'perhaps', 'tree', 'usable', 'version']);
});

test('the picture for a phone holds schemes, and neither answers nor names', async () => {
  await booth.press(/^使える制度/);
  await booth.press('スマートフォンで見る');
  const picture = booth.page.getByRole('dialog').getByRole('img', { name: 'この一覧のQRコード' });
  await picture.waitFor();
  await lookBothWays(album, booth.page, 'phone');
  const address = await readCode(booth.page);
  expect(address).toMatch(
    /^https:\/\/localhost:\d+\/book#ja\/schemes\/kokurakita\/disability-welfare\/[a-z0-9.-]+\/[a-z0-9.-]+$/,
  );
  for (const id of ['grade-1', 'hearing', '78']) expect(address).not.toContain(id);
  await booth.press('とじる');
});

test('larger letters and a dark ground leave everything in reach', async () => {
  for (const size of ['特大', '標準']) {
    await booth.press(size);
    await lookBothWays(album, booth.page, `list-${size}`);
  }
  await booth.press('白黒を反転');
  await lookBothWays(album, booth.page, 'dark');
  await booth.press('白黒を反転');
});

test('an answer is mended from the list, and the list follows', async () => {
  await booth.press('答えを見る・直す');
  await booth.button(/^直す.*市民税/).click();
  await booth.heading(/市民税/).waitFor();
  await booth.page.locator('.radio').filter({ hasText: '分かりません' }).click();
  await booth.press('次へ');
  await booth.heading(/使える制度/).waitFor();
  await expect.poll(() => logs.length).toBe(2);
});

test('all of it can be answered from the beginning', async () => {
  await booth.press('答えを見る・直す');
  await look(album, booth.page, 'restart');
  await booth.press('はじめから答えなおす');
  await booth.heading('身体障害者手帳').waitFor();
  expect(await booth.page.locator('.radio[data-selected]').count()).toBe(0);
});

test('おわる asks, and then nothing of it is left', async () => {
  await booth.press('おわる');
  await booth.page.getByText('手続きガイドの答えと一覧は消えます。', { exact: false }).waitFor();
  await look(album, booth.page, 'leave');
  await booth.page.getByRole('alertdialog').getByRole('button', { name: 'おわる' }).click();
  await booth.heading('この機械に入力した内容を消しました').waitFor();
  expect(await booth.leftovers(['grade-1', '福祉タクシー', '聞こえにくい'])).toEqual([]);
  expect(await system.city.leaks(['grade-1', '聞こえにくい'])).toEqual([]);
  await booth.press('はじめの画面へ');
});

test('nobody there: what was answered is warned of and erased', async () => {
  await booth.page.clock.install();
  await booth.press('はじめる');
  await booth.press('使える制度をしらべる');
  await answer(booth, ANSWERS[0] ?? ['', '']);
  await booth.page.clock.fastForward(61_000);
  expect(await booth.page.getByText('まだお使いですか').count()).toBe(0);
  await booth.page.clock.fastForward(120_000);
  await booth.page.getByText('まだお使いですか').waitFor();
  await booth.page.clock.fastForward(31_000);
  await booth.heading('この機械に入力した内容を消しました').waitFor();
});

test('by keyboard alone, read aloud, and on paper', async () => {
  const equipped = await Booth.open(system, '印刷');
  const equipment = await Equipment.around(equipped.page);
  await equipped.page.reload();
  await equipped.press('はじめる');
  await keys.press(equipped.page, '使える制度をしらべる');
  await equipped.heading('身体障害者手帳の等級は何級ですか').waitFor();
  await equipped.press('読み上げ');
  await expect.poll(() => equipment.spoken.at(-1)).toMatch(/身体障害者手帳の等級は何級ですか。.*1番、1級/);
  await equipped.press('読み上げ');
  await answerAll(equipped);
  await equipped.press('紙に印刷する');
  await equipped.page.getByText('印刷しました。').waitFor();
  await look(album, equipped.page, 'printed');
  const [paper] = equipment.paper;
  if (paper === undefined) throw new Error('nothing was printed');
  await album.keep(paper, 'slip');
  await equipped.page.emulateMedia({ media: 'print' });
  const slip = (await equipped.page.locator('body > :visible').allTextContents()).join();
  for (const words of ['福祉タクシー', '持っていくもの', '第1版', 'そのほかの制度（22）'])
    expect(slip).toContain(words);
  for (const [question] of ANSWERS) expect(slip).not.toContain(question);
});

/** What a camera reads of the code in the dialog. */
async function readCode(page: Page): Promise<string> {
  const rows = await page
    .getByRole('dialog')
    .locator('.qr-code')
    .evaluate((picture) => {
      const side = Number(picture.getAttribute('viewBox')?.split(' ')[2]);
      const paint = new OffscreenCanvas(side, side).getContext('2d');
      paint?.fill(new Path2D(picture.querySelector('path')?.getAttribute('d') ?? ''));
      const dark = paint?.getImageData(0, 0, side, side).data ?? [];
      return Array.from({ length: side }, (_, y) =>
        Array.from({ length: side }, (_, x) => Number((dark[4 * (y * side + x) + 3] ?? 0) > 127)),
      );
    });
  // A camera sees each module as several dots.
  const side = rows.length * DOTS;
  const data = new Uint8ClampedArray(4 * side * side).map((_, i) => {
    const [y, x] = [Math.floor(i / 4 / side / DOTS), Math.floor(((i / 4) % side) / DOTS)];
    return i % 4 < 3 && rows[y]?.[x] === 1 ? 0 : 255;
  });
  return readQr({ width: side, height: side, data }) ?? '';
}
