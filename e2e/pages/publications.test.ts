/** A coordinator changes the screening and a guide, from a slip of the hand to a version that is taken back. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Body, Publication, ScreeningStep } from '../../web/src/generated/protocol.ts';
import { Coordinator } from '../harness/coordinator.ts';
import { look as lookInto } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem({ screening: true });
const album = new Album('target/publications');
const GUIDANCE_ONLY = /児童手当/;
const PAGE = '事前確認と手続きガイド';
let one: Coordinator;
let booth: string;

beforeAll(async () => {
  one = await Coordinator.open(system);
  const code = await system.city.code('pair', 'kokura-chuo', '事前確認用');
  const { status, cookies } = await system.city.ask('POST', '/api/devices/pair', { code });
  expect(status).toBeLessThan(300);
  booth = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
});

/** Looks at the page as it stands, also at 200 %. */
async function look(name: string): Promise<void> {
  const { page } = one;
  await lookInto(album, page, name);
  await page.setViewportSize({ width: 720, height: 450 });
  await lookInto(album, page, `${name}-200`);
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond, name).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Opens one of the list. */
async function open(name: string): Promise<void> {
  await one.go(PAGE);
  await one.page.getByRole('link', { name: `${name}を開く` }).click();
  await one.page.getByRole('heading', { level: 2, name }).waitFor();
}

/** Goes to a tab or a part of what is open. */
async function part(name: string | RegExp): Promise<void> {
  await one.page.getByRole('main').getByRole('link', { name }).first().click();
}

/** Chooses an item of the list at the left. */
async function item(name: string | RegExp): Promise<void> {
  await one.page.locator('.items').getByRole('link', { name }).click();
}

async function saved(): Promise<void> {
  await one.draft.getByText(/公開していない変更が/).waitFor();
}

/** What a booth is told about 児童手当 by whoever can talk. */
async function verdict(): Promise<string> {
  const asked = { subject: 'child-allowance', given: { version: 1, answers: { talk: 'yes' } } };
  const { body } = await system.city.ask('POST', '/api/booth/screening', asked, { cookie: booth });
  const step = body as ScreeningStep;
  return step.is === 'decided' ? step.guidance.decision.verdict : step.is;
}

test('everything that the ward publishes is listed', async () => {
  await one.go(PAGE);
  await one.page.getByRole('row', { name: /事前確認.*版1.*公開中の内容のまま/ }).waitFor();
  await one.page.getByRole('row', { name: /障害福祉の手続きガイド（例）.*版1/ }).waitFor();
  await look('list');
});

test('what is wrong is told while it is typed, above with the way there and at its place', async () => {
  await open('事前確認');
  await part(/^理由/);
  await item(/申請は国民の権利です/);
  const ja = one.page.getByRole('textbox', { name: '文 日本語（必ず）' });
  const before = await ja.inputValue();
  await ja.fill('');
  await one.page.getByText('公開する前に直すところが1件あります。').waitFor();
  await one.page.getByText('入力してください。', { exact: true }).waitFor();
  await look('flaw');
  await part(/^規則/);
  await one.page.getByRole('link', { name: /理由.*入力してください。/ }).click();
  await expect.poll(() => ja.evaluate((field) => field === document.activeElement)).toBe(true);
  await part('確かめて公開する');
  await one.page.getByText('直すところがあるので公開できません。上の一覧から直してください。').waitFor();
  expect(await one.button('公開する').isDisabled()).toBe(true);
  await look('flawed-review');
  await one.page.getByRole('link', { name: /理由.*入力してください。/ }).click();
  await ja.fill(before);
  await one.page.getByText(/公開する前に直すところ/).waitFor({ state: 'detached' });
  await one.draft.getByText('下書きは、公開中の内容と同じです。').waitFor();
});

test('a rule is changed, tried and reviewed with whose verdict changes', async () => {
  await part('内容を変える');
  await part(/^規則/);
  await item(/案内だけの用件/);
  await one.pick('判定', '区役所の窓口');
  await saved();
  await look('rule');
  await part('この日に試す');
  await one.pick('用件', GUIDANCE_ONLY);
  await one.pick('施設', '小倉中央市民センター');
  await one.press('話せます');
  await one.page.getByText('決めた規則：案内だけの用件').waitFor();
  await one.page.locator('.try-booth').getByText('区役所の窓口でお手続きください').waitFor();
  await look('tried');
  await part('確かめて公開する');
  await one.page
    .locator('.publish .changes')
    .getByText('規則「案内だけの用件」の判定を「テレビ通話」から「区役所の窓口」に変えます。')
    .waitFor();
  await one.page.getByText(/ここで、テレビ通話 → 区役所の窓口（[0-9]+通り）/).waitFor();
  await look('review');
  expect(await verdict()).toBe('remote');
});

