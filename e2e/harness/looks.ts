/** What axe finds on a screen. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Album } from './pictures.ts';

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}

/** Takes a picture, and asks axe for every rule of WCAG 2.2 A and AA and its best practices. */
export async function look(album: Album, page: Page, name: string): Promise<void> {
  await album.take(page, name);
  await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`,
    );
  });
  expect(violations, name).toEqual([]);
}
