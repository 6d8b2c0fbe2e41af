import type { Clock } from '../clock/clock';
import type {
  AlarmRow,
  Bye,
  CallView,
  ClientMessage,
  DeskPresence,
  DeskRow,
  PresenceReason,
  Problem,
  QueueRow,
  ServerFrame,
  ServerMessage,
  Who,
} from '../generated/protocol';
import { createStore, type Watchable } from '../store/store';
import type { Connect, Socket } from './socket';

/** The version of the protocol this client speaks. */
export const VERSION = 1;
const PING_MS = 5_000;
const WELCOME_MS = 10_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** How the connection stands. `failures` counts the sockets in a row that never came to a welcome. */
export type Link =
  | { readonly is: 'connecting'; readonly failures: number }
  | { readonly is: 'open' }
  | { readonly is: 'waiting'; readonly until: number; readonly failures: number }
  | { readonly is: 'ended'; readonly why: 'revoked' | 'replaced' | 'outdated' | 'closed' };

/** Everything the server has said, the latest of each. Kept while the link is down. */
export interface Facts {
  readonly link: Link;
  readonly who: Who | null;
  readonly call: CallView | null;
  readonly queue: readonly QueueRow[];
  readonly presence: DeskPresence | null;
  /** Why it is so, where the server made it so. */
  readonly presenceWhy: PresenceReason | null;
  /** Whom a call could be handed over to, or who could be asked in. */
  readonly colleagues: Colleagues;
  /** To supervisors: the desks. */
  readonly desks: readonly DeskRow[];
  /** Who asks for help. */
  readonly alarms: readonly AlarmRow[];
  /** To booths: how often their place was said not to be as it was. */
  readonly placeChanges: number;
  /** What to add to this machine's clock for the server's. */
  readonly ahead: number;
}

export type Colleagues = Omit<Extract<ServerMessage, { type: 'colleagues' }>, 'type'>;

export const nothingHeard: Facts = {
  link: { is: 'connecting', failures: 0 },
  who: null,
  call: null,
  queue: [],
  presence: null,
  presenceWhy: null,
  colleagues: { sections: [], interpreters: 0, supervisors: 0 },
  desks: [],
  alarms: [],
  placeChanges: 0,
  ahead: 0,
};

/** What is numbered and answered. */
export type Request = Exclude<ClientMessage, { type: 'hello' | 'ping' }>;

/** The answer. `lost`: the server forgot this place before it answered, so that nobody knows; ask again if it matters. */
export type Reply =
  | Extract<ServerMessage, { type: 'done' | 'rang' | 'grant' | 'prospect' }>
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'lost' };

/** PROTOCOL.md §3, the client's side. */
export interface SignalClient extends Watchable<Facts> {
  /** Asks; kept and sent again over a broken connection until it is answered. Never rejects. */
  readonly request: (body: Request) => Promise<Reply>;
  /** Ends it; what was not answered is `lost`. */
  readonly close: () => void;
}

interface Pending {
  readonly body: Request;
  readonly settle: (reply: Reply) => void;
  sent: boolean;
}

