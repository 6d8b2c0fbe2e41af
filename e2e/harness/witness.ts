/** Who watches a part of a page and forgets nothing: what it said, in order, however shortly it stood there. */
import type { Page } from 'playwright-core';

declare global {
  var witnessed: Record<string, string[]>;
}

export class Witness {
  readonly #page: Page;
  readonly #selector: string;

  private constructor(page: Page, selector: string) {
    this.#page = page;
    this.#selector = selector;
  }

  /** Watches whatever fits from now on, for as long as the document lasts. */
  static async of(page: Page, selector: string): Promise<Witness> {
    await page.evaluate((selector) => {
      globalThis.witnessed ??= {};
      const said: string[] = [];
      globalThis.witnessed[selector] = said;
      const look = () => {
        const words = [...document.querySelectorAll(selector)]
          .map(({ textContent }) => textContent)
          .join(' ');
        if (words !== '' && words !== said.at(-1)) said.push(words);
      };
      look();
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    }, selector);
    return new Witness(page, selector);
  }

  /** What was said so far; what is said twice in a row counts once. */
  said(): Promise<string[]> {
    return this.#page.evaluate((selector) => globalThis.witnessed[selector] ?? [], this.#selector);
  }
}
