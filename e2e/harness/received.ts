/** Everything that a page is told: over its sockets, its data channels, and in the answers to what it asks for. */
import type { Page } from 'playwright-core';

declare global {
  var messages: string[];
}

/** Runs inside the page, before its own scripts: whatever they read of a message or an answer is kept. */
function keepMessages(): void {
  const messages: string[] = [];
  globalThis.messages = messages;
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data') as { get(): unknown };
  Object.defineProperty(MessageEvent.prototype, 'data', {
    get(this: MessageEvent) {
      const data = get.call(this);
      if (typeof data === 'string') messages.push(data);
      if (data instanceof ArrayBuffer) messages.push(new TextDecoder().decode(data));
      return data;
    },
  });
  const { text } = Response.prototype;
  Response.prototype.text = async function () {
    const words = await text.call(this);
    messages.push(words);
    return words;
  };
  Response.prototype.json = async function () {
    return JSON.parse(await this.text());
  };
}

/** Listens to a page from its next document on; the answer is a way to read it all at any time. */
export async function received(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(keepMessages);
  return () => page.evaluate(() => globalThis.messages.join('\n'));
}
