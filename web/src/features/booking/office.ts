import type { Answer } from '../../http/ask';
import { type BookingApi, createBookingApi } from './api';

/** An office behind `fetch` for tests: what it answers by method and path, the next first, the last one for good. */
export function office(answers: Record<string, readonly Answer<unknown>[]>) {
  const left = new Map(Object.entries(answers).map(([key, list]) => [key, [...list]]));
  const asked: { readonly key: string; readonly query: string; readonly body: unknown }[] = [];
  const fetcher = (async (path: string, init: RequestInit) => {
    const url = new URL(path, 'https://localhost');
    const key = `${init.method} ${url.pathname}`;
    asked.push({ key, query: url.search, body: init.body ? JSON.parse(init.body as string) : undefined });
    const list = left.get(key) ?? [];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer === undefined || answer.is === 'unreachable') throw new TypeError('no line');
    if (answer.is === 'ok') return Response.json(answer.value);
    return Response.json(answer, { status: 409 });
  }) as typeof fetch;
  let keys = 0;
  const api: BookingApi = createBookingApi(fetcher);
  const of = (key: string) => asked.filter((one) => one.key === key).map(({ body }) => body);
  return { api, asked, of, newKey: () => `key-${++keys}`, settle };
}

/** Lets everything that can happen now happen. */
async function settle(): Promise<void> {
  for (let i = 0; i < 40; i += 1) await Promise.resolve();
}

export const ok = (value: unknown): Answer<unknown> => ({ is: 'ok', value });
export const lost: Answer<unknown> = { is: 'unreachable' };
export function refused(code: string, more: object = {}): Answer<unknown> {
  return { is: 'refused', code, title: `${code} を説明する文`, ...more } as Answer<unknown>;
}