test('a change is taken back and made again by the keyboard', async () => {
  const { page } = one;
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+z');
  await one.draft.getByText('下書きは、公開中の内容と同じです。').waitFor();
  await page.keyboard.press('Control+y');
  await saved();
});

test('the booth answers by the new version, and by the old one once it is taken back', async () => {
  await one.press('公開する');
  await one.page.getByText('版2を公開しました。', { exact: false }).waitFor();
  expect(await verdict()).toBe('in-person');
  await look('published');
  await one.press('この公開を取り消す（前の版に戻す）');
  await one.page.getByText('版1の内容に戻しました。').waitFor();
  await one.page.getByRole('row', { name: /版1の内容に戻した/ }).waitFor();
  expect(await verdict()).toBe('remote');
});

test('a rule for which the guide is enough says so, and the review tells it', async () => {
  await part('内容を変える');
  await part(/^規則/);
  await item(/案内だけの用件/);
  await one.pick('手続きガイドで足りる（先に開き、呼び出しは押したときだけ）', 'はい');
  await saved();
  await part('確かめて公開する');
  await one.page
    .locator('.publish .changes')
    .getByText('規則「案内だけの用件」の手続きガイドで足りるを「はい」にします。')
    .waitFor();
  await one.page.getByRole('heading', { level: 1 }).focus();
  await one.page.keyboard.press('Control+z');
  await one.draft.getByText('下書きは、公開中の内容と同じです。').waitFor();
});

test('the second of two who change one draft is shown the difference', async () => {
  await part('内容を変える');
  await part(/^規則/);
  await item(/お金を払うなら窓口/);
  const title = one.page.getByRole('textbox', { name: '規則の名前（職員用）' });
  await title.fill('わたしの名前');
  const cookie = await system.city.signIn('coordinator1');
  const path = '/api/publications/screening';
  const { published, revision } = (await system.city.ask('GET', path, undefined, { cookie }))
    .body as Publication;
  const theirs = structuredClone(published) as Extract<Body, { is: 'screening' }>;
  for (const rule of theirs.screening.rules) {
    if (rule.title === 'お金を払うなら窓口') rule.title = '相手の名前';
    if (rule.title === '残りのすべて') rule.title = '相手の残り';
  }
  // Whoever is faster, the other one is told.
  const { status } = await system.city.ask('PUT', `${path}/draft`, theirs, {
    cookie,
    'if-match': `"${revision}"`,
  });
  if (status === 412) throw new Error('the draft was saved before somebody else changed it');
  const dialog = one.page.getByRole('dialog', { name: 'ほかの担当者が下書きを変えました' });
  await dialog.getByText(/相手の残り/).waitFor();
  await lookInto(album, one.page, 'clash');
  await dialog.getByText('あなたの変更を残す').click();
  await one.press('両方の変更を合わせて保存する');
  await dialog.waitFor({ state: 'detached' });
  await one.page
    .locator('.items')
    .getByRole('link', { name: /わたしの名前/ })
    .waitFor();
  await one.page
    .locator('.items')
    .getByRole('link', { name: /相手の残り/ })
    .waitFor();
});

test('what is typed while the server is away stays, and is saved when it is back', async () => {
  const { page } = one;
  await page.route('**/api/publications/screening/draft', (route) => route.abort());
  await page.getByRole('textbox', { name: '規則の名前（職員用）' }).fill('つながらないあいだの名前');
  await page.getByText('この変更は、まだ下書きに保存できていません。', { exact: false }).waitFor();
  await look('offline');
  await part(/^理由/);
  await one.go('週の表');
  await open('事前確認');
  await page.unroute('**/api/publications/screening/draft');
  await one.press('もう一度保存する');
  await saved();
  await part(/^規則/);
  await page
    .locator('.items')
    .getByRole('link', { name: /つながらないあいだの名前/ })
    .waitFor();
});

test('a draft is dropped, and brought back', async () => {
  await part('確かめて公開する');
  await one.press('下書きを捨てる');
  const asked = one.page.getByRole('alertdialog', { name: '下書きを捨てますか' });
  await lookInto(album, one.page, 'discard');
  await asked.getByRole('button', { name: '下書きを捨てる' }).click();
  await one.page.getByText('下書きを捨てました。').waitFor();
  await one.draft.getByText('下書きは、公開中の内容と同じです。').waitFor();
  await one.press('捨てた下書きを戻す');
  await saved();
});

