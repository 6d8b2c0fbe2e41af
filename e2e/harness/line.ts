/** The wire between a booth and its server, as TCP: it can be cut, mended, and held up. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freeTcp } from './city.ts';

export class Line {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: 'whole' | 'cut' | 'held' = 'whole';

  private constructor(port: number, to: number) {
    this.port = port;
    this.#server = createServer((near) => {
      if (this.#state === 'cut') return void near.destroy();
      const far = connect(to, '127.0.0.1');
      this.#carry(near, far);
      this.#carry(far, near);
    });
  }

  /** Lays one to a port of this machine. */
  static async to(port: number): Promise<Line> {
    const line = new Line(await freeTcp('127.0.0.1'), port);
    await new Promise<void>((ready) => line.#server.listen(line.port, '127.0.0.1', ready));
    return line;
  }

  #carry(from: Socket, into: Socket): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => into.write(bytes));
    from.on('error', () => into.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      into.destroy();
    });
    if (this.#state === 'held') from.pause();
  }

  /** Breaks every connection, and refuses new ones until `mend`. */
  cut(): void {
    this.#state = 'cut';
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Lets no byte through until `mend`; connections stay, as with a server that is far too slow. */
  hold(): void {
    this.#state = 'held';
    for (const socket of this.#sockets) socket.pause();
  }

  mend(): void {
    this.#state = 'whole';
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
