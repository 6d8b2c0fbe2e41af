/** A booth that does nothing but stay connected: paired by code, one WebSocket, one ping every five seconds. */
import type { ServerMessage } from '../../web/src/generated/protocol.ts';
import type { City } from './city.ts';

const PING_MS = 5_000;

export class Idler {
  readonly #socket: WebSocket;
  #timer: NodeJS.Timeout | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Pairs over HTTP, connects, and waits for the welcome. The city's authority must be trusted by this process. */
  static async open(city: City, administrator: string, name: string): Promise<Idler> {
    const { body } = await city.ask(
      'POST',
      '/api/devices/codes',
      { site: 'kokura-chuo', name, kind: 'pair' },
      { cookie: administrator },
    );
    const { code } = body as { code: string };
    const { cookies } = await city.ask('POST', '/api/devices/pair', { code });
    const address = `wss://${city.host}:${city.ports.public}/ws?as=booth`;
    const headers = { cookie: cookies.join('; '), origin: city.origin };
    // Node's WebSocket takes headers, which the browser's type does not know.
    const socket = new (WebSocket as unknown as new (address: string, options: object) => WebSocket)(
      address,
      {
        headers,
      },
    );
    const idler = new Idler(socket);
    await new Promise<void>((welcomed, failed) => {
      socket.onopen = () => idler.#say({ type: 'hello', resume: null });
      socket.onerror = () => failed(new Error(`${name} could not connect`));
      socket.onclose = ({ code }) => failed(new Error(`${name} was closed with ${code}`));
      socket.onmessage = ({ data }) => {
        const { body } = JSON.parse(data) as { body: ServerMessage };
        if (body.type === 'welcome') welcomed();
      };
    });
    idler.#timer = setInterval(() => idler.#say({ type: 'ping' }), PING_MS);
    return idler;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #say(body: { type: 'hello'; resume: null } | { type: 'ping' }): void {
    this.#socket.send(JSON.stringify({ v: 1, id: 0, body }));
  }
}
