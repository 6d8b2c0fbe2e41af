/** What axe finds on a screen. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Album } from './pictures.ts';

const AXE = readFile('node_modules/axe-core/axe.min.js', 'utf8');
/** A booth's screens, by how the machine stands; its languages, by their buttons. The last of each stays. */
const SHAPES = { lying: { width: 1920, height: 1080 }, standing: { width: 1080, height: 1920 } };
const LANGUAGES = ['やさしい日本語', 'English', '日本語'];

interface Axe {
  run(options: { resultTypes: ['violations'] }): Promise<{ violations: Violation[] }>;
}

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}

/** Takes a picture, and asks axe for every rule of WCAG 2.2 A and AA and its best practices. */
export async function look(album: Album, page: Page, name: string): Promise<void> {
  // A page that was just loaded has none until it is drawn.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await album.take(page, name);
  // A document keeps what it was given.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(await AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return (await axe.run({ resultTypes: ['violations'] })).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`,
    );
  });
  expect(violations, name).toEqual([]);
}

/** Looks at a booth's screen standing and lying. */
export async function lookBothWays(album: Album, page: Page, name: string): Promise<void> {
  for (const [shape, viewport] of Object.entries(SHAPES)) {
    await page.setViewportSize(viewport);
    await look(album, page, `${name}-${shape}`);
  }
}

/** Looks at a booth's screen in each language, standing and lying; axe is asked once a language. */
export async function lookEverywhere(album: Album, page: Page, name: string): Promise<void> {
  await everywhere(album, page, name, async () => {});
}

/** The same; and nothing of it would have to be scrolled, at the size that a resident finds and at the largest. */
export async function lookWhole(album: Album, page: Page, name: string): Promise<void> {
  const found: string[] = [];
  await everywhere(album, page, name, async (where) => {
    found.push(...(await beyond(page)).map((words) => `${where}: ${words}`));
  });
  expect.soft(found, `${name}: what is cut off`).toEqual([]);
}

async function everywhere(
  album: Album,
  page: Page,
  name: string,
  seen: (where: string) => Promise<void>,
): Promise<void> {
  for (const language of LANGUAGES) {
    await page.getByText(language, { exact: true }).first().click();
    await page.setViewportSize(SHAPES.lying);
    await seen(`${language}, lying`);
    await album.take(page, `${name}-${language}-lying`);
    await page.setViewportSize(SHAPES.standing);
    await seen(`${language}, standing`);
    await look(album, page, `${name}-${language}-standing`);
  }
}

/** What of the middle or the rail lies beyond it. */
function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { dataset } = document.documentElement;
    const { size = 'normal' } = dataset;
    const cut = ['normal', 'largest'].flatMap((letters) => {
      dataset.size = letters;
      return [...document.querySelectorAll<HTMLElement>('.middle, .rail')]
        .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
        .map(
          (box) =>
            `${letters} ${box.className}: ${box.scrollWidth}×${box.scrollHeight} in ${box.clientWidth}×${box.clientHeight}`,
        );
    });
    dataset.size = size;
    return cut;
  });
}
