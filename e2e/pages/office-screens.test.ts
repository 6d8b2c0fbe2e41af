/**
 * Every screen of the back office, in Japanese and English: nothing for axe to find. The server's answers are given here;
 * `office.test.ts` has the real ones.
 */
import { readFile } from 'node:fs/promises';
import type { Route } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { ApplicationStatus, ReviewedApplication } from '../../web/src/generated/protocol.ts';
import { application, asSent, batch, NOON, row, worklist } from '../../web/src/office/sample.ts';
import { press, tabTo } from '../harness/keyboard.ts';
import { look } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { Reviewer } from '../harness/reviewer.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/office/screens');
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** What the server answers, by method and path; a function sees what was asked. */
const answers = new Map<string, { status: number; json: unknown }>();
const asked: { what: string; tag: string | undefined; body: string | null }[] = [];
const ok = (json: unknown) => ({ status: 200, json });
const no = (code: string, status: number, title = '') => ({
  status,
  json: { type: '', code, status, title, errors: [] },
});

let one: Reviewer;

async function answer(route: Route): Promise<void> {
  const request = route.request();
  const { pathname, search } = new URL(request.url());
  const what = `${request.method()} ${pathname}`;
  asked.push({ what, tag: request.headers()['if-match'], body: request.postData() });
  const given = answers.get(`${what}${search}`) ?? answers.get(what);
  if (given === undefined) return route.abort();
  await route.fulfill(given);
}

beforeAll(async () => {
  one = await Reviewer.sit(system);
  const { page } = one;
  await page.route(/\/api\/(applications|batches|session)/, answer);
  answers.set(
    'GET /api/session',
    ok({
      account: 'r1',
      name: '審査 花子（例）',
      ward: 'kokurakita',
      sections: [],
      shown: null,
      roles: ['reviewer'],
    }),
  );
  answers.set(
    'GET /api/applications/a1/form',
    ok(asSent(await readFile('forms/definitions/fureai-shushu.json', 'utf8'))),
  );
  answers.set('GET /api/applications', ok(worklist([])));
  answers.set('GET /api/batches', ok({ batches: [] }));
});

/** Opens a page anew, so that nothing of the one before is left. */
async function open(at: string): Promise<void> {
  await one.page.goto(`${system.city.origin}/office#${at}`);
  await one.page.reload();
  await one.page.getByRole('heading', { level: 1 }).waitFor();
}

async function inEnglish(name: string): Promise<void> {
  const switchTo = async (from: RegExp, to: string) => {
    await one.page.locator('.bar').getByRole('button', { name: from }).click();
    await one.page.getByRole('option', { name: to }).click();
  };
  await switchTo(/日本語/, 'English');
  await look(album, one.page, `${name}-en`);
  await switchTo(/English/, '日本語');
}

function lists(status: ApplicationStatus, rows: ReturnType<typeof row>[], more = false): void {
  answers.set(`GET /api/applications?status=${status}`, ok(worklist(rows, more)));
}

test('the work list: empty, with lines, overdue, and the next page', async () => {
  lists('submitted', []);
  await open('');
  await one.page.getByText('提出済の申請はありません。').waitFor();
  await look(album, one.page, 'worklist-empty');
  lists('submitted', [row(), row({ id: 'a2', receipt: '22222-22222', papers_missing: 2 })], true);
  answers.set(
    'GET /api/applications?status=submitted&after=a2',
    ok(worklist([row({ id: 'a3', receipt: '33333-33333' })])),
  );
  await one.press('新しくする');
  await one.link('22222-22222').waitFor();
  await look(album, one.page, 'worklist');
  await inEnglish('worklist');
  await one.press('次のページ');
  await one.link('33333-33333').waitFor();
  await one.page.getByText('2ページめ').waitFor();
  await one.press('前のページ');
  await one.link('22222-22222').waitFor();
  const reviewer = '小倉 太郎（例）・3番席';
  lists('correction', [
    row({ status: 'correction', reviewer, correct_by: '2020-01-06' }),
    row({ id: 'a2', receipt: '22222-22222', status: 'correction', reviewer, correct_by: '2099-12-15' }),
  ]);
  await one.step('補正のお願い');
  await one.page.getByText(/^期限切れ（/).waitFor();
  await look(album, one.page, 'worklist-correction');
  lists('handed-over', [
    row({ status: 'handed-over', reviewer, erase_on: '2027-12-01' }),
    row({ id: 'a2', receipt: '22222-22222', status: 'handed-over', reviewer, erased: true }),
  ]);
  await one.step('引渡し済');
  await one.page.getByText('消去済み').waitFor();
  await look(album, one.page, 'worklist-handed-over');
});

