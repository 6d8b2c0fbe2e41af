/** A person without a pointer: Tab goes there, Enter or Space acts. */
import type { Page } from 'playwright-core';

/** More stops than any screen has: a search that has not ended by then goes in circles. */
const STOPS = 150;

/** Tabs until the focus is where it is wanted. */
export async function tabTo(page: Page, what: string, there: () => Promise<boolean>): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    if (await there()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never gets to ${what}`);
}

/** What has the focus, by the name that is read out. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    return (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  });
}

/** Tabs to something whose name begins so, or fits, and presses Enter. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const fits = (found: string) => (typeof name === 'string' ? found.startsWith(name) : name.test(found));
  await tabTo(page, String(name), async () => fits(await focused(page)));
  await page.keyboard.press('Enter');
}

/** Tabs to a group of radio buttons, one stop of the Tab key, and chooses one with the arrow keys. */
export async function choose(page: Page, words: string): Promise<void> {
  const onRadio = () => page.evaluate(() => document.activeElement?.getAttribute('type') === 'radio');
  await tabTo(page, `a group with 「${words}」`, onRadio);
  await page.keyboard.press('Space');
  const chosen = () =>
    page.evaluate(() => document.activeElement?.closest('label')?.textContent?.trim() ?? '');
  for (let option = 0; (await chosen()) !== words; option++) {
    if (option > 20) throw new Error(`no option is called 「${words}」`);
    await page.keyboard.press('ArrowDown');
  }
}

/** Tabs to a list that opens, by what stands on it or before it, and takes one of its options. */
export async function pick(page: Page, list: string, option: string): Promise<void> {
  const onList = () =>
    page.evaluate((list) => {
      const field = document.activeElement?.closest('.field');
      return document.activeElement?.tagName === 'BUTTON' && (field?.textContent ?? '').includes(list);
    }, list);
  await tabTo(page, list, onList);
  await page.keyboard.press('Enter');
  const options = page.getByRole('option');
  await options.first().waitFor();
  for (let step = await options.count(); (await focused(page)) !== option; step--) {
    if (step < 0) throw new Error(`no option is called 「${option}」`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}
