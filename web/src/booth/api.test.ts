import { expect, test } from 'vitest';
import { createApi } from './api';

const answering = (response: Response) => createApi(async () => response);
const lamps = [{ part: 'camera', state: 'good' }] as const;

test('a self-test that is kept is answered without a body', async () => {
  const asked: [string, string][] = [];
  const api = createApi(async (path, init) => {
    asked.push([String(path), String(init?.body)]);
    return new Response(null, { status: 204 });
  });
  expect(await api.selftest(lamps)).toEqual({ is: 'ok', value: null });
  expect(asked).toEqual([['/api/booth/selftest', '{"lamps":[{"part":"camera","state":"good"}]}']]);
});

test.each([
  [
    Response.json({ code: 'too-many', retry_after: 42 }, { status: 429 }),
    { is: 'refused', code: 'too-many', title: '', retryAfter: 42 },
  ],
  [Response.json({ code: 'unreachable' }, { status: 502 }), { is: 'unreachable' }],
  [new Response('<html>', { status: 500 }), { is: 'refused', code: 'internal', title: '' }],
])('one that is not kept says why', async (response, answer) => {
  expect(await answering(response).selftest(lamps)).toEqual(answer);
});

test('a line that fails is an answer of its own', async () => {
  const api = createApi(() => Promise.reject(new TypeError('no line')));
  expect(await api.selftest(lamps)).toEqual({ is: 'unreachable' });
});

test('what a booking needs is asked at its addresses', async () => {
  const asked: [string, unknown][] = [];
  const api = createApi(async (path, init) => {
    asked.push([String(path), init?.body === undefined ? null : JSON.parse(String(init.body))]);
    return Response.json({});
  });
  await api.checkIn('ABCD2345');
  await api.look('ABCD2345');
  await api.bookable();
  await api.times({ subject: 'garbage-support', sites: ['kokura-chuo', 'sone'], from: '2026-06-04' });
  await api.times({ subject: 'garbage-support', sites: ['sone'], from: null });
  await api.release('h1');
  await api.turnAway({ subject: 'garbage-support', reason: 'nobody' });
  expect(asked).toEqual([
    ['/api/booth/check-in', { code: 'ABCD2345' }],
    ['/api/book/look', { code: 'ABCD2345' }],
    ['/api/book', null],
    ['/api/book/times?subject=garbage-support&site=kokura-chuo&site=sone&from=2026-06-04', null],
    ['/api/book/times?subject=garbage-support&site=sone', null],
    ['/api/book/holds/release', { hold: 'h1' }],
    ['/api/booth/turn-aways', { subject: 'garbage-support', reason: 'nobody' }],
  ]);
});