test('a list that does not come, and one that somebody may not see', async () => {
  answers.delete('GET /api/applications?status=review');
  const all = answers.get('GET /api/applications');
  answers.delete('GET /api/applications');
  await open('worklist/review');
  await one.page.getByText('サーバーにつながりません。庁内の回線').waitFor();
  await look(album, one.page, 'worklist-unreachable');
  answers.set('GET /api/applications?status=review', no('forbidden', 403));
  await one.press('もう一度');
  await one.page.getByText('この画面は、審査担当の方が使えます。').waitFor();
  await look(album, one.page, 'worklist-forbidden');
  if (all !== undefined) answers.set('GET /api/applications', all);
});

test('a 受付番号 that is none, that nobody has, and that leads to its application', async () => {
  lists('submitted', [row()]);
  answers.set('GET /api/applications', ok(worklist([row({ receipt: '12345-67890' })])));
  answers.set('GET /api/applications/a1', ok(application()));
  await open('');
  const field = one.page.getByLabel('受付番号でさがす');
  await field.fill('123');
  await one.press('さがす');
  await one.page.getByText('受付番号は10けたの数字です。').waitFor();
  await field.fill('９９９９９９９９９９');
  await one.press('さがす');
  await one.page.getByText('受付番号 99999-99999 の申請は').waitFor();
  await look(album, one.page, 'search-none');
  await field.fill('1234567890');
  await one.page.keyboard.press('Enter');
  await one.page.getByRole('heading', { level: 1, name: '申請' }).waitFor();
});

const shown = (now: ReviewedApplication) => answers.set('GET /api/applications/a1', ok(now));

test('an application: begun, a paper noted and taken back', async () => {
  shown(application({ row: row({ papers_missing: 1 }), revision: 1 }));
  await open('application/a1');
  await one.button('審査を始める').waitFor();
  await look(album, one.page, 'application-submitted');
  answers.set('POST /api/applications/a1/review', ok(application()));
  await one.press('審査を始める');
  await one.page.getByText('審査を始めました。').waitFor();
  expect(asked.findLast(({ what }) => what.endsWith('/review'))?.tag).toBe('"1"');
  await look(album, one.page, 'application');
  await inEnglish('application');
  const papers = [{ path: 'agree', way: 'post', received_at: NOON }];
  answers.set('POST /api/applications/a1/papers', ok(application({ papers, revision: 3 })));
  await one.mark('届いた');
  await one.page.getByText('書類が届いたと記録しました。').waitFor();
  answers.set('POST /api/applications/a1/papers', ok(application({ revision: 4 })));
  await one.mark('届いた');
  await one.page.getByText('書類の記録を戻しました。').waitFor();
  expect(asked.findLast(({ what }) => what.endsWith('/papers'))).toMatchObject({ tag: '"3"' });
});

test('a finding leads to its field', async () => {
  shown(application());
  await open('application/a1');
  await one.press(/建物の名前と部屋の番号がありません/);
  await expect.poll(() => one.page.evaluate(() => document.activeElement?.id)).toBe('line-address');
});

