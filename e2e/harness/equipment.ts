/** A machine around a booth's page that has everything: voices, a printer, cameras of its own. Answers in the keeper's place. */
import type { Page } from 'playwright-core';
import type { Lamp } from '../../web/src/generated/protocol.ts';

declare global {
  /** Where the page listens for its terminal. */
  var terminalEvents: EventTarget;
}

export class Equipment {
  readonly spoken: string[] = [];
  /** The latest lamps. */
  lamps: Lamp[] = [];
  /** What came out of the printer. */
  readonly paper: Buffer[] = [];
  hasPaper = true;
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Puts it around a page; it is there when the page is loaded next. */
  static async around(page: Page, speaks = ['ja', 'easy', 'en']): Promise<Equipment> {
    const equipment = new Equipment(page);
    await page.addInitScript(() => {
      globalThis.EventSource = class extends EventTarget {
        constructor() {
          super();
          globalThis.terminalEvents = this;
        }
      } as unknown as typeof EventSource;
      // The document is whole, and none of its modules has run.
      document.addEventListener('readystatechange', () => {
        const mark = document.createElement('meta');
        mark.name = 'terminal';
        document.head.append(mark);
      });
    });
    const devices = {
      camera: null,
      document_camera: null,
      microphone: null,
      speaker: null,
      handset: null,
      earphone: null,
    };
    await page.route('**/terminal/**', async (route) => {
      const request = route.request();
      switch (new URL(request.url()).pathname) {
        case '/terminal/config':
          return route.fulfill({ json: { devices, prints: true, speaks } });
        case '/terminal/speech':
          equipment.spoken.push(request.postDataJSON().text);
          return route.fulfill({ contentType: 'audio/wav', body: silence(1) });
        case '/terminal/health':
          equipment.lamps = request.postDataJSON().lamps;
          return route.fulfill({ status: 204 });
        case '/terminal/print':
          if (!equipment.hasPaper) return route.fulfill({ status: 502, json: { code: 'unreachable' } });
          equipment.paper.push(await page.pdf());
          return route.fulfill({ status: 204 });
        case '/terminal/end':
          // There a browser of its own, here the next document.
          await route.fulfill({ status: 204 });
          return void page.evaluate(() => location.replace('/booth?erased=yes&language=ja'));
        default:
          return route.fulfill({ status: 204 });
      }
    });
    return equipment;
  }

  /** Tells the page what somebody pressed. */
  says(event: 'together' | 'bystander'): Promise<unknown> {
    return this.#page.evaluate((event) => globalThis.terminalEvents.dispatchEvent(new Event(event)), event);
  }
}

/** So many seconds of nothing, as a WAV file. */
function silence(seconds: number): Buffer {
  const rate = 8_000;
  const samples = Buffer.alloc(rate * seconds * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
