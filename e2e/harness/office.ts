/** An office that says to a booth's page what a test wants: for screens that a real one shows seldom, or for a moment. */
import type { Page, WebSocketRoute } from 'playwright-core';
import type {
  CallView,
  ClientFrame,
  Code,
  Prospect,
  ServerMessage,
} from '../../web/src/generated/protocol.ts';

export class Office {
  prospect: Prospect = { is: 'open', ahead: 0, estimate: { is: 'now' } };
  /** What the page asked for, the latest last. */
  readonly asked: ClientFrame['body'][] = [];
  /** The booking of each ring; null for a walk-in. */
  readonly rung: (string | null)[] = [];
  /** What each ring said of its screening. */
  readonly screened: unknown[] = [];
  /** What it refuses rings as. */
  refuses: Code | null = null;
  #call: CallView | null = null;
  #socket: WebSocketRoute | undefined;

  /** Takes the server's place at the page's socket, from its next document on. */
  static async at(page: Page): Promise<Office> {
    const office = new Office();
    await page.routeWebSocket(/\/ws\?/, (socket) => {
      office.#socket = socket;
      socket.onMessage((text) => office.#hear(JSON.parse(String(text)) as ClientFrame));
    });
    return office;
  }

  /** Says how the booth's call stands now. */
  shows(news: Partial<CallView> | null): void {
    this.#call = news === null ? null : { ...CALL, ...this.#call, ...news };
    this.#say({ type: 'call', call: this.#call });
  }

  #hear({ id, body }: ClientFrame): void {
    switch (body.type) {
      case 'hello':
        this.#say({
          type: 'welcome',
          resume: 'r',
          resumed: false,
          handled: 0,
          who: { who: 'booth', booth: 'b', ward: 'w' },
          now: Date.now(),
        });
        this.#say({ type: 'call', call: this.#call });
        break;
      case 'ping':
        this.#say({ type: 'pong' });
        break;
      case 'ask-prospect':
        this.#say({ type: 'prospect', id, prospect: this.prospect });
        break;
      case 'ring':
        if (this.refuses !== null) {
          const problem = { type: '', code: this.refuses, status: 422, title: '', errors: [] };
          this.#say({ type: 'refused', id, problem });
          break;
        }
        this.rung.push(body.booking ?? null);
        this.screened.push({ given: body.screened, disagrees: body.disagrees });
        this.#say({ type: 'rang', id, call: CALL.call });
        this.shows({});
        break;
      default:
        this.asked.push(body);
        this.#say({ type: 'done', id });
    }
  }

  #say(body: ServerMessage): void {
    this.#socket?.send(JSON.stringify({ v: 1, body }));
  }
}

const CALL: CallView = {
  call: 'c1',
  epoch: 1,
  number: 12,
  state: 'ringing',
  closed: null,
  subject: 'garbage-support',
  subject_name: 'ごみ出し支援（ふれあい収集）',
  site: 'kokura-chuo',
  site_name: '小倉中央市民センター',
  section: 'garbage',
  section_name: 'ごみ減量担当',
  language: 'ja',
  identity_needed: 'none',
  identity: 'none',
  form: 'garbage-support',
  you: 'resident',
  parties: [],
  wait: { ahead: 2, estimate: { is: 'range', from: 10, to: 15, samples: 56 }, step: 'in-line' },
  message: null,
  held_since: null,
  privacy: { is: 'off' },
  uncovering: null,
  screened: null,
  transfer: null,
  invited: [],
  handed: null,
  unreached: null,
  companions: [],
  alarm_since: null,
  rang_at: 0,
  accepted_at: null,
  receipt: null,
};