test('a correction: its faults, its preview, too late, and asked', async () => {
  shown(application());
  await open('application/a1');
  await one.press('補正を求める');
  const dialog = one.dialog();
  await dialog.getByText('申請した方には、このように見えます').waitFor();
  await look(album, one.page, 'correction');
  await dialog.getByRole('button', { name: /^選んでください/ }).click();
  await one.page.getByRole('option', { name: '電話番号' }).first().click();
  await dialog.getByLabel('期限').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'この内容で補正を求める' }).click();
  await dialog.getByText('何を直してほしいか、書いてください。').waitFor();
  await dialog.getByText('きょうか、その後の日付にしてください。').waitFor();
  await look(album, one.page, 'correction-faults');
  await dialog.getByRole('button', { name: '電話番号を外す' }).click();
  await dialog.getByLabel('期限').fill('2099-12-15');
  await dialog.getByRole('button', { name: '建物の名前と部屋の番号まで書いてください。' }).click();
  answers.set('POST /api/applications/a1/correction', no('stale-tag', 412));
  const deed = { at: NOON + 7_200_000, deed: 'paper-received', by: '八幡 花子（例）・2番席' } as const;
  shown(
    application({
      revision: 3,
      history: [...application().history, deed],
      answers: { ...application().answers, telephone: '093-000-1234' },
    }),
  );
  await dialog.getByRole('button', { name: 'この内容で補正を求める' }).click();
  await dialog.getByText('ほかの人が、この申請を変えました').waitFor();
  await dialog.getByText('変わった項目：電話番号').waitFor();
  expect(await dialog.getByLabel(/について、お願いすること/).inputValue()).toContain(
    '部屋の番号まで書いてください。',
  );
  await look(album, one.page, 'correction-stale');
  answers.set('POST /api/applications/a1/correction', {
    ...no('bad-field', 422, '直すところがあります。'),
    json: {
      ...no('bad-field', 422, '直すところがあります。').json,
      errors: [{ path: 'reasons/0/words', code: 'private', message: '個人の欄の内容は書かないでください。' }],
    },
  });
  await dialog.getByRole('button', { name: 'この内容で補正を求める' }).click();
  await dialog.getByText('個人の欄の内容は書かないでください。', { exact: true }).waitFor();
  const reasons = [{ path: 'address', words: '建物の名前と部屋の番号まで書いてください。' }];
  answers.set(
    'POST /api/applications/a1/correction',
    ok(
      application({
        row: row({ status: 'correction', correct_by: '2099-12-15', reviewer: '審査 花子（例）' }),
        revision: 4,
        correction: { reasons, until: '2099-12-15' },
      }),
    ),
  );
  await dialog.getByRole('button', { name: 'この内容で補正を求める' }).click();
  await one.page.getByText('補正を求めました。').waitFor();
  expect(asked.findLast(({ what }) => what.endsWith('/correction'))?.tag).toBe('"3"');
  await look(album, one.page, 'application-correction');
  answers.set('POST /api/applications/a1/review', ok(application({ revision: 5 })));
  await one.press('お願いを取り下げて、審査に戻す');
  await one.page.getByText('補正のお願いを取り下げ、形式審査に戻しました。').waitFor();
});

test('what is open is named before it is complete, and a refusal keeps the dialog', async () => {
  shown(application());
  await open('application/a1');
  await one.press('審査済にする');
  const dialog = one.dialog();
  await dialog.getByRole('button', { name: '審査済にする' }).click();
  await dialog.getByText('残っていることを確かめて、印を付けてください。').waitFor();
  await look(album, one.page, 'complete-open');
  await one.mark('上のことを確かめました');
  answers.set('POST /api/applications/a1/complete', no('wrong-state', 409, 'いまはできません。'));
  await dialog.getByRole('button', { name: '審査済にする' }).click();
  await dialog.getByText('いまはできません。').waitFor();
  answers.set(
    'POST /api/applications/a1/complete',
    ok(application({ row: row({ status: 'complete' }), findings: [], revision: 3 })),
  );
  await dialog.getByRole('button', { name: '審査済にする' }).click();
  await one.page.getByText('審査済にしました。').waitFor();
});

test('an erased application shows no answer', async () => {
  shown(
    application({
      row: row({ status: 'handed-over', erased: true, erase_on: '2026-11-30' }),
      answers: {},
      findings: [],
      papers: [],
      proposed: [],
    }),
  );
  await open('application/a1');
  await one.page.getByText('内容は消去しました。').waitFor();
  await look(album, one.page, 'application-erased');
});

