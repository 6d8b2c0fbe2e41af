/** Pictures of every screen passed, for people to look at. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export class Album {
  readonly #directory: string;
  #taken = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Takes a picture of a page; names count up, so that a folder tells the story. Where nobody looks, none is taken. */
  async take(page: Page, name: string): Promise<void> {
    await this.#put(`${name}.png`, (path) => page.screenshot({ path }));
  }

  /** Keeps what was printed. */
  async keep(paper: Buffer, name: string): Promise<void> {
    await this.#put(`${name}.pdf`, (path) => writeFile(path, paper));
  }

  async #put(name: string, write: (path: string) => Promise<unknown>): Promise<void> {
    if (process.env.PICTURES === 'no') return;
    await mkdir(this.#directory, { recursive: true });
    this.#taken += 1;
    const number = String(this.#taken).padStart(2, '0');
    await write(join(this.#directory, `${number}-${name}`));
  }
}
