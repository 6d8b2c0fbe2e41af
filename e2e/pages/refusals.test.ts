import { beforeAll, describe, expect, test } from 'vitest';
import { startSystem } from '../harness/system.ts';
import { Wire } from '../harness/wire.ts';

const system = startSystem();
let booth: Wire;
let desk: Wire;
let rival: Wire;

beforeAll(async () => {
  booth = await Wire.booth(system);
  desk = await Wire.account(system, 'staff1');
  rival = await Wire.account(system, 'staff2');
  for (const one of [desk, rival]) await one.send({ type: 'set-presence', presence: 'available' });
});

/** A grant for this fingerprint in the call that the client is in. */
async function grantFor(client: Wire, fingerprint: string): Promise<string> {
  const { call, epoch } = await client.call('accepted', 'connecting', 'in-call', 'reconnecting');
  const reply = await client.send({ type: 'request-grant', call, epoch, fingerprint });
  if (reply.type !== 'grant') throw new Error(`no grant: ${JSON.stringify(reply)}`);
  return reply.token;
}

test('of two desks that accept at once one wins and the other is told who did', async () => {
  await booth.ring();
  const [row, seen] = await Promise.all([desk.row(), rival.row()]);
  expect(seen.call).toBe(row.call);
  const accept = { type: 'accept', call: row.call, epoch: row.epoch } as const;
  const replies = await Promise.all([desk.send(accept), rival.send(accept)]);
  expect(replies.map(({ type }) => type).toSorted()).toEqual(['done', 'refused']);
  const refused = replies.find((reply) => reply.type === 'refused');
  expect(refused).toMatchObject({
    problem: { code: 'taken', taken_by: expect.stringMatching(/^職員 /) },
  });
  // The winner keeps the call for the tests below.
  if (replies[0]?.type === 'refused') [desk, rival] = [rival, desk];
});

describe('an offer is refused', () => {
  test('with another fingerprint than the one stated before', async () => {
    const token = await grantFor(booth, Array(32).fill('AB').join(':'));
    const { sdp } = await booth.offer();
    expect(await booth.post(sdp, token)).toMatchObject({ status: 403, code: 'wrong-fingerprint' });
  });

  test('without an audio line', async () => {
    const { sdp, fingerprint } = await booth.offer('video-only');
    expect(await booth.post(sdp, await grantFor(booth, fingerprint))).toMatchObject({
      status: 400,
      code: 'missing-line',
    });
  });

  test('that is not SDP', async () => {
    const { fingerprint } = await booth.offer();
    expect(await booth.post('hello', await grantFor(booth, fingerprint))).toMatchObject({
      status: 400,
      code: 'bad-sdp',
    });
  });

  test('of another content type', async () => {
    const { sdp, fingerprint } = await booth.offer();
    const token = await grantFor(booth, fingerprint);
    expect(await booth.post(sdp, token, 'text/plain')).toMatchObject({
      status: 415,
      code: 'unsupported-type',
    });
  });

  test('with a forged grant, and without one', async () => {
    const { sdp, fingerprint } = await booth.offer();
    const [head, claims, signature = ''] = (await grantFor(booth, fingerprint)).split('.');
    const forged = [
      head,
      claims,
      signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`,
    ].join('.');
    expect(await booth.post(sdp, forged)).toMatchObject({ status: 401, code: 'bad-grant' });
    expect(await booth.post(sdp, '')).toMatchObject({ status: 401, code: 'bad-grant' });
  });

  test('a second time with the same grant', async () => {
    const { sdp, fingerprint } = await booth.offer();
    const token = await grantFor(booth, fingerprint);
    expect(await booth.post(sdp, token)).toMatchObject({ status: 201 });
    expect(await booth.post(sdp, token)).toMatchObject({ status: 409, code: 'already-joined' });
  });
});

test('a party gets no grant for a call that is not its own', async () => {
  const { call, epoch } = await desk.call('accepted', 'connecting', 'in-call', 'reconnecting');
  const { fingerprint } = await rival.offer();
  const reply = await rival.send({ type: 'request-grant', call, epoch, fingerprint });
  expect(reply).toMatchObject({ type: 'refused' });
});

test('a grant is worth nothing once its call is over', async () => {
  const { call } = await desk.call('accepted', 'connecting', 'in-call', 'reconnecting');
  const { sdp, fingerprint } = await desk.offer();
  const token = await grantFor(desk, fingerprint);
  await desk.send({ type: 'end', call });
  await desk.call('wrap-up');
  const { status } = await desk.post(sdp, token);
  expect([401, 410]).toContain(status);
});

describe('a frame is refused and the socket stays', () => {
  test.each([
    ['that is not JSON', '{'],
    ['of an unknown type', '{"v":1,"id":900,"body":{"type":"dance"}}'],
    ['with an unknown field', '{"v":1,"id":901,"body":{"type":"ping"},"x":1}'],
    ['of 20 KiB', `{"v":1,"id":902,"body":{"type":"ping"},"x":"${'x'.repeat(20 * 1024)}"}`],
  ])('%s', async (_what, text) => {
    const refusals = () =>
      rival.page.evaluate(() => globalThis.wire.facts.filter(({ type }) => type === 'refused').length);
    const before = await refusals();
    await rival.raw(text);
    await rival.page.waitForFunction(
      (n) => globalThis.wire.facts.filter(({ type }) => type === 'refused').length > n,
      before,
    );
    expect(await rival.closed()).toBeUndefined();
  });

  test('that accepts a call which is gone', async () => {
    const reply = await rival.send({ type: 'accept', call: 'no-such-call', epoch: 1 });
    expect(reply).toMatchObject({
      type: 'refused',
      problem: { code: expect.stringMatching(/gone|not-found/) },
    });
  });
});

describe('a request is refused', () => {
  test('that comes from a page of another origin', async () => {
    const answer = await system.city.ask(
      'POST',
      '/api/session',
      { login: 'staff1', password: 'x' },
      { origin: 'https://other.example' },
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
  });

  test('with a wrong password', async () => {
    const answer = await system.city.ask('POST', '/api/session', {
      login: 'staff1',
      password: 'wrong password',
    });
    expect(answer).toMatchObject({ status: 401, body: { code: 'bad-credentials' } });
  });

  test('with a body over the limit', async () => {
    const answer = await system.city.ask('POST', '/api/session', {
      login: 'x'.repeat(70_000),
      password: 'x',
    });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  test('with an unknown field', async () => {
    const answer = await system.city.ask('POST', '/api/session', { login: 'staff1', password: 'x', more: 1 });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-field' } });
  });

  test('by nobody, for what belongs to somebody', async () => {
    for (const path of ['/api/session', '/api/devices', '/api/booth']) {
      expect(await system.city.ask('GET', path), path).toMatchObject({
        status: 401,
        body: { code: 'not-signed-in' },
      });
    }
  });

  test('with a code that was never given', async () => {
    const answer = await system.city.ask('POST', '/api/devices/pair', { code: '0000-0000' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'bad-code' } });
  });
});

test('a flood is answered by goodbye', async () => {
  const flood = await Wire.account(system, 'staff1');
  await flood.page.evaluate(() => {
    for (let i = 0; i < 200; i++) globalThis.wire.raw('{"v":1,"id":0,"body":{"type":"ping"}}');
  });
  const bye = await flood.fact((message) => message.type === 'bye');
  expect(bye).toMatchObject({ why: 'flooding' });
});
