/** An officer, or an interpreter, at a desk, by the names that the screen shows. */
import type { Locator } from 'playwright-core';
import { openPerson, type Person } from './chromium.ts';
import { PASSWORD } from './city.ts';
import { eventually } from './eventually.ts';
import type { System } from './system.ts';

export const DESK_SENDER = 2;

export class Desk {
  readonly person: Person;

  private constructor(person: Person) {
    this.person = person;
  }

  get page() {
    return this.person.page;
  }

  /** Opens the desk's page, nobody signed in. */
  static async visit({ browser, city }: System, sender = DESK_SENDER): Promise<Desk> {
    const viewport = { width: 1440, height: 900 };
    const desk = new Desk(await openPerson(browser, sender, viewport, city.origin, city.ahead));
    await desk.page.goto(`${city.origin}/desk`);
    return desk;
  }

  /** Opens the desk's page and signs in. */
  static async open(system: System, login = 'staff1', sender = DESK_SENDER): Promise<Desk> {
    const desk = await Desk.visit(system, sender);
    await desk.signIn(login);
    await desk.button('準備をはじめる').waitFor();
    // Not being signed in yet was no fault of the page's.
    const { complaints } = desk.person;
    complaints.errors = complaints.errors.filter((error) => !/401.*\/api\/session$/.test(error));
    return desk;
  }

  async signIn(login: string): Promise<void> {
    await this.page.getByLabel('利用者名').fill(login);
    await this.page.getByLabel('パスワード').fill(PASSWORD);
    await this.press('サインインする');
  }

  /** How this desk stands, at the top left. */
  get standing(): Locator {
    return this.page.getByRole('status', { name: 'いまの状態' });
  }

  /** 着信準備, then 対応可. */
  async getReady(): Promise<void> {
    await this.press('準備をはじめる');
    await this.press('準備を終えて対応可にする');
    await this.standing.getByText('対応可').waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  /** The ringing row's own button. */
  get ringing(): Locator {
    return this.button(/^応答する/);
  }

  /** Answers the first ringing call. */
  async accept(): Promise<void> {
    await this.ringing.first().click();
    await this.button('通話を終了する').waitFor();
  }

  /** Calls the booth of the first ticket that waits to be called back. */
  async dial(): Promise<void> {
    await this.button(/^ブースを呼び出す/)
      .first()
      .click();
  }

  /** Notes that the resident has said who they are. */
  async recordIdentity(): Promise<void> {
    await this.press('お名前を名乗っていただいた');
    await this.page.getByText('必要な本人確認は済んでいます。').waitFor();
  }

  /** What the sheet shows as the answer to a question. */
  answer(label: string): Locator {
    return this.page
      .locator('.sheet li')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .locator('.value, .bar, .quiet');
  }

  /** Waits until the sheet shows this answer to a question. */
  async answered(label: string, words: string): Promise<void> {
    await this.answer(label).filter({ hasText: words }).waitFor();
  }

  /** Highlights a question on both sides. */
  async highlight(label: string): Promise<void> {
    await this.press(`${label}を住民の画面で示す`);
  }

  /** Suggests an answer; only the resident can accept it. */
  async propose(label: string, value: string): Promise<void> {
    await this.press(`${label}を提案する`);
    await this.page.getByRole('dialog').getByRole('textbox').fill(value);
    await this.press('提案を送る');
  }

  /** Waits until the picture of the booth has moved on by so many frames. */
  async seesMove(wanted = 10): Promise<void> {
    const far = this.page.locator('video:not([data-party=self])');
    const frames = async () => {
      const counts = far.evaluateAll((videos) =>
        videos.map((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames),
      );
      return Math.max(0, ...(await counts));
    };
    let before = await frames();
    const moved = async () => {
      const now = await frames();
      // A picture that was taken up anew counts from 0.
      before = Math.min(before, now);
      return now >= before + wanted;
    };
    await eventually('the desk sees the booth move', moved, 60_000);
  }

  /** Asks a third person in. */
  async invite(whom: string): Promise<void> {
    await this.press('人をよぶ');
    await this.page.getByRole('dialog').locator('.radio').filter({ hasText: whom }).click();
    await this.press('よぶ');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** Hands the call over to another section. */
  async transfer(section: string, how: '先に職員どうしで話す' | 'すぐにつなぐ', note = ''): Promise<void> {
    await this.press('つなぐ');
    const dialog = this.page.getByRole('dialog');
    await dialog.locator('.radio').filter({ hasText: section }).click();
    await dialog.locator('.radio').filter({ hasText: how }).click();
    await dialog.getByRole('textbox').fill(note);
    await this.press('呼び出す');
    await dialog.waitFor({ state: 'detached' });
  }

  async end(): Promise<void> {
    await this.press('通話を終了する');
    await this.press('終了する');
    await this.page.getByRole('heading', { name: '後処理' }).waitFor();
  }

  async wrapUp(outcome = '解決'): Promise<void> {
    await this.page.locator('.radio').filter({ hasText: outcome }).click();
    await this.press(/^後処理を終える/);
    await this.page.getByRole('heading', { name: '後処理' }).waitFor({ state: 'detached' });
  }
}