test('a hand-over: prepared, not released by oneself, put back, released by another', async () => {
  lists('complete', []);
  await open('handover');
  await one.page.getByText('渡せる申請はありません。').waitFor();
  await look(album, one.page, 'handover-empty');
  lists('complete', [
    row({ status: 'complete' }),
    row({ id: 'a2', receipt: '22222-22222', status: 'complete' }),
  ]);
  await open('handover');
  await one.press('選んだ0件の引渡しを準備する');
  await one.page.getByText('申請を1件以上選んでください。').waitFor();
  await one.press('すべて選ぶ');
  const lines = ['12345-67890', '22222-22222'].map((receipt, at) => ({
    id: `a${at + 1}`,
    receipt,
    title: row().title,
  }));
  const own = batch({ id: 'b2', own: true, prepared_by: '審査 花子（例）', lines });
  answers.set('POST /api/batches', ok(own));
  answers.set('GET /api/batches', ok({ batches: [own] }));
  await one.press('選んだ2件の引渡しを準備する');
  await one.page.getByText('引渡しを準備しました。').waitFor();
  await one.page.getByText('あなたが準備した引渡しは、あなたには確定できません。').waitFor();
  await look(album, one.page, 'handover-own');
  answers.set('DELETE /api/batches/b2', { status: 204, json: undefined });
  answers.set('GET /api/batches', ok({ batches: [] }));
  await one.press('元に戻す');
  await one.page.getByText('引渡しを戻しました。').waitFor();
  const theirs = batch({ id: 'b3', lines });
  answers.set('GET /api/batches', ok({ batches: [theirs] }));
  await open('handover');
  await one.press('確定する');
  await one.dialog().getByText('確定すると、元には戻せません。').waitFor();
  await look(album, one.page, 'handover-releasing');
  const released = {
    ...theirs,
    released_at: NOON + 60_000,
    released_by: '審査 花子（例）',
    manifest_sha256: HASH,
  };
  answers.set('POST /api/batches/b3/release', no('same-person', 409, '準備した人は、確定できません。'));
  await one.dialog().getByRole('button', { name: '確定する' }).click();
  await one.page.getByText('準備した人は、確定できません。').waitFor();
  answers.set('POST /api/batches/b3/release', ok(released));
  answers.set('GET /api/batches', ok({ batches: [released] }));
  lists('complete', []);
  await one.press('確定する');
  await one.dialog().getByRole('button', { name: '確定する' }).click();
  await one.page.getByText('引渡しを確定しました。').waitFor();
  await one.page.getByText('9f86d081 884c7d65').waitFor();
  await look(album, one.page, 'handover-released');
  await inEnglish('handover');
});

test('by the keyboard alone, from the list to a correction that was asked', async () => {
  const { page } = one;
  lists('submitted', [row()]);
  shown(application({ row: row(), revision: 1 }));
  answers.set('POST /api/applications/a1/review', ok(application()));
  answers.set(
    'POST /api/applications/a1/correction',
    ok(application({ row: row({ status: 'correction', correct_by: '2099-12-15' }), revision: 3 })),
  );
  await open('');
  await one.link('12345-67890').waitFor();
  await press(page, '12345-67890');
  await one.button('審査を始める').waitFor();
  await press(page, '審査を始める');
  await page.getByText('審査を始めました。').waitFor();
  const inNews = () => page.evaluate(() => document.activeElement?.getAttribute('role'));
  await expect.poll(inNews).toBe('status');
  await press(page, '補正を求める');
  await one.dialog().waitFor();
  await press(page, '住民票のとおりに書いてください。');
  await press(page, 'この内容で補正を求める');
  await page.getByText('補正を求めました。').waitFor();
  await tabTo(page, 'the way back', () =>
    page.evaluate(() => document.activeElement?.textContent === '作業一覧へ戻る'),
  );
});

test('letters twice as large need nothing moved sideways', async () => {
  shown(application());
  await one.page.setViewportSize({ width: 720, height: 450 });
  for (const at of ['worklist/submitted', 'application/a1', 'handover']) {
    await open(at);
    await one.page.locator('main section').first().waitFor();
    const wider = await one.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider, at).toBe(0);
    await look(album, one.page, `large-${at.split('/')[0]}`);
  }
});
