/** 手続きガイド on a resident's own phone, and the list that a booth gave them. */
import { beforeAll, expect, test } from 'vitest';
import { ANSWERS, hearLogs, publishGuide } from '../harness/guide.ts';
import { look } from '../harness/looks.ts';
import { Phone } from '../harness/phone.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem({ hours: true });
const album = new Album('target/guide-phone');
/** As a booth's picture has it, with one that no guide has. */
const LISTED = 'taxi.home-help.no-more/day-care';

beforeAll(() => publishGuide(system.city));

test('an address from a booth opens the same list, and says what the guide does not have any more', async () => {
  const phone = await Phone.open(system);
  await phone.page.goto(`${system.city.origin}/book#ja/schemes/kokurakita/disability-welfare/${LISTED}`);
  await phone.page.reload();
  await phone.heading('ご案内した制度の一覧').waitFor();
  await phone.page.locator('summary').filter({ hasText: '福祉タクシー' }).click();
  await phone.page.locator('details[open]').getByText('持っていくもの').waitFor();
  await phone.page.getByText('1件は、いまのガイドにありません。').waitFor();
  await look(album, phone.page, 'phone-list');
});

test('on a phone one question a page leads to the list', async () => {
  const phone = await Phone.open(system);
  const { page } = phone;
  const told = hearLogs(page);
  await phone.press('日本語');
  await look(album, page, 'phone-start');
  await phone.press(/^使える制度をしらべる/);
  await phone.heading('どこにお住まいですか').waitFor();
  await look(album, page, 'phone-ward');
  await phone.press('小倉北区役所');
  for (const [question, answer] of ANSWERS) {
    await phone.heading(question).waitFor();
    if (question === ANSWERS[3]?.[0]) {
      await phone.press('次へ');
      await page.getByText('答えを選ぶか、入れてください').waitFor();
    }
    for (const one of typeof answer === 'string' ? [answer] : answer) {
      if (/^\d+$/.test(one)) await page.getByRole('textbox').fill(one);
      else await phone.row(one).click();
    }
    if (question === ANSWERS[3]?.[0]) await look(album, page, 'phone-several');
    await phone.press('次へ');
  }
  await phone.heading('使える制度が、14件あります').waitFor();
  await look(album, page, 'phone-advice');
  await page.locator('summary').filter({ hasText: 'そのほかの制度（22）' }).click();
  await page.locator('.guide-one').filter({ hasText: '療育手帳' }).first().click();
  await page.locator('.guide-one[open]').getByText('使えない理由').waitFor();
  await look(album, page, 'phone-others');
  expect(told).toHaveLength(1);
  await page.locator('summary').filter({ hasText: '答えを見る・直す' }).click();
  await phone.press(/^直す.*身体障害者手帳/);
  await phone.heading(ANSWERS[0]?.[0] ?? '').waitFor();
  await phone.row('2級').click();
  await phone.press('次へ');
  await phone.heading(/使える制度が、\d+件あります/).waitFor();
  expect(await phone.kept(['grade-', 'hearing'])).toEqual([]);
  for (const language of ['やさしい日本語', 'English']) {
    await page.getByRole('button', { name: /Language|ことば/ }).click();
    await phone.press(language);
    await look(album, page, `phone-advice-${language}`);
  }
  expect(phone.person.complaints).toEqual({ errors: [], foreign: [] });
});
