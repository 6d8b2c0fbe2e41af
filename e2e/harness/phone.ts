/** A resident with a phone of their own, by the names that the screen shows. */
import type { Locator, Page } from 'playwright-core';
import { openPerson, type Person } from './chromium.ts';
import type { System } from './system.ts';

const PHONE = { width: 390, height: 844 };
const PHONE_SENDER = 5;

export class Phone {
  readonly person: Person;
  readonly #system: System;

  private constructor(person: Person, system: System) {
    this.person = person;
    this.#system = system;
  }

  get page(): Page {
    return this.person.page;
  }

  static async open(system: System, viewport = PHONE): Promise<Phone> {
    const { browser, city } = system;
    const person = await openPerson(browser, PHONE_SENDER, viewport, city.origin, city.ahead);
    const phone = new Phone(person, system);
    await phone.page.goto(`${city.origin}/book`);
    await phone.heading('ことばを選んでください').waitFor();
    return phone;
  }

  /** How large letters are, as the phone's own setting has it. */
  async enlarge(percent: number): Promise<void> {
    await this.page.evaluate((percent) => {
      document.documentElement.style.fontSize = `${percent}%`;
    }, percent);
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  /** A large row of a question. */
  row(name: string | RegExp): Locator {
    return this.page.locator('.row').filter({ hasText: name });
  }

  /** The free times, the earliest first. */
  get times(): Locator {
    return this.page.locator('.choice.time');
  }

  /** From the start to the list of free times. */
  async chooseTo(subject = /市営住宅/, place = '小倉中央市民センター'): Promise<void> {
    await this.press('日本語');
    await this.press(/^予約する/);
    await this.row(subject).click();
    await this.press('次へ');
    await this.row(place).first().click();
    await this.press('次へ');
    await this.times.first().waitFor();
  }

  /** The code, from the page that shows it. */
  async code(): Promise<string> {
    await this.page.locator('.code').waitFor();
    return ((await this.page.locator('.code').textContent()) ?? '').replace(' ', '');
  }

  /** Books the earliest time without a contact; answers its code. */
  async book(): Promise<string> {
    await this.chooseTo();
    await this.times.first().click();
    await this.heading(/^連絡先/).waitFor();
    await this.press('次へ');
    await this.press('予約する');
    await this.heading('予約できました').waitFor();
    return this.code();
  }

  /** Finds a booking again by its code. */
  async find(code: string): Promise<void> {
    await this.page.goto(`${this.#system.city.origin}/book#ja/code`);
    await this.page.reload();
    await this.page.getByLabel('予約コード').fill(code);
    await this.press('予約を見る');
  }

  /** Where the strings stand in what outlives the page: storage, cookies, address. */
  async kept(strings: readonly string[]): Promise<string[]> {
    const everywhere = await this.page.evaluate(async () =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        document.cookie,
        location.href,
        history.state,
      ]),
    );
    return strings.filter((string) => everywhere.includes(string));
  }

  async close(): Promise<void> {
    await this.person.context.close();
  }
}
