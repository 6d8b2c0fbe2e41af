/** What `/proc` says of a process. */
import { open, readdir, readFile } from 'node:fs/promises';

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
