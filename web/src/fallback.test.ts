import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const page = await readFile(new URL('../fallback.html', import.meta.url), 'utf8');
const tokens = await readFile(
  new URL('../../node_modules/@digital-go-jp/design-tokens/dist/tokens.css', import.meta.url),
  'utf8',
);

describe("the page that stands in where the booth's own cannot be shown", () => {
  it('has one place each for the reason, the telephone number and the nearest booth', () => {
    const body = page.slice(page.indexOf('<body>'));
    expect([...body.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name]) => name)).toEqual([
      'phone',
      'nearest',
      'reason',
      'reason-en',
    ]);
  });

  it('fetches nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|https?:/);
  });

  it("has the design tokens' own colours, and no other", () => {
    const declared = [...page.matchAll(/(--color-[\w-]+): (#[0-9a-f]{6});/g)];
    expect(declared.length).toBeGreaterThan(0);
    for (const [, name, value] of declared) expect(tokens, name).toContain(`${name}: ${value};`);
    expect(page.match(/#[0-9a-f]{3,8}\b/g)).toHaveLength(declared.length);
  });
});
