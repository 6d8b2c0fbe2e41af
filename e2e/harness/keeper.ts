/**
 * Stands in for the program that looks after a booth, where a test is about the page alone: the page's own routes of
 * PROTOCOL.md §9, answered inside the browser's network layer. The real program is tested as itself.
 */
import type { BrowserContext, Route } from 'playwright-core';

export class Keeper {
  /** What it holds of the visit, as it came. */
  held: string | undefined;
  readonly ends: unknown[] = [];

  /** Serves every page of the context from now on. */
  static async attend(context: BrowserContext): Promise<Keeper> {
    const keeper = new Keeper();
    await context.addInitScript(() => {
      // The document is whole, and its module has not run yet.
      document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return;
        const meta = document.createElement('meta');
        meta.name = 'terminal';
        meta.content = '1';
        document.head.append(meta);
      });
    });
    await context.route('**/terminal/visit', (route) => keeper.#visit(route));
    await context.route('**/terminal/end', async (route) => {
      keeper.ends.push(route.request().postDataJSON());
      keeper.held = undefined;
      await route.fulfill({ status: 204 });
    });
    await context.route('**/terminal/events', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: ': nothing\n\n' }),
    );
    return keeper;
  }

  async #visit(route: Route): Promise<void> {
    const request = route.request();
    if (request.method() === 'GET' && this.held !== undefined) {
      return route.fulfill({ contentType: 'application/json', body: this.held });
    }
    if (request.method() === 'PUT') this.held = request.postData() ?? undefined;
    if (request.method() === 'DELETE') this.held = undefined;
    await route.fulfill({ status: 204 });
  }
}
