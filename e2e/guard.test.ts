/** 個人番号 in what people write: stopped where it is written, until it is gone or its writer says that it is none. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { Booth } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { press, tabTo } from './harness/keyboard.ts';
import { look, lookBothWays, lookEverywhere } from './harness/looks.ts';
import { Album } from './harness/pictures.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
const album = new Album('target/guard');
const NUMBER = '１２３４-５６７８-９０１８';
const STOPPED = /個人番号.*のような数字がある/;
let booth: Booth;
let desk: Desk;

/** Tabs to a line, writes it anew and goes on by Enter. */
async function write(page: Page, line: string, words: string): Promise<void> {
  const isThere = () => page.getByLabel(line).evaluate((element) => element === document.activeElement);
  await tabTo(page, line, isThere);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
}

const written = (page: Page, words: string) => page.getByRole('log').getByText(words);

beforeAll(async () => {
  booth = await Booth.open(system);
  desk = await Desk.open(system);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  // Said over the panel: from now on each hears the other's notes.
  await desk.page.getByText('住民はまだ申請書を開いていません。').waitFor();
  await booth.press('筆談');
});

test('a number that a resident writes is stopped, what was written stays, and without it the note goes out', async () => {
  const { page } = booth;
  await write(page, '書く文字', `番号は${NUMBER}です`);
  await page.getByRole('alert').getByText(STOPPED).waitFor();
  expect(await page.getByLabel('書く文字').inputValue()).toBe(`番号は${NUMBER}です`);
  await lookEverywhere(album, page, 'stopped-booth');
  await write(page, '書く文字', '番号は家にあります');
  await written(desk.page, '番号は家にあります').waitFor();
  expect(await written(desk.page, '9018').or(written(desk.page, NUMBER)).count()).toBe(0);
});

test('another number with twelve digits goes out when the resident says what it is not', async () => {
  const { page } = booth;
  await write(page, '書く文字', '会員番号 1234 5678 9018');
  await page.getByRole('alert').getByText(STOPPED).waitFor();
  await press(page, '個人番号ではありません');
  await written(desk.page, '会員番号 1234 5678 9018').waitFor();
  await look(album, page, 'declared-booth');
});

test('an officer is stopped in 筆談 likewise', async () => {
  const { page } = desk;
  await write(page, '住民に見せる文', `番号は${NUMBER}ですか`);
  await page.getByText(STOPPED).waitFor();
  await look(album, page, 'stopped-desk');
  await press(page, '個人番号ではありません');
  await written(booth.page, `番号は${NUMBER}ですか`).waitFor();
});

test('an officer is stopped in the memo of a subject, and says what it is not', async () => {
  const { page } = desk;
  await press(page, '書き直す');
  await write(page, '聞くこと・案内すること', '払込先 1234-5678-9018');
  await press(page, '保存する');
  await page.getByRole('alert').getByText(STOPPED).waitFor();
  await look(album, page, 'stopped-memo');
  await press(page, '個人番号ではありません');
  await page.locator('.memo .script').getByText('払込先 1234-5678-9018').waitFor();
});

test('an answer of the form is stopped, and goes through when the resident says what it is not', async () => {
  const { page } = booth;
  await booth.openForm();
  await booth.fillUntil('お名前');
  await write(page, 'お名前', NUMBER);
  await page.getByRole('alert').getByText('個人番号（マイナンバー）は入力しないでください。').waitFor();
  await lookBothWays(album, page, 'stopped-answer');
  await press(page, '個人番号ではありません');
  await desk.answered('お名前', '1234-5678-9018');
});

test('a suggestion for the form is stopped', async () => {
  await desk.propose('お名前', NUMBER);
  await desk.page.getByText('個人番号（マイナンバー）のような数字があるので').waitFor();
  await look(album, desk.page, 'stopped-proposal');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'やめる' }).click();
});
