/** A resident at a booth, by the names that the screen shows. */
import type { Browser, Locator, Page } from 'playwright-core';
import { openPerson, type Person } from './chromium.ts';
import { eventually } from './eventually.ts';
import type { Keeper } from './keeper.ts';
import type { System } from './system.ts';

export const BOOTH_SENDER = 1;

/** What the resident answers, by the question's words. Nobody real: each answer is easy to search for afterwards. */
export const ANSWERS: Record<string, string> = {
  この目的に使うことに同意しますか: '同意します',
  どなたが手続きをしていますか: '利用する本人',
  お名前: '試験 花子',
  お名前のフリガナ: 'シケン ハナコ',
  生年月日: '昭和23年4月5日',
  郵便番号: '803-0814',
  住所: '試験町1丁目2番3号',
  電話番号: '0930-00-4321',
  ごみ出しが難しいわけに近いものはどれですか: '重いものを運べない',
  どのごみの収集を希望しますか: '家庭ごみ',
  連絡する人のお名前: '試験 次郎',
  利用する本人との関係: '長男',
  連絡する人の電話番号: '090-0000-8765',
};
/** What must be nowhere once the visit is over. */
export const PLANTED = [
  '試験 花子',
  'シケン ハナコ',
  '試験町1丁目2番3号',
  '0930-00-4321',
  '試験 次郎',
  '090-0000-8765',
];
/** What must never reach the desk. */
export const PRIVATE = ['試験 次郎', '090-0000-8765'];

export class Booth {
  readonly person: Person;

  private constructor(person: Person) {
    this.person = person;
  }

  get page() {
    return this.person.page;
  }

  /** Opens the booth's page on a tablet that nobody has let in. */
  static async unpaired({ browser, city }: System): Promise<Booth> {
    const viewport = { width: 1080, height: 1920 };
    const person = await openPerson(browser, BOOTH_SENDER, viewport, city.origin, city.ahead);
    const booth = new Booth(person);
    await booth.page.goto(`${city.origin}/booth`);
    return booth;
  }

  /** Opens the booth's page on a tablet that an administrator has given a code for. */
  static async open(system: System, name = '1番'): Promise<Booth> {
    const booth = await Booth.unpaired(system);
    await booth.pair(await system.city.code('pair', 'kokura-chuo', name));
    return booth;
  }

  /** Opens the booth's page as a keeper serves it. */
  static async kept(browser: Browser, keeper: Keeper): Promise<Booth> {
    const person = await openPerson(browser, BOOTH_SENDER, { width: 1080, height: 1920 }, keeper.origin);
    await keeper.admit(person.context);
    const booth = new Booth(person);
    await booth.page.goto(`${keeper.origin}/booth`);
    await booth.button('はじめる').waitFor();
    return booth;
  }

  /** Lets this tablet in with a code. */
  async pair(code: string): Promise<void> {
    await this.page.getByLabel('登録コード').fill(code);
    await this.press('登録する');
    await this.button('はじめる').waitFor();
    // Not being paired yet was no fault of the page's.
    const { complaints } = this.person;
    complaints.errors = complaints.errors.filter((error) => !/401.*\/api\/booth$/.test(error));
  }

  /** The booth's page in a browser that somebody else opened. */
  static on(page: Page): Booth {
    const nothing = async () => {};
    const complaints = { errors: [], foreign: [] };
    return new Booth({
      context: page.context(),
      page,
      sender: BOOTH_SENDER,
      complaints,
      cut: nothing,
      hold: () => {},
      mend: nothing,
    });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  /** From the start to what is asked or said about a tile. */
  async touch(tile: RegExp): Promise<void> {
    await this.press('はじめる');
    await this.find(tile);
  }

  /** Touches a tile, on whichever page of them it is. */
  async find(tile: RegExp): Promise<void> {
    await this.heading('どのようなご用件ですか').waitFor();
    while (!(await this.button(tile).isVisible())) await this.press('次のページ');
    await this.press(tile);
  }

  /** From the start to the screen before anything rings; with the answers to what is asked on the way. */
  async choose(subject = /ごみ出し支援/, ...answers: string[]): Promise<void> {
    await this.touch(subject);
    for (const answer of answers) await this.press(answer);
    await this.heading('職員を呼び出しますか').waitFor();
  }

  /** From the start, with the code of a booking, by the keys of the screen. */
  async arrive(code: string): Promise<void> {
    await this.press('予約した方');
    for (const letter of code) await this.press(letter);
    await this.press('受付する');
  }

  /** Rings, and waits until the ticket is shown. */
  async ring(): Promise<void> {
    await this.press('呼び出す');
    await this.page.getByText('あなたの番号').waitFor();
  }

  /** Whether anything that the office says could be heard here. */
  hears(): Promise<boolean> {
    return this.page.evaluate(() => [...document.querySelectorAll('audio')].some(({ muted }) => !muted));
  }

  /** Waits until the officer's desk answered. */
  async answered(): Promise<void> {
    await this.heading(/と話しています|つないでいます/).waitFor();
  }

  async openForm(): Promise<void> {
    await this.press('申請書を書く');
    await this.#asked.waitFor();
  }

  get #asked(): Locator {
    return this.page.locator('.question').getByRole('heading');
  }

