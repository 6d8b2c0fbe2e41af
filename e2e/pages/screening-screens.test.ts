/**
 * Every question and every verdict of a screening, at a booth in each language, standing and lying, on a phone and at a
 * desk: nothing for axe to find, nothing that would have to be scrolled at a booth. The office's answers are given here.
 */
import { readFile } from 'node:fs/promises';
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { talk } from '../../web/src/features/call/sample.ts';
import { ticket } from '../../web/src/features/queue/sample.ts';
import type { BoothInfo, ScreeningStep, Verdict } from '../../web/src/generated/protocol.ts';
import { ward } from '../harness/booking-sample.ts';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { Equipment } from '../harness/equipment.ts';
import { look, lookWhole } from '../harness/looks.ts';
import { Office } from '../harness/office.ts';
import { Phone } from '../harness/phone.ts';
import { Album } from '../harness/pictures.ts';
import { StageSet } from '../harness/stage-set.ts';
import { startSystem } from '../harness/system.ts';
import { question, rightToApply, rooms, verdict } from '../harness/verdicts.ts';

const system = startSystem();
const album = new Album('target/screening');
/** What the office says next, to whoever asks. */
let step: ScreeningStep;
const published = async (name: string) => JSON.parse(await readFile(`demo/${name}.json`, 'utf8')) as unknown;
const answer = (route: Route) => route.fulfill({ json: step });
const LANGUAGES = ['日本語', 'やさしい日本語', 'English'] as const;

