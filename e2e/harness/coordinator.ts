/** A coordinator at the browser, by the names that the screen shows. */
import type { Locator } from 'playwright-core';
import { openPerson, type Person } from './chromium.ts';
import { PASSWORD } from './city.ts';
import type { System } from './system.ts';

const SENDER = 6;

export class Coordinator {
  readonly person: Person;

  private constructor(person: Person) {
    this.person = person;
  }

  get page() {
    return this.person.page;
  }

  /** Opens the face and signs in. */
  static async open({ browser, city }: System, login = 'coordinator1'): Promise<Coordinator> {
    const viewport = { width: 1440, height: 900 };
    const one = new Coordinator(await openPerson(browser, SENDER, viewport, city.origin, city.ahead));
    await one.page.goto(`${city.origin}/coordinator`);
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

  /** Takes an option of a list that opens. */
  async pick(list: string, option: string | RegExp): Promise<void> {
    // A dialog stands last; what lies behind it may have a list of the same name.
    await this.page.locator(`.field:has(> .label:text-is("${list}"))`).last().getByRole('button').click();
    await this.page
      .getByRole('option', typeof option === 'string' ? { name: option, exact: true } : { name: option })
      .click();
  }

  /** Writes into a field by its whole label. */
  async fill(label: string, value: string): Promise<void> {
    await this.page.getByRole('textbox', { name: label, exact: true }).fill(value);
  }

  /** Marks a box by its words. */
  async check(words: string): Promise<void> {
    await this.page.locator('.check').filter({ hasText: words }).first().click();
  }

  /** How the draft stands, and what was changed last. */
  get draft(): Locator {
    return this.page.locator('.draft-state');
  }

  /** The blocks of the table that say this. */
  blocks(words: string | RegExp): Locator {
    return this.page.locator('.hours-table .block').filter({ hasText: words });
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Puts what the dialog holds into the draft, and waits until it is there. */
  async keep(): Promise<void> {
    await this.dialog().getByRole('button', { name: '下書きに入れる', exact: true }).click();
    await this.dialog().waitFor({ state: 'detached' });
  }
}
