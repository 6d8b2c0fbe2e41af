/** A desk whose server is played: every fact is put there by the test. For states that are hard to bring about. */
import type { Page, WebSocketRoute } from 'playwright-core';
import type { ClientFrame, ServerMessage } from '../../web/src/generated/protocol.ts';

/** What a page was told first, and is told again when it connects anew. */
export class StageSet {
  /** What the page asked for, `ping` and `hello` apart. */
  readonly asked: ClientFrame['body'][] = [];
  readonly #facts = new Map<string, ServerMessage>();
  #socket: WebSocketRoute | undefined;

  private constructor(facts: readonly ServerMessage[]) {
    for (const fact of facts) this.#facts.set(fact.type, fact);
  }

  /** Plays the server for a page's socket from now on. */
  static async around(page: Page, ...facts: ServerMessage[]): Promise<StageSet> {
    const set = new StageSet(facts);
    await page.routeWebSocket(/\/ws\?/, (socket) => {
      set.#socket = socket;
      socket.onMessage((text) => set.#hear(JSON.parse(String(text)) as ClientFrame));
    });
    return set;
  }

  /** Tells facts; the latest of a kind replaces the one before. */
  tell(...facts: ServerMessage[]): void {
    for (const fact of facts) {
      this.#facts.set(fact.type, fact);
      this.#say(fact);
    }
  }

  #hear({ id, body }: ClientFrame): void {
    if (body.type === 'ping') {
      this.#say({ type: 'pong' });
      return;
    }
    if (body.type === 'hello') {
      const who = { who: 'desk', account: 'a', name: '職員 一郎（例）', ward: 'kokurakita' } as const;
      this.#say({ type: 'welcome', resume: 'r', resumed: false, handled: 0, who, now: Date.now() });
      for (const fact of this.#facts.values()) this.#say(fact);
      return;
    }
    this.asked.push(body);
    if (body.type === 'set-presence') this.tell({ type: 'presence', presence: body.presence, why: null });
    if (body.type === 'request-grant') {
      const problem = { type: '', code: 'gone', status: 409, title: '', errors: [] } as const;
      this.#say({ type: 'refused', id, problem: { ...problem, errors: [] } });
    } else this.#say({ type: 'done', id });
  }

  #say(body: ServerMessage): void {
    this.#socket?.send(JSON.stringify({ v: 1, body }));
  }
}
