import { expect, test } from 'vitest';
import { startSystem } from './harness/system.ts';
import { Wire } from './harness/wire.ts';

const system = startSystem();

/** Waits for the goodbye, and says how long it took, in milliseconds. */
async function goodbye(client: Wire, since: number): Promise<number> {
  const bye = await client.fact((message) => message.type === 'bye');
  expect(bye).toMatchObject({ why: 'revoked' });
  const took = performance.now() - since;
  await client.page.waitForFunction(() => globalThis.wire.closed !== undefined);
  return took;
}

test('a revoked booth loses its socket within 5 s and is nobody afterwards', async () => {
  const booth = await Wire.booth(system);
  const cookie = await system.city.signIn('admin1');
  const { body } = await system.city.ask('GET', '/api/devices', undefined, { cookie });
  const [{ booth: id } = { booth: '' }] = body as { booth: string }[];
  const since = performance.now();
  expect((await system.city.ask('DELETE', `/api/devices/${id}`, undefined, { cookie })).status).toBeLessThan(
    300,
  );
  expect(await goodbye(booth, since)).toBeLessThan(5_000);
  expect((await booth.person.context.request.get(`${system.city.origin}/api/booth`)).status()).toBe(401);
});

test('a revoked account loses its socket within 5 s and cannot sign in again', async () => {
  const desk = await Wire.account(system, 'staff2');
  const me = (await (await desk.person.context.request.get(`${system.city.origin}/api/session`)).json()) as {
    account: string;
  };
  const cookie = await system.city.signIn('admin1');
  const since = performance.now();
  const { status } = await system.city.ask('POST', `/api/accounts/${me.account}/revoke`, undefined, {
    cookie,
  });
  expect(status).toBeLessThan(300);
  expect(await goodbye(desk, since)).toBeLessThan(5_000);
  await expect(system.city.signIn('staff2')).rejects.toThrow('401');
});

test('staff may revoke nobody', async () => {
  const cookie = await system.city.signIn('staff1');
  const answer = await system.city.ask('GET', '/api/devices', undefined, { cookie });
  expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});
