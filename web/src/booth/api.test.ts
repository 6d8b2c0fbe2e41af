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
  [Response.json({ code: 'too-many' }, { status: 429 }), { is: 'refused', code: 'too-many', errors: [] }],
  [Response.json({ code: 'unreachable' }, { status: 502 }), { is: 'unreachable' }],
  [new Response('<html>', { status: 500 }), { is: 'refused', code: 'internal', errors: [] }],
])('one that is not kept says why', async (response, answer) => {
  expect(await answering(response).selftest(lamps)).toEqual(answer);
});

test('a line that fails is an answer of its own', async () => {
  const api = createApi(() => Promise.reject(new TypeError('no line')));
  expect(await api.selftest(lamps)).toEqual({ is: 'unreachable' });
});