  /** The words of the question on screen; undefined at 入力内容の確認 and beyond. */
  async question(): Promise<string | undefined> {
    return (await this.#asked.count()) > 0
      ? this.#asked.textContent().then((words) => words ?? undefined)
      : undefined;
  }

  /** Goes through the questions, one after the other, until `last` (not answered) or the check page stands. */
  async fillUntil(last?: string): Promise<string[]> {
    const answered: string[] = [];
    for (;;) {
      const question = await this.question();
      if (question === undefined || question === last) return answered;
      await this.answer(question);
      answered.push(question);
    }
  }

  /** Leaves a question that staff's proposal has answered. */
  async passQuestion(question: string): Promise<void> {
    if ((await this.question()) === question) await this.press('次へ');
    await eventually(`「${question}」 is passed`, async () => (await this.question()) !== question);
  }

  /** Answers the question on screen and goes on to the next. */
  async answer(question: string): Promise<void> {
    await this.#giveAnswer(question);
    await eventually(`「${question}」 is answered`, async () => (await this.question()) !== question);
  }

  async #giveAnswer(question: string): Promise<void> {
    const { page } = this;
    if (question.includes('何人で住んでいますか')) return this.press('ありません');
    const value = ANSWERS[question];
    if (value === undefined) throw new Error(`no answer is known to 「${question}」`);
    if (value === '同意します') await page.getByText(value, { exact: true }).click();
    else if (question === '生年月日') {
      await this.press('昭和');
      for (const [part, digits] of [
        ['年', '23'],
        ['月', '4'],
        ['日', '5'],
      ] as const) {
        await page.getByLabel(part, { exact: true }).fill(digits);
      }
    } else if ((await page.getByRole('radio').count()) > 0)
      await page.getByText(value, { exact: true }).click();
    else await page.getByRole('textbox').fill(value);
    await this.press('次へ');
  }

  /** From the check page to the receipt; answers the 受付番号. */
  async submit(): Promise<string> {
    const submit = this.button('この内容で申請する');
    while (!(await submit.isVisible())) await this.button(/^続きを見る/).click();
    await submit.click();
    await this.heading('申請を受け付けました').waitFor();
    return ((await this.page.locator('.receipt .plate dd').first().textContent()) ?? '').trim();
  }

  /** おわる, and yes; how it was is not said. */
  async end(): Promise<void> {
    await this.sayEnd();
    await this.erased.waitFor();
  }

  /** おわる, and yes, where the page itself will be gone. */
  async sayEnd(): Promise<void> {
    await this.press('おわる');
    await this.page
      .getByRole('alertdialog')
      .or(this.page.getByRole('dialog'))
      .getByRole('button', { name: 'おわる' })
      .click();
    await this.skipRating();
  }

  /** Does not say how it was, where that is asked. */
  async skipRating(): Promise<void> {
    const skip = this.button('とばす');
    await skip.or(this.erased).waitFor();
    if (await skip.isVisible()) await skip.click();
  }

  /** What a visit ends with. */
  get erased(): Locator {
    return this.heading('この機械に入力した内容を消しました');
  }

  /** From the words that everything is erased to the first screen. */
  async startAgain(): Promise<void> {
    await this.press('はじめの画面へ');
    await this.button('はじめる').waitFor();
  }

  /** Which planted strings stand anywhere in the page: document, storage, cookies, history. */
  async leftovers(strings = PLANTED): Promise<string[]> {
    const everywhere = await this.page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const fields = [...document.querySelectorAll('input, textarea')].map(
        (field) => (field as HTMLInputElement).value,
      );
      const caches = 'caches' in globalThis ? await globalThis.caches.keys() : [];
      return JSON.stringify([
        document.documentElement.outerHTML,
        fields,
        { ...localStorage },
        { ...sessionStorage },
        databases,
        caches,
        location.href,
        history.state,
        window.name,
        document.cookie,
      ]);
    });
    const cookies = JSON.stringify(await this.person.context.cookies());
    return strings.filter((text) => everywhere.includes(text) || cookies.includes(text));
  }
}
