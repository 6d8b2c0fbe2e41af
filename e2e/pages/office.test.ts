/**
 * One application through the back office, on the real server: reviewed, put right by its applicant from a phone, found
 * complete, and handed over by two.
 */
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { look } from '../harness/looks.ts';
import { Officer } from '../harness/officer.ts';
import { Phone } from '../harness/phone.ts';
import { Album } from '../harness/pictures.ts';
import { Reviewer } from '../harness/reviewer.ts';
import { startSystem } from '../harness/system.ts';
import { Wire } from '../harness/wire.ts';

const system = startSystem();
const album = new Album('target/office/story');
const REASON = '建物の名前と部屋の番号まで書いてください。';
const ADDRESS = '北九州市小倉北区大手町1-1 大手町荘203';
const APPLICATION = {
  form: 'fureai-shushu',
  version: 1,
  answers: {
    agree: 'yes',
    'filled-by': 'self',
    name: '小倉 花子',
    'name-kana': 'コクラ ハナコ',
    'birth-date': '1948-04-05',
    postcode: '803-0814',
    address: '小倉北区大手町1-1',
    telephone: '093-582-3311',
    household: '0',
    reason: 'stairs',
    collection: 'household',
    'emergency-name': '戸畑 次郎',
    'emergency-relation': '長男',
    'emergency-telephone': '090-1234-5678',
  },
  declared: [],
};

let receipt: { readonly receipt: string; readonly code: string };
let first: Reviewer;
let second: Reviewer;

beforeAll(async () => {
  const officer = await Officer.open(system);
  const booth = await Wire.booth(system);
  await booth.ring();
  const call = await officer.accept();
  await officer.recordIdentity(call);
  receipt = await booth.page.evaluate(
    async ({ call, application }) => {
      const response = await fetch(`/api/calls/${call}/application`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'office-story' },
        body: JSON.stringify(application),
      });
      if (!response.ok) throw new Error(`not taken: ${await response.text()}`);
      return response.json();
    },
    { call: call.call, application: APPLICATION },
  );
  first = await Reviewer.open(system, 'review1');
  second = await Reviewer.open(system, 'review2');
});

test('whoever does not review is told whose pages these are', async () => {
  const officer = await Reviewer.open(system, 'staff1');
  await officer.page.getByText('この画面は、審査担当の方が使えます。').waitFor();
  await officer.person.context.close();
});

test('what came in is found by its number, and its review begins', async () => {
  await first.link(receipt.receipt).waitFor();
  await first.page.getByLabel('受付番号でさがす').fill(receipt.receipt.replace('-', ''));
  await first.press('さがす');
  await first.page.getByText('小倉 花子').waitFor();
  await first.page.getByText('個人の欄').first().waitFor();
  await first.press('審査を始める');
  await first.page.getByText('審査を始めました。').waitFor();
  await look(album, first.page, 'review');
});

test('who comes too late is shown what a colleague did', async () => {
  await second.step('形式審査');
  await second.link(receipt.receipt).click();
  await second.button('補正を求める').waitFor();
  await first.press('補正を求める');
  const dialog = first.dialog();
  await dialog.getByRole('button', { name: /^選んでください/ }).click();
  await first.page.getByRole('option', { name: '住所', exact: true }).click();
  await dialog.getByRole('button', { name: REASON }).click();
  await look(album, first.page, 'correction');
  await dialog.getByRole('button', { name: 'この内容で補正を求める' }).click();
  await first.page.getByText('補正を求めました。').waitFor();
  await second.press('審査済にする');
  await second.dialog().getByRole('button', { name: '審査済にする' }).click();
  await second.dialog().getByText('ほかの人が、この申請を変えました').waitFor();
  await look(album, second.page, 'too-late');
});

test('the applicant puts it right on their own phone, by the code', async () => {
  const phone = await Phone.open(system);
  await phone.page.goto(`${system.city.origin}/book#ja/application`);
  await phone.page.reload();
  await phone.page.getByLabel('控えのコード').fill(receipt.code);
  await phone.press('申請の状態を見る');
  await phone.page.getByText(REASON).waitFor();
  await look(album, phone.page, 'asked');
  await phone.press('直す');
  await phone.heading('住所').waitFor();
  await phone.page.locator('#application-answer').fill(ADDRESS);
  await phone.press('次へ');
  await phone.press('送る');
  await phone.heading('直した内容を受け取りました').waitFor();
  await look(album, phone.page, 'corrected');
  await phone.close();
});

test('it is complete, and one prepares what only another can release', async () => {
  await first.page.reload();
  await first.page.getByText(ADDRESS).waitFor();
  await first.press('審査済にする');
  await first.dialog().getByRole('button', { name: '審査済にする' }).click();
  await first.page.getByText('審査済にしました。').waitFor();
  await first.go('引渡し');
  await first.press('すべて選ぶ');
  await first.press('選んだ1件の引渡しを準備する');
  await first.page.getByText('あなたが準備した引渡しは、あなたには確定できません。').waitFor();
  await first.press('元に戻す');
  await first.page.getByText('引渡しを戻しました。').waitFor();
  await first.press('すべて選ぶ');
  await first.press('選んだ1件の引渡しを準備する');
  await first.page.getByText('引渡しを準備しました。').waitFor();
  await second.page.reload();
  await second.go('引渡し');
  await second.press('確定する');
  await second.dialog().getByRole('button', { name: '確定する' }).click();
  await second.page.getByText('引渡しを確定しました。').waitFor();
  await second.page.locator('.hash code').waitFor();
  await look(album, second.page, 'released');
  const saved = second.page.waitForEvent('download');
  await second.link('ファイルを取り出す').click();
  const file = await readFile(await (await saved).path());
  expect(file.subarray(0, 2).toString('latin1')).toBe('PK');
});

test('after that it names the day of its erasure, and can be taken as a file', async () => {
  await first.go('作業一覧');
  await first.step('引渡し済');
  await first.page.getByText(/に消去$/).waitFor();
  await first.link(receipt.receipt).click();
  await first.page.getByText('この日に鍵を消します。').waitFor();
  const saved = first.page.waitForEvent('download');
  await first.link('内容（JSON）').click();
  expect(await readFile(await (await saved).path(), 'utf8')).toContain(ADDRESS);
  expect(first.person.complaints.foreign).toEqual([]);
});
