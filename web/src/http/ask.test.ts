import { expect, test } from 'vitest';
import { createAsk } from './ask';

/** Asks a server that answers so, and tells what went out. */
async function asked(
  response: Response | null,
  act: (ask: ReturnType<typeof createAsk>) => Promise<unknown>,
  patience?: number,
) {
  let sent: RequestInit = {};
  const fetcher = async (_: unknown, init: RequestInit = {}) => {
    sent = init;
    if (response === null) throw new TypeError('no line');
    return response;
  };
  const answer = await act(createAsk(fetcher as typeof fetch, patience));
  return { answer, sent };
}
const problem = (content: object, status = 409) => Response.json(content, { status });

test.each([
  ['JSON', Response.json({ one: 1 }), { one: 1 }],
  ['nothing', new Response(null, { status: 204 }), null],
  [
    'a calendar',
    new Response('BEGIN:VCALENDAR', { headers: { 'content-type': 'text/calendar; charset=utf-8' } }),
    'BEGIN:VCALENDAR',
  ],
])('%s is answered as what it is', async (_, response, value) => {
  expect((await asked(response, (ask) => ask('GET', '/x'))).answer).toEqual({ is: 'ok', value });
});

test.each([
  [problem({ code: 'gone', title: '終わりました' }), { is: 'refused', code: 'gone', title: '終わりました' }],
  [
    problem({ code: 'too-many', title: '', retry_after: 42, errors: [], times: [] }, 429),
    { is: 'refused', code: 'too-many', title: '', retryAfter: 42 },
  ],
  [new Response('<html>', { status: 500 }), { is: 'refused', code: 'internal', title: '' }],
  [problem({ code: 'unreachable' }, 502), { is: 'unreachable' }],
  [new Response('half'), { is: 'unreachable' }],
  [null, { is: 'unreachable' }],
])('whatever else comes is no rejection', async (response, answer) => {
  expect((await asked(response, (ask) => ask('GET', '/x'))).answer).toEqual(answer);
});

test('a request says no more than it has to', async () => {
  const plain = await asked(Response.json({}), (ask) => ask('GET', '/x'));
  expect(plain.sent).toEqual({ cache: 'no-store', method: 'GET' });
  const headers = { 'if-match': '"3"' };
  const { sent } = await asked(Response.json({}), (ask) =>
    ask('PUT', '/x', { one: 1 }, { headers, keepalive: true }),
  );
  expect(sent).toEqual({
    cache: 'no-store',
    method: 'PUT',
    keepalive: true,
    headers: { 'content-type': 'application/json', 'if-match': '"3"' },
    body: '{"one":1}',
  });
});

test('a line that says nothing is given up where patience has an end', async () => {
  const { sent } = await asked(Response.json({}), (ask) => ask('GET', '/x'), 20_000);
  expect(sent.signal).toBeInstanceOf(AbortSignal);
});