describe('at a booth', () => {
  let booth: Booth;
  let office: Office;
  let counted: unknown[] = [];

  beforeAll(async () => {
    booth = await Booth.open(system, '事前確認');
    const { page } = booth;
    await Equipment.around(page);
    office = await Office.at(page);
    await page.route('**/api/booth/screening', answer);
    await page.route('**/api/booth/turn-aways', (route) => {
      counted.push(route.request().postDataJSON());
      return route.fulfill({ status: 204 });
    });
  });
  afterAll(() => booth?.person.context.close());

  /** A new page, up to what the office says of a tile. */
  async function choose(says: ScreeningStep, tile = '.tile'): Promise<void> {
    step = says;
    counted = [];
    office.shows(null);
    await booth.page.goto(`${system.city.origin}/booth`);
    await booth.page.locator('.rail button').last().click();
    await booth.page.locator(tile).nth(2).click();
  }

  const see = (name: string) => lookWhole(album, booth.page, `booth-${name}`);

  test('no tile names what nobody is to read from three metres', async () => {
    const place = await booth.page.request.get(`${system.city.origin}/api/booth`);
    const { subjects } = (await place.json()) as BoothInfo;
    const discreet = subjects.filter(({ handling }) => ['private-room', 'quiet-card'].includes(handling));
    expect(discreet.length).toBeGreaterThan(0);
    await booth.page.reload();
    await booth.press('はじめる');
    for (let more = true; more; ) {
      const shown = (await booth.page.locator('.tile').allTextContents()).join();
      for (const { name } of discreet) expect(shown).not.toContain(name);
      more = await booth.button('次のページ').isEnabled();
      if (more) await booth.press('次のページ');
    }
    await booth.page.reload();
    await booth.press('はじめる');
    await booth.press('くらしの困りごと');
    for (const { name } of discreet) await booth.button(name).waitFor();
    await see('discreet');
  });

  test('a question, and the one before it with what was chosen', async () => {
    await choose(question('income', 'income', 2));
    await booth.heading('家族の収入の話もしますか').waitFor();
    await see('question-first');
    step = question('income', 'talk', 1, { income: 'no' });
    await booth.press('いいえ');
    await booth.heading('まわりに人がいても話せますか').waitFor();
    await see('question-last');
    step = question('income', 'income', 2);
    await booth.press('もどる');
    await booth
      .button(/^いいえ/)
      .and(booth.page.locator('[data-chosen]'))
      .waitFor();
    await see('question-again');
  });

  test('by the keyboard alone', async () => {
    await choose(question('talk', 'talk', 1));
    await booth.heading('まわりに人がいても話せますか').waitFor();
    step = verdict('remote');
    await booth.page.keyboard.press('Tab');
    await booth.page.keyboard.press('Enter');
    await booth.heading('職員を呼び出しますか').waitFor();
  });

  test('an office that says nothing is asked again', async () => {
    await choose(question('talk', 'talk', 1));
    await booth.page.route('**/api/booth/screening', (route) => route.abort());
    await booth.press('話せます');
    await booth.page.getByRole('alert').waitFor();
    await see('question-failed');
    await booth.page.unroute('**/api/booth/screening');
    await booth.page.route('**/api/booth/screening', answer);
    step = verdict('remote');
    await booth.press('もう一度確かめる');
    await booth.heading('職員を呼び出しますか').waitFor();
    const { complaints } = booth.person;
    complaints.errors = complaints.errors.filter((error) => !error.includes('screening'));
  });

  test.each<Verdict>(['remote', 'remote-private', 'online-with-help'])(
    '%s: nothing rings before',
    async (to) => {
      await choose(verdict(to));
      await booth.heading('職員を呼び出しますか').waitFor();
      await booth.heading('なぜですか').waitFor();
      await see(to);
      expect([office.rung, counted]).toEqual([[], []]);
    },
  );

  test.each<[Verdict, string]>([
    ['enclosed-booth', '個室のブースで相談してください'],
    ['in-person', '区役所の窓口でお手続きください'],
    ['kiosk', '証明書の機械かコンビニで受け取れます'],
  ])('%s: where, why, and what if that is wrong; counted once', async (to, title) => {
    await choose(verdict(to));
    await booth.heading(title).waitFor();
    for (const name of ['なぜですか', 'この案内とちがうと思うとき']) await booth.heading(name).waitFor();
    await see(to);
    expect(counted).toEqual([{ subject: expect.any(String), reason: to }]);
    await booth.page.emulateMedia({ media: 'print' });
    await booth.page.setViewportSize({ width: 302, height: 900 });
    const subject = await booth.page.locator('.about p').textContent();
    expect(await booth.page.locator('.slip').textContent()).not.toContain(subject);
    await album.take(booth.page, `booth-${to}-slip`);
    await booth.page.emulateMedia({ media: null });
  });

  test('the guide is all that is wanted: it opens with one touch, and nothing rings', async () => {
    await booth.page.route(/\/guides$/, async (route) =>
      route.fulfill({ json: [await published('guide-disability')] }),
    );
    const { guidance } = verdict('remote-private', {}, ['guide-alone']) as ScreeningStep & { is: 'decided' };
    await choose({
      is: 'decided',
      guidance: { ...guidance, decision: { ...guidance.decision, guide: true } },
    });
    await booth.heading('手続きガイド').waitFor();
    await see('by-guide');
    await booth.press('使える制度をしらべる');
    await booth.button('次へ').waitFor();
    expect([office.rung, counted]).toEqual([[], []]);
  });

  test('the right to apply: the telephone now, and never a turning away', async () => {
    await choose(rightToApply());
    await booth.heading('申請は国民の権利です').waitFor();
    await booth.page.getByText('いま、電話で話せます。').waitFor();
    await see('right-to-apply');
  });

  test('a quiet card is asked about by nobody, and not counted', async () => {
    await choose(verdict('remote'));
    let asked = 0;
    await booth.page.route('**/api/booth/screening', (route) => {
      asked += 1;
      return answer(route);
    });
    await booth.page.reload();
    await booth.press('はじめる');
    await booth.press('くらしの困りごと');
    await booth.press(/こころ・安全/);
    await booth.page.getByText('ひとりで抱えなくて大丈夫です。').waitFor();
    await booth.page.locator('.hotlines').getByText('0120-279-338').waitFor();
    await see('quiet-card');
    expect([asked, counted]).toEqual([0, []]);
    await booth.press('ほかの用件を見る');
    await booth.button(/こころ・安全/).waitFor();
  });

  test('whoever finds it wrong talks to an officer, after one more page', async () => {
    await choose(verdict('in-person'));
    await booth.press('職員と話す');
    await booth.heading('職員を呼び出しますか').waitFor();
    await booth.page.getByText('この案内とちがうと思ったことを、職員に伝えます。').waitFor();
    await see('disagrees');
    await booth.press('呼び出す');
    await booth.page.getByText('あなたの番号').waitFor();
    expect(office.screened.at(-1)).toEqual({ given: { version: 1, answers: {} }, disagrees: true });
  });

  test.each(['unscreened', 'not-remote'] as const)(
    'a ring refused as %s leads back with the answers',
    async (code) => {
      await choose(verdict('remote'));
      await booth.heading('職員を呼び出しますか').waitFor();
      office.refuses = code;
      step = code === 'unscreened' ? question('income', 'talk', 1, { income: 'no' }) : verdict('in-person');
      await booth.press('呼び出す');
      await booth.page.getByText('呼び出す前に').waitFor();
      if (code === 'unscreened') await booth.page.locator('.so-far').getByText('いいえ').waitFor();
      await see(`refused-${code}`);
      office.refuses = null;
    },
  );

  test('the next time at an enclosed booth is held with one touch', async () => {
    await choose(verdict('enclosed-booth'));
    const held = { hold: 'hold', until: Date.now() + 300_000, time: rooms[0]?.next };
    let sent: unknown;
    await booth.page.route('**/api/booth/holds', (route) => {
      sent = route.request().postDataJSON();
      return route.fulfill({ json: held });
    });
    await booth.page.locator('button.enclosed-booth').first().click();
    await booth.heading(/電話番号/).waitFor();
    expect(sent).toMatchObject({ site: 'dairi', screened: { version: 1, answers: {} } });
  });
});

