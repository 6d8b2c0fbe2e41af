/** A reviewer at the browser, by the names that the screen shows. */
import type { Locator } from 'playwright-core';
import { openPerson, type Person } from './chromium.ts';
import { PASSWORD } from './city.ts';
import type { System } from './system.ts';

const SENDER = 7;
const SCREEN = { width: 1440, height: 900 };

export class Reviewer {
  readonly person: Person;

  private constructor(person: Person) {
    this.person = person;
  }

  get page() {
    return this.person.page;
  }

  /** A window that nothing was opened in yet. */
  static async sit({ browser, city }: System): Promise<Reviewer> {
    return new Reviewer(await openPerson(browser, SENDER, SCREEN, city.origin, city.ahead));
  }

  /** Opens the face and signs in. */
  static async open(system: System, login = 'review1'): Promise<Reviewer> {
    const one = await Reviewer.sit(system);
    await one.page.goto(`${system.city.origin}/office`);
    await one.page.getByLabel('利用者名').fill(login);
    await one.page.getByLabel('パスワード').fill(PASSWORD);
    await one.press('サインインする');
    return one;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  /** Goes to a page by the menu. */
  async go(page: string): Promise<void> {
    await this.page.getByRole('navigation', { name: '画面' }).getByRole('link', { name: page }).click();
    await this.page.getByRole('heading', { level: 1, name: page }).waitFor();
  }

  /** Goes to one step of the work list. */
  async step(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: '段階' }).getByRole('link', { name }).click();
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name });
  }

  /** Marks a box by its words, or takes the mark away. */
  async mark(words: string): Promise<void> {
    await this.page.locator('.check').filter({ hasText: words }).first().click();
  }

  dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }
}
