/** 手続きガイド: the demonstration's, published, and what a resident answers in the stories. */
import type { Page } from 'playwright-core';
import type { AdviceLog } from '../../web/src/generated/protocol.ts';
import type { Booth } from './booth.ts';
import type { City } from './city.ts';

/** What the resident answers, by the question's words: a choice, several of them, or digits. */
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

/** Publishes the guide, and no screening: what rings rings as ever. */
export async function publishGuide(city: City): Promise<void> {
  await city.operate('publish', '--first', 'demo/guide-disability.json');
}

/** What a page tells the office of advice, from now on. */
export function hearLogs(page: Page): AdviceLog[] {
  const logs: AdviceLog[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/guides/log')) logs.push(request.postDataJSON());
  });
  return logs;
}

/** Answers the question on a booth's screen. */
export async function answer(booth: Booth, [question, answer]: (typeof ANSWERS)[number]): Promise<void> {
  const { page } = booth;
  await booth.heading(question).waitFor();
  if (typeof answer !== 'string') {
    for (const one of answer) await page.locator('.check').filter({ hasText: one }).click();
  } else if (/^\d+$/.test(answer)) {
    for (const digit of answer) await page.getByRole('button', { name: digit, exact: true }).click();
  } else {
    await page.locator('.radio').filter({ hasText: answer }).click();
  }
}

/** From the question on screen to the list. */
export async function answerAll(booth: Booth, answers = ANSWERS): Promise<void> {
  for (const one of answers) {
    await answer(booth, one);
    await booth.press('次へ');
  }
  await booth.heading(/使える制度が、\d+件あります/).waitFor();
}
