/** A coordinator's hours, from the first one to a version taken back, on the real server. */

import { beforeAll, expect, test } from 'vitest';
import type { Plan, Schedule } from '../../web/src/generated/protocol.ts';
import { Coordinator } from '../harness/coordinator.ts';
import { look as lookInto } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/coordinator');
const SITE = '小倉中央市民センター';
const SECTION = /まちづくり推進課/;
let one: Coordinator;

beforeAll(async () => {
  one = await Coordinator.open(system);
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

/** The draft as the server has it, and a change of it by somebody else. */
async function somebodyElse(change: (plan: Plan) => Plan): Promise<void> {
  const cookie = await system.city.signIn('coordinator1');
  const schedule = (await system.city.ask('GET', '/api/schedule', undefined, { cookie })).body as Schedule;
  const { status } = await system.city.ask('PUT', '/api/schedule/draft', change(schedule.draft), {
    cookie,
    'if-match': `"${schedule.revision}"`,
  });
  expect(status).toBe(200);
}

test('a ward without hours is told how to begin', async () => {
  await one.page.getByText('まだ時間がありません。「時間を足す」から始めます。').waitFor();
  await one.draft.getByText('まだ一度も公開していません。').waitFor();
  await look('empty');
});

test('what is missing or wrong is told beside its field, and nothing typed is lost', async () => {
  await one.press('時間を足す');
  await one.fill('終了', '8:00');
  await one.press('下書きに入れる');
  await one.dialog().getByText('直すところが3つあります').waitFor();
  await one.dialog().getByText('終わりは、始まりより後にしてください。', { exact: true }).waitFor();
  await lookInto(album, one.page, 'wrong');
  await one.pick('担当課', SECTION);
  await one.check(SITE);
  await one.fill('終了', '１６：３０');
  await one.fill('席', '1000');
  await one.press('下書きに入れる');
  await one.dialog().getByText('直すところが1つあります').waitFor();
  await lookInto(album, one.page, 'refused');
  await one.fill('席', '2');
  await one.keep();
  await one.draft.getByText('追加：').waitFor();
  await one.blocks('9:00–16:30').first().waitFor();
  await look('draft');
});

test('hours are left out and taken back by the keyboard alone', async () => {
  const { page } = one;
  await one.press('次の週');
  const all = one.blocks('9:00–16:30');
  await page.locator('.hours-table thead').getByText('（月）').waitFor();
  await expect.poll(() => all.count()).toBe(5);
  await page.locator('.hours-table button[tabindex="0"]').focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'Delete']) await page.keyboard.press(key);
  await page.getByRole('dialog', { name: 'どこまで消しますか' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => all.count()).toBe(4);
  await page.keyboard.press('Control+z');
  await expect.poll(() => all.count()).toBe(5);
  await page.keyboard.press('Control+y');
  await expect.poll(() => all.count()).toBe(4);
  await page.keyboard.press('Control+z');
  await expect.poll(() => all.count()).toBe(5);
  await page.locator('.hours-table button[tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '時間を変える' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('hours that lie over each other are told before they are published', async () => {
  await one.press('時間を足す');
  await one.pick('担当課', SECTION);
  await one.check(SITE);
  await one.fill('開始', '16:00');
  await one.fill('終了', '18:00');
  await one.press('下書きに入れる');
  await one.dialog().getByText('公開できません').waitFor();
  await lookInto(album, one.page, 'conflict-told');
  await one.press('ここで直す');
  await one.fill('開始', '16:30');
  await one.keep();
  await one.blocks('16:30–18:00').first().waitFor();
});

test('office hours cut what lies outside of them, in words', async () => {
  await one.go('暦と決まり');
  await one.press(/まちづくり推進課.*を変える|.*まちづくり推進課（例）を変える/);
  await one.check('時間を決める');
  await lookInto(album, one.page, 'office');
  await one.keep();
  await look('calendars');
  await one.go('週の表');
  await one.press('次の週');
  await one.blocks('17:15–18:00 執務時間の外').first().waitFor();
  await look('week');
  await one.press('月の表にする');
  await one.page.locator('.cell-date').first().waitFor();
  await look('month');
  await one.press('週の表にする');
});

test('the second of two who change one draft is shown the difference', async () => {
  await one.page.getByRole('heading', { name: /〜/ }).waitFor();
  await one.blocks('9:00–16:30').first().click();
  await one.fill('席', '3');
  await somebodyElse((plan) => ({
    ...plan,
    openings: plan.openings.map((opening) =>
      opening.hours.opens === '09:00' ? { ...opening, seats: 9 } : opening,
    ),
    rules: { ...plan.rules, per_person: 2 },
  }));
  await one.press('下書きに入れる');
  const dialog = one.page.getByRole('dialog', { name: 'ほかの担当者が下書きを変えました' });
  await dialog.getByText('1人の上限：3件まで → 2件まで').waitFor();
  await lookInto(album, one.page, 'clash');
  await dialog.locator('.radio').filter({ hasText: 'あなたの変更を残す' }).click();
  await one.press('両方の変更を合わせて保存する');
  await dialog.waitFor({ state: 'detached' });
  await one.blocks('3席').first().waitFor();
  await one.go('暦と決まり');
  await expect.poll(() => one.page.getByLabel(/1人が先に持てる/).inputValue()).toBe('2');
});

test('a plan is looked at as residents see it, published, and taken back', async () => {
  await one.go('公開');
  await one.page.locator('.preview .phone li').first().waitFor();
  await look('review');
  await one.press('公開する');
  await one.page.getByText('版1を公開しました。').waitFor();
  await one.page.getByText('公開していない変更はありません。').waitFor();
  await one.go('週の表');
  await one.press('次の週');
  await one.blocks('9:00–16:30').first().click();
  await one.fill('席', '4');
  await one.keep();
  await one.press('公開へ進む');
  await one.press('公開する');
  await one.page.getByText('版2を公開しました。').waitFor();
  await one.press('この公開を取り消す（前の版に戻す）');
  await one.page.getByText('版1の内容に戻しました。').waitFor();
  await one.page.getByRole('row').filter({ hasText: '公開中' }).getByText('版1の内容に戻した').waitFor();
  await look('versions');
});

test('a time outside of the office’s hours says why it is not open', async () => {
  await one.go('なぜ？');
  await one.fill('時刻', '23:00');
  await one.press('調べる');
  await one.page.getByText('予約できません').waitFor();
  await one.page.locator('.reasons li').first().waitFor();
  await look('why');
});

test('a file of holidays with wrong rows names each, and a good one can be taken back', async () => {
  await one.go('祝日');
  const choose = async (content: string) => {
    const chooser = one.page.waitForEvent('filechooser');
    await one.press('CSV ファイルを選ぶ');
    await (await chooser).setFiles({
      name: 'syukujitsu.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`国民の祝日・休日月日,国民の祝日・休日名称\r\n${content}`),
    });
    await one.press('取り込む');
  };
  await choose('2026/11/3,文化の日\r\n2026/2/30,ない日\r\n');
  await one.page.getByRole('heading', { name: '直すところ' }).waitFor();
  await look('holidays-refused');
  await choose('2026/11/3,文化の日\r\n2027/1/1,元日\r\n');
  await one.page.getByText('祝日を2件取り込みました。').waitFor();
  await one.page.getByRole('row').filter({ hasText: '元日' }).waitFor();
  await look('holidays');
});

test('every counter is closed by pressing twice, and opened again', async () => {
  await one.go('休止');
  await one.press('全窓口を休止する');
  await one.press('影響を確かめる');
  await one.dialog().getByText('入力または選択してください。').waitFor();
  await one.fill('理由（住民の画面に出ます）', '台風のため');
  await one.press('影響を確かめる');
  await one.dialog().getByText('この休止に当たる予約はありません。').waitFor();
  await lookInto(album, one.page, 'closing');
  await one.press('休止する');
  await one.press('もう一度押すと、休止します');
  await one.page.getByText('休止しました。').waitFor();
  await one.page.getByRole('row').filter({ hasText: '台風のため' }).getByText('休止中').waitFor();
  await look('closures');
  await one.press('すべての窓口の休止を解除する');
  await one.page.getByText('休止を解除しました。').waitFor();
});

test('the face speaks English, and nothing of it asked another host', async () => {
  await one.page
    .locator('.bar')
    .getByRole('button', { name: /日本語/ })
    .click();
  await one.page.getByRole('option', { name: 'English' }).click();
  await one.page.getByRole('heading', { level: 1, name: 'Closures' }).waitFor();
  await look('english');
  expect(one.person.complaints.foreign).toEqual([]);
});

test('staff who do not coordinate are told whose pages these are', async () => {
  const officer = await Coordinator.open(system, 'attendant1');
  await officer.page.getByText('この画面は、窓口運用担当の方が使えます。').waitFor();
});
