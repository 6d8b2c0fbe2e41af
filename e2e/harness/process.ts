/** What `/proc` says of processes. One that ends while it is looked at says nothing. */
import { open, readdir, readFile, readlink } from 'node:fs/promises';

export async function processIds(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** Its command line, with spaces between the words. */
export async function commandOf(id: number): Promise<string> {
  return (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}

/** The processes of a group whose command line matches. */
export async function inGroup(group: number, command: RegExp): Promise<number[]> {
  const found: number[] = [];
  for (const id of await processIds()) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    // State, parent and group follow the name in brackets.
    const its = Number(stat.slice(stat.lastIndexOf(')')).split(' ')[3]);
    if (its === group && command.test(await commandOf(id))) found.push(id);
  }
  return found;
}

/** The ports of TCP on which these processes listen. */
export async function portsOf(ids: number[]): Promise<number[]> {
  const ports = new Map<string, number>();
  for (const file of ['tcp', 'tcp6']) {
    for (const line of (await readFile(`/proc/net/${file}`, 'utf8')).split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
      if (state === '0A') ports.set(`socket:[${inode}]`, Number.parseInt(local.split(':')[1] ?? '', 16));
    }
  }
  const found: number[] = [];
  for (const id of ids) {
    for (const descriptor of await readdir(`/proc/${id}/fd`).catch(() => [])) {
      const port = ports.get(await readlink(`/proc/${id}/fd/${descriptor}`).catch(() => ''));
      if (port !== undefined) found.push(port);
    }
  }
  return found;
}

export interface Weight {
  /** Resident, in bytes. */
  memory: number;
  descriptors: number;
  processes?: number;
  files?: number;
}

export async function weigh(id: number): Promise<Weight> {
  const status = await readFile(`/proc/${id}/status`, 'utf8');
  const descriptors = (await readdir(`/proc/${id}/fd`)).length;
  return { memory: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024, descriptors };
}

/** Everything that a process can read of its own memory, part by part. */
export async function* memoryOf(id: number): AsyncGenerator<Buffer> {
  const maps = await readFile(`/proc/${id}/maps`, 'utf8');
  const memory = await open(`/proc/${id}/mem`);
  try {
    for (const [, from = '', to = ''] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) r/gm)) {
      const start = Number.parseInt(from, 16);
      const part = Buffer.alloc(Number.parseInt(to, 16) - start);
      // What the kernel keeps to itself, or has taken away meanwhile, cannot be read and holds nothing of ours.
      const { bytesRead } = await memory.read(part, 0, part.length, start).catch(() => ({ bytesRead: 0 }));
      yield part.subarray(0, bytesRead);
    }
  } finally {
    await memory.close();
  }
}