/** Connects at once, and again after every break, until it is closed or told to stay away. */
export function createSignal(around: {
  readonly connect: Connect;
  readonly clock: Clock;
  /** 0 ≤ random < 1 */
  readonly random: () => number;
}): SignalClient {
  const { connect, clock, random } = around;
  const facts = createStore(nothingHeard);
  let socket: Socket | null = null;
  let cancelTimer = () => {};
  let resume: string | null = null;
  let last = 0;
  let unanswered = 0;
  let failures = 0;
  let pending = new Map<number, Pending>();

  const learn = (news: Partial<Facts>) => facts.update((now) => ({ ...now, ...news }));
  const timer = (ms: number, act: () => void) => {
    cancelTimer();
    cancelTimer = clock.after(ms, act);
  };
  const write = (id: number, body: ClientMessage) => socket?.send(JSON.stringify({ v: VERSION, id, body }));
  const isOpen = () => facts.snapshot().link.is === 'open';

  function open(): void {
    learn({ link: { is: 'connecting', failures } });
    timer(WELCOME_MS, retry);
    // A socket that was given up may still speak: only the latest is listened to.
    let mine: Socket | null = null;
    const current = () => mine !== null && mine === socket;
    mine = connect({
      opened: () => {
        if (current()) write(0, { type: 'hello', resume });
      },
      frame: (text) => {
        if (current()) hear(text);
      },
      closed: () => {
        if (current()) retry();
      },
    });
    socket = mine;
  }

  function drop(): void {
    cancelTimer();
    socket?.close();
    socket = null;
  }

  function retry(): void {
    drop();
    const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    const wait = ceiling * (0.5 + random() / 2);
    failures += 1;
    learn({ link: { is: 'waiting', until: clock.now() + wait, failures } });
    timer(wait, open);
  }

  function end(why: Extract<Link, { is: 'ended' }>['why']): void {
    drop();
    learn({ link: { is: 'ended', why } });
    for (const { settle } of pending.values()) settle({ type: 'lost' });
    pending.clear();
  }

  function ping(): void {
    if (unanswered >= 2) {
      retry();
      return;
    }
    unanswered += 1;
    write(0, { type: 'ping' });
    timer(PING_MS, ping);
  }

  function hear(text: string): void {
    const message = parse(text);
    if (message === null) return;
    unanswered = 0;
    switch (message.type) {
      case 'welcome':
        welcomed(message);
        break;
      case 'call':
        learn({ call: message.call });
        break;
      case 'queue':
        learn({ queue: message.rows });
        break;
      case 'presence':
        learn({ presence: message.presence, presenceWhy: message.why });
        break;
      case 'colleagues':
        learn({ colleagues: message });
        break;
      case 'desks':
        learn({ desks: message.rows });
        break;
      case 'alarms':
        learn({ alarms: message.rows });
        break;
      case 'place-changed':
        learn({ placeChanges: facts.snapshot().placeChanges + 1 });
        break;
      case 'done':
      case 'rang':
      case 'grant':
      case 'prospect':
        answer(message.id, message);
        break;
      case 'refused':
        refused(message.id, message.problem);
        break;
      case 'bye':
        bye(message.why);
        break;
      case 'pong':
        break;
    }
  }

  function welcomed(welcome: Extract<ServerMessage, { type: 'welcome' }>): void {
    failures = 0;
    unanswered = 0;
    resume = welcome.resume;
    if (!welcome.resumed) startAgain();
    learn({ link: { is: 'open' }, who: welcome.who, ahead: welcome.now - clock.now() });
    for (const [id, waiting] of pending) {
      waiting.sent = true;
      write(id, waiting.body);
    }
    timer(PING_MS, ping);
  }

  /** The server knows no earlier number. What it may have handled is lost, except `ring`, which carries its own key. */
  function startAgain(): void {
    const before = [...pending.values()];
    pending = new Map();
    last = 0;
    for (const waiting of before) {
      if (waiting.sent && waiting.body.type !== 'ring') {
        waiting.settle({ type: 'lost' });
      } else {
        last += 1;
        pending.set(last, waiting);
      }
    }
  }

  function answer(id: number, reply: Reply): void {
    const waiting = pending.get(id);
    pending.delete(id);
    waiting?.settle(reply);
  }

  function refused(id: number | null, problem: Problem): void {
    if (id !== null && pending.has(id)) answer(id, { type: 'refused', problem });
    else if (problem.code === 'bad-version') end('outdated');
    else if (problem.code === 'not-signed-in') end('revoked');
  }

  function bye(why: Bye): void {
    if (why === 'revoked' || why === 'replaced') end(why);
    else retry();
  }

  open();
  return {
    snapshot: facts.snapshot,
    subscribe: facts.subscribe,
    request: (body) =>
      new Promise((settle) => {
        if (facts.snapshot().link.is === 'ended') {
          settle({ type: 'lost' });
          return;
        }
        last += 1;
        const waiting = { body, settle, sent: isOpen() };
        pending.set(last, waiting);
        if (waiting.sent) write(last, body);
      }),
    close: () => end('closed'),
  };
}

/** Reads a frame. What is not one is passed over: a newer server may say things this client does not know. */
function parse(text: string): ServerMessage | null {
  try {
    const frame = JSON.parse(text) as Partial<ServerFrame> | null;
    return typeof frame?.body?.type === 'string' ? frame.body : null;
  } catch {
    return null;
  }
}
