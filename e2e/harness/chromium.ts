/** Chromium with a camera and a microphone that tell who sends: one browser process for a run, one context a person. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, type WebSocketRoute } from 'playwright-core';
import { installProbe, toneOf } from './probe.ts';
import { timeCode } from './timecode.ts';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** A natural clip, where `tools/setup` could fetch one; otherwise the browser's own moving test picture. */
export const CLIP = resolve('target/clip.mjpeg');

/** How long a page may take for one step. */
const PATIENCE_MS = 80_000;

/** Starts the browser. `film`: what its camera sees. */
export function launch(film = CLIP): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(existsSync(film) ? [`--use-file-for-fake-video-capture=${film}`] : []),
    ],
  });
}

/** What went wrong in a context that no test asked for. */
export interface Complaints {
  /** `console.error`, uncaught errors. */
  errors: string[];
  /** Requests to any host but ours. */
  foreign: string[];
}

export interface Person {
  context: BrowserContext;
  page: Page;
  sender: number;
  complaints: Complaints;
  /** Cuts the page's WebSockets, and refuses new ones until `mend`. */
  cut(): Promise<void>;
  /** Keeps back what the page says on its WebSockets until `mend`; what it is told still comes. */
  hold(): void;
  mend(): Promise<void>;
}

/** Opens a window of its own (cookies, storage) whose camera carries the sender's number, and whose clock may be ahead. */
export async function openPerson(
  browser: Browser,
  sender: number,
  viewport: { width: number; height: number },
  origin: string,
  ahead = 0,
): Promise<Person> {
  const ours = new URL(origin).hostname;
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    permissions: ['camera', 'microphone', 'notifications'],
  });
  // A machine that is busy elsewhere is no fault of what is tested.
  context.setDefaultTimeout(PATIENCE_MS);
  if (ahead !== 0) await context.addInitScript(setClock, ahead);
  await context.addInitScript(`globalThis.timeCode = ${timeCode.toString()}`);
  await context.addInitScript(installProbe, { sender, tone: toneOf(sender) });
  const complaints: Complaints = { errors: [], foreign: [] };
  const page = await context.newPage();
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== ours) complaints.foreign.push(request.url());
  });
  page.on('console', (message) => {
    // When the other side ends the call, the media session may be gone before this page takes leave of it.
    const lateLeave = /404/.test(message.text()) && /\/media\/whip\//.test(message.location().url);
    if (message.type() === 'error' && !lateLeave) {
      complaints.errors.push(`${message.text()} ${message.location().url}`);
    }
  });
  page.on('pageerror', (error) => complaints.errors.push(String(error)));
  let cut = false;
  let held: (() => void)[] | null = null;
  const sockets = new Set<WebSocketRoute>();
  await context.routeWebSocket(/\/ws\?/, (socket) => {
    if (cut) return void socket.close({ code: 1001 });
    const server = socket.connectToServer();
    socket.onMessage((words) => {
      if (held === null) server.send(words);
      else held.push(() => server.send(words));
    });
    sockets.add(socket);
  });
  return {
    context,
    page,
    sender,
    complaints,
    async cut() {
      cut = true;
      await Promise.all([...sockets].map((socket) => socket.close({ code: 1001 })));
      sockets.clear();
    },
    hold() {
      held = [];
    },
    async mend() {
      cut = false;
      for (const say of held ?? []) say();
      held = null;
    },
  };
}

/** Runs inside the page. What counts time, timers and players, stays as it is. */
function setClock(ahead: number): void {
  const Machine = Date;
  const now = () => Machine.now() + ahead;
  globalThis.Date = new Proxy(Machine, {
    construct: (_, given: ConstructorParameters<typeof Date>) =>
      Reflect.construct(Machine, given.length > 0 ? given : [now()]),
    get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
  });
}