test('a guide is changed by lists that go up and down, and by conditions in words', async () => {
  await open('障害福祉の手続きガイド（例）');
  await part(/^制度/);
  await item(/自立支援医療（育成医療）/);
  await one.page.getByText(/「何歳ですか」の答えが17歳以下/).waitFor();
  await one.page.getByRole('textbox', { name: 'いくつ以下' }).fill('１９');
  await one.page.getByText(/「何歳ですか」の答えが19歳以下/).waitFor();
  await saved();
  await look('scheme');
  await one.page.locator('.detail > header').getByRole('button', { name: '上へ' }).click();
  await one.page
    .locator('.items')
    .getByRole('link', { name: /^4\. 自立支援医療（育成医療）/ })
    .waitFor();
  await part(/^質問/);
  await item(/何歳ですか/);
  await look('question');
  await one.page.getByRole('textbox', { name: 'まで' }).first().fill('10');
  await one.page.getByText('11から19までの行き先がありません。足してください。', { exact: true }).waitFor();
  await one.press(/^元に戻す/);
  await one.page.getByText(/公開する前に直すところ/).waitFor({ state: 'detached' });
  await part('この日に試す');
  await one.page.locator('.try-booth').getByRole('button').first().click();
  await one.page.getByText('ここまでの答え').waitFor();
  await look('guide-tried');
});

test('a new guide begins with what it lacks, and takes every kind of question', async () => {
  await one.go(PAGE);
  await one.press('手続きガイドを新しく作る');
  await one.page.getByRole('heading', { level: 2, name: '新しい手続きガイド' }).waitFor();
  await one.page.getByRole('link', { name: /制度を1つ以上入れてください。/ }).waitFor();
  await part(/^質問 0/);
  await one.press('質問を足す');
  await one.page.getByRole('textbox', { name: '質問文 日本語（必ず）' }).fill('生年月日はいつですか');
  for (const kind of [
    'いくつでも選ぶ（どれでもない、もある）',
    '郵便番号',
    '数',
    '日付',
    '生年月日（年齢で進む）',
  ]) {
    await one.pick('答え方', kind);
    await lookInto(album, one.page, `kind-${kind}`);
  }
  await part(/^基本/);
  await one.pick('始まり', '質問「生年月日はいつですか」');
  await one.page.getByRole('link', { name: /どの答えからも進めません/ }).waitFor({ state: 'detached' });
  await part(/^制度/);
  await one.press('制度を足す');
  for (const field of ['制度の名前', '内容', '申請する所', '持ち物'])
    await one.fill(`${field} 日本語（必ず）`, field);
  await one.button('場合を足す').first().click();
  await one.page.getByText('年齢が65歳以上', { exact: true }).waitFor();
  await one.page.getByText(/公開する前に直すところ/).waitFor({ state: 'detached' });
  await one.page
    .getByText('やさしい日本語がありません。日本語が代わりに出ます。', { exact: true })
    .first()
    .waitFor();
  await look('new-guide');
  await part('確かめて公開する');
  await one.press('公開する');
  await one.page.getByText('版1を公開しました。', { exact: false }).waitFor();
});

test('a file is read as a change, and a broken one is refused with its place', async () => {
  await open('事前確認');
  const downloaded = one.page.waitForEvent('download');
  await one.press('ファイルに書き出す');
  const file = join(system.city.directory, 'screening.json');
  await (await downloaded).saveAs(file);
  const text = await readFile(file, 'utf8');
  const choose = async (content: string) => {
    await writeFile(file, content);
    const chooser = one.page.waitForEvent('filechooser');
    await one.press('ファイルから読み込む');
    await (await chooser).setFiles(file);
  };
  await choose(text.replace('"rules": [', '"rules" ['));
  const line = text.slice(0, text.indexOf('"rules": [')).split('\n').length;
  await one.page
    .getByText(`このファイルは読めません。何も変えていません。${line}行目の`, { exact: false })
    .waitFor();
  await look('broken-file');
  await choose(text.replace('残りのすべて', 'ファイルの残り').replace('相手の残り', 'ファイルの残り'));
  await one.page.getByText('ファイルの内容を下書きに入れました。', { exact: false }).waitFor();
  await part(/^規則/);
  await one.page
    .locator('.items')
    .getByRole('link', { name: /ファイルの残り/ })
    .waitFor();
});