describe.each(LANGUAGES)('on a phone, in %s', (language) => {
  test('every verdict, and the way on', async () => {
    const phone = await Phone.open(system);
    const { page } = phone;
    const short = { 日本語: 'ja', やさしい日本語: 'easy', English: 'en' }[language];
    await page.route('**/api/book/screening', answer);
    await page.route(/\/api\/book$/, (route) => route.fulfill({ json: ward }));
    await page.route(/\/api\/book\/times/, (route) =>
      route.fulfill({ json: { times: [], next: null, none: 'full' } }),
    );
    const see = (name: string) => look(album, page, `phone-${name}-${short}`);
    const to = async (says: ScreeningStep) => {
      step = says;
      // Another document: the address alone would leave the page as it stands.
      await page.goto('about:blank');
      await page.goto(`${system.city.origin}/book#${short}/time/municipal-housing/kokura-chuo`);
    };
    await to(question('income', 'income', 2));
    await page.locator('[data-page=questions] .choice').first().waitFor();
    await see('question');
    for (const one of ['enclosed-booth', 'in-person', 'kiosk', 'quiet-card'] as const) {
      await to(verdict(one));
      await page.locator('[data-page=verdict] h1').waitFor();
      await see(one);
    }
    await to(rightToApply());
    await page.locator('[data-page=verdict] .button[data-kind=primary]').waitFor();
    await see('right-to-apply');
    for (const one of ['remote', 'remote-private', 'online-with-help'] as const) {
      await to(verdict(one));
      await page.locator('[data-page=time] .why').waitFor();
      await see(one);
    }
    await phone.close();
  });
});

describe('at a desk', () => {
  test('a caller is screened, overruled in sight, and officers read what it said', async () => {
    const desk = await Desk.visit(system);
    const { page } = desk;
    await page.route('**/api/bookings/screening', answer);
    await page.route(/\/api\/book$/, (route) => route.fulfill({ json: ward }));
    await page.route(/\/api\/book\/times/, (route) =>
      route.fulfill({ json: { times: [rooms[0]?.next], next: null, none: null } }),
    );
    const set = await StageSet.around(page, { type: 'queue', rows: [] });
    await desk.signIn('staff1');
    await desk.getReady();
    const screened = (verdict: Verdict, disagrees = false) => ({ verdict, disagrees });
    const rows = [
      ticket({ call: 'c1', number: 11, ringing: true, screened: screened('remote-private') }),
      ticket({ call: 'c2', number: 12, ringing: false, screened: screened('in-person', true) }),
    ];
    set.tell({ type: 'queue', rows });
    await page.getByText('本人は職員との相談を希望').waitFor();
    await look(album, page, 'desk-rows');
    set.tell({ type: 'queue', rows: [] });
    step = question('income', 'income', 2);
    await page.keyboard.press('F7');
    await page.getByRole('button', { name: /用件を選ぶ/ }).click();
    await page.getByRole('option', { name: '市営住宅の申し込み' }).click();
    await page.getByRole('button', { name: /施設を選ぶ/ }).click();
    await page.getByRole('option', { name: '小倉中央市民センター' }).click();
    await page.getByText('家族の収入の話もしますか').waitFor();
    await look(album, page, 'desk-question');
    step = verdict('in-person');
    await page.getByText('いいえ', { exact: true }).click();
    await page.getByText('区役所の窓口へ').waitFor();
    expect(await page.locator('.free-time').count()).toBe(0);
    await look(album, page, 'desk-in-person');
    await page.getByRole('button', { name: /判定とちがっても/ }).click();
    await page.locator('.free-time').first().waitFor();
    await look(album, page, 'desk-overruled');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const call = talk({ number: 12, screened: screened('in-person', true) });
    set.tell({ type: 'presence', presence: 'in-call', why: null }, { type: 'call', call });
    await page.locator('.controls').waitFor();
    await look(album, page, 'desk-call');
  });
});
