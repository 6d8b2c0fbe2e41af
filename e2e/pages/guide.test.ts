/** 手続きガイド at a booth alone and on a phone: the questions, the list, the slip, and what is left of it. */
import { expect, test } from 'vitest';
import { Booth } from '../harness/booth.ts';
import { ANSWERS, answer, publish } from '../harness/guide.ts';
import { lookBothWays, lookEverywhere } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/guide');
let booth: Booth;
let logs: unknown[];

test('from the tiles a guide opens with its first question; nothing was fetched of it before', async () => {
  booth = await Booth.open(system);
  const fetched: string[] = [];
  booth.page.on('request', (request) => fetched.push(request.url()));
  logs = await publish(booth.page);
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
  await lookBothWays(album, booth.page, 'empty');
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
  await lookEverywhere(album, booth.page, 'several');
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
  await lookEverywhere(album, booth.page, 'number');
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
  await lookEverywhere(album, booth.page, 'scheme');
  await booth.press('もどる');
  await booth.press(/^窓口で確かめる制度/);
  await lookBothWays(album, booth.page, 'perhaps');
  await booth.press(/^そのほかの制度/);
  await lookBothWays(album, booth.page, 'others');
  await booth
    .button(/^くわしく/)
    .first()
    .click();
  await booth.page.getByText('使えない理由').waitFor();
  await lookBothWays(album, booth.page, 'why-not');
  await booth.press('もどる');
  await booth.press('答えを見る・直す');
  await lookBothWays(album, booth.page, 'answers');
});

test('the office heard of the advice once, and nothing of whom', async () => {
  expect(logs).toHaveLength(1);
  expect(Object.keys(logs[0] as object).toSorted()).toEqual([
    'outcome',
    'perhaps',
    'tree',
    'usable',
    'version',
  ]);
});
