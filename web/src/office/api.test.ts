import { expect, test } from 'vitest';
import { batchFile, createOfficeApi, type OfficeApi, packagePath } from './api';

/** What was asked: method, path, If-Match and body. */
async function asked(act: (api: OfficeApi) => Promise<unknown>) {
  let seen: unknown;
  const api = createOfficeApi((async (path: string, init: RequestInit) => {
    const tag = new Headers(init.headers).get('if-match');
    seen = [init.method, path, tag, init.body ?? null];
    return Response.json({});
  }) as typeof fetch);
  await act(api);
  return seen;
}

test('the requests are those of the protocol, and an act names the revision it was decided on', async () => {
  const correction = { reasons: [{ path: 'address', words: '部屋の番号' }], until: '2026-12-15' };
  expect(await asked((api) => api.worklist({ status: null, after: null }))).toEqual([
    'GET',
    '/api/applications',
    null,
    null,
  ]);
  expect(await asked((api) => api.worklist({ status: 'handed-over', after: 'a1' }))).toEqual([
    'GET',
    '/api/applications?status=handed-over&after=a1',
    null,
    null,
  ]);
  expect(await asked((api) => api.application('a/1'))).toEqual([
    'GET',
    '/api/applications/a%2F1',
    null,
    null,
  ]);
  expect(await asked((api) => api.definition('a1'))).toEqual([
    'GET',
    '/api/applications/a1/form',
    null,
    null,
  ]);
  expect(await asked((api) => api.review('a1', 3))).toEqual([
    'POST',
    '/api/applications/a1/review',
    '"3"',
    null,
  ]);
  expect(await asked((api) => api.correction('a1', correction, 4))).toEqual([
    'POST',
    '/api/applications/a1/correction',
    '"4"',
    JSON.stringify(correction),
  ]);
  expect(await asked((api) => api.paper('a1', { path: 'card', received: true }, 5))).toEqual([
    'POST',
    '/api/applications/a1/papers',
    '"5"',
    '{"path":"card","received":true}',
  ]);
  expect(await asked((api) => api.complete('a1', 6))).toEqual([
    'POST',
    '/api/applications/a1/complete',
    '"6"',
    null,
  ]);
  expect(await asked((api) => api.batches())).toEqual(['GET', '/api/batches', null, null]);
  expect(await asked((api) => api.prepare(['a1', 'a2']))).toEqual([
    'POST',
    '/api/batches',
    null,
    '{"applications":["a1","a2"]}',
  ]);
  expect(await asked((api) => api.release('b1'))).toEqual(['POST', '/api/batches/b1/release', null, null]);
  expect(await asked((api) => api.putBack('b1'))).toEqual(['DELETE', '/api/batches/b1', null, null]);
});

test('files are links', () => {
  expect(packagePath('a1', 'pdf')).toBe('/api/applications/a1/package/pdf');
  expect(batchFile('b1')).toBe('/api/batches/b1/file');
});
