/** A mail server that keeps what it is given: enough of SMTP (RFC 5321) and MIME (RFC 2045) for the city's mails. */
import { createServer, type Server, type Socket } from 'node:net';
import { eventually } from './eventually.ts';

export interface Mail {
  to: string;
  text: string;
  /** The calendar file that came along, as it was before it was packed. */
  calendar: string;
}

export class Mailbox {
  readonly port: number;
  readonly mails: Mail[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    const address = server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    server.on('connection', (socket) => this.#serve(socket));
  }

  static open(): Promise<Mailbox> {
    return new Promise((done) => {
      const server = createServer().listen(0, '127.0.0.1', () => done(new Mailbox(server)));
    });
  }

  close(): void {
    this.#server.close();
  }

  /** The mail to somebody that says this, as soon as it is there. */
  async mail(to: string, words: string): Promise<Mail> {
    const find = () => this.mails.find((mail) => mail.to === to && mail.text.includes(words));
    // The outbox is looked into every 15 seconds.
    await eventually(`a mail to ${to}: ${words}`, async () => find() !== undefined, 40_000);
    return find() as Mail;
  }

  #serve(socket: Socket): void {
    let unread = '';
    let to = '';
    let message: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 mailbox');
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      const lines = `${unread}${data}`.split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        if (message !== null && line !== '.') message.push(line.replace(/^\./, ''));
        else if (message !== null) {
          this.mails.push({ to, ...unpack(message.join('\r\n')) });
          message = null;
          say('250 kept');
        } else if (/^DATA/i.test(line)) {
          message = [];
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else {
          to = /^RCPT TO:<(.+)>/i.exec(line)?.[1] ?? to;
          say('250 mailbox');
        }
      }
    });
  }
}

/** The text and the calendar of a message of two parts. */
function unpack(message: string): Omit<Mail, 'to'> {
  const boundary = /boundary="([^"]+)"/.exec(message)?.[1] ?? '';
  const parts = message.split(`--${boundary}`).map(split);
  const of = (type: string) => {
    const part = parts.find(({ head }) => head.includes(`content-type: ${type}`));
    return part === undefined ? '' : decode(part);
  };
  return { text: of('text/plain'), calendar: of('text/calendar') };
}

function split(part: string): { head: string; body: string } {
  const end = part.indexOf('\r\n\r\n');
  return { head: part.slice(0, end).toLowerCase(), body: part.slice(end + 4).replace(/\r\n$/, '') };
}

function decode({ head, body }: { head: string; body: string }): string {
  const encoding = /content-transfer-encoding: (\S+)/.exec(head)?.[1];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString();
  const bytes = body
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
