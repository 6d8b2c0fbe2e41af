/** 手続きガイド: the demonstration's, and what a resident answers in the stories. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Booth } from './booth.ts';

export const GUIDE = JSON.parse(await readFile('demo/guide-disability.json', 'utf8'));

/** What the resident answers, by the question's words: a choice, several of them, or what is typed. */
export const ANSWERS: readonly (readonly [question: string, answer: string | readonly string[]])[] = [
  ['身体障害者手帳の等級は何級ですか', '1級'],
  ['療育手帳の区分は何ですか', '持っていません'],
  ['精神障害者保健福祉手帳の等級は何級ですか', '持っていません'],
  ['体や心のことで、当てはまるものはどれですか', ['聞こえにくい', '手足や体が動きにくい']],
  ['今、どこで暮らしていますか', '家で暮らしています'],
  ['どんなことで困っていますか', ['入浴や家事', '外出']],
  ['家族のだれかに、市民税がかかっていますか', 'だれにもかかっていません'],
  ['ご本人のための車を、ご本人か家族が運転しますか', 'いいえ'],
  ['何歳ですか', '78'],
];

/** Has the office publish guides, where the story needs no more of it; what is told of advice is written to `logs`. */
export async function publish(page: Page, guides: () => unknown[] = () => [GUIDE]): Promise<unknown[]> {
  const logs: unknown[] = [];
  await page.route('**/api/wards/*/guides', (route) => route.fulfill({ json: guides() }));
  await page.route('**/api/wards/*/guides/log', async (route) => {
    logs.push(route.request().postDataJSON());
    await route.fulfill({ status: 204 });
  });
  return logs;
}

/** Answers the question on screen. */
export async function answer(of: Booth, [question, answer]: (typeof ANSWERS)[number]): Promise<void> {
  await of.heading(question).waitFor();
  if (typeof answer !== 'string') {
    for (const one of answer) await of.page.locator('.check').filter({ hasText: one }).click();
  } else if (/^\d+$/.test(answer)) {
    for (const digit of answer) await of.page.getByRole('button', { name: digit, exact: true }).click();
  } else {
    await of.page.locator('.radio').filter({ hasText: answer }).click();
  }
}
