import { expect, test } from 'vitest';
import { createCoordinatorApi, figuresFile } from './api';
import { plan } from './plan/fixtures';

/** What was asked: method, path, If-Match, Idempotency-Key, content type and body. */
async function asked(act: (api: ReturnType<typeof createCoordinatorApi>) => Promise<unknown>) {
  let seen: unknown;
  const api = createCoordinatorApi((async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const more = ['if-match', 'idempotency-key', 'content-type'].flatMap((name) => headers.get(name) ?? []);
    const body = init.body instanceof Blob ? await init.body.text() : init.body;
    seen = [init.method, path, ...more, ...(body === undefined ? [] : [body])];
    return Response.json({});
  }) as typeof fetch);
  await act(api);
  return seen;
}

const json = 'application/json';
const closure = { scope: { is: 'all' }, from: '', until: '', reason: '', instead: '' } as const;

test('the requests are those of the protocol', async () => {
  const none = plan([]);
  expect(await asked((api) => api.save(none, 3))).toEqual([
    'PUT',
    '/api/schedule/draft',
    '"3"',
    json,
    JSON.stringify(none),
  ]);
  expect(await asked((api) => api.grid('draft', '2026-06-01', 7))).toEqual([
    'GET',
    '/api/schedule/grid?of=draft&from=2026-06-01&days=7',
  ]);
  expect(await asked((api) => api.publish(4))).toEqual(['POST', '/api/schedule/publish', '"4"']);
  expect(await asked((api) => api.close(closure, 'k'))).toEqual([
    'POST',
    '/api/closures',
    'k',
    json,
    JSON.stringify(closure),
  ]);
  expect(await asked((api) => api.importHolidays(new Blob(['a,b'])))).toEqual([
    'PUT',
    '/api/holidays',
    'text/csv',
    'a,b',
  ]);
  expect(
    await asked((api) => api.times({ subject: 'waste', sites: ['a', 'b'], from: '2026-06-01' })),
  ).toEqual(['GET', '/api/book/times?subject=waste&site=a&site=b&from=2026-06-01']);
  expect(figuresFile('site', '2026-06-01', '2026-06-30')).toBe(
    '/api/figures.csv?by=site&from=2026-06-01&until=2026-06-30',
  );
});

test('a booking code stands in no address', async () => {
  expect(await asked((api) => api.search('ABCD2345'))).toEqual([
    'POST',
    '/api/bookings/search',
    json,
    '{"code":"ABCD2345"}',
  ]);
});
