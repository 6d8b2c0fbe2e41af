import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ServerMessage } from '../web/src/generated/protocol.ts';
import { BOOTH_SENDER } from './harness/booth.ts';
import { DESK_SENDER } from './harness/desk.ts';
import { forget, seen } from './harness/media.ts';
import { meet } from './harness/meeting.ts';
import { startSystem } from './harness/system.ts';
import { Wire } from './harness/wire.ts';

const INTERPRETER_SENDER = 3;
/** How long a revoked client may go on, in milliseconds. */
const PROMISED = 5_000;

const system = startSystem();

/** Revokes the booth of this name; says when. */
async function revokeBooth(name: string): Promise<number> {
  const cookie = await system.city.signIn('admin1');
  const { body } = await system.city.ask('GET', '/api/devices', undefined, { cookie });
  const device = (body as { booth: string; name: string }[]).find((device) => device.name === name);
  const since = Date.now();
  const { status } = await system.city.ask('DELETE', `/api/devices/${device?.booth}`, undefined, { cookie });
  expect(status).toBeLessThan(300);
  return since;
}

/** Revokes the account that a client is signed in with; says when. */
async function revokeAccount(client: Wire): Promise<number> {
  const answer = await client.person.context.request.get(`${system.city.origin}/api/session`);
  const { account } = (await answer.json()) as { account: string };
  const cookie = await system.city.signIn('admin1');
  const since = Date.now();
  const path = `/api/accounts/${account}/revoke`;
  const { status } = await system.city.ask('POST', path, undefined, { cookie });
  expect(status).toBeLessThan(300);
  return since;
}

/** Waits for the goodbye and the end of the socket. */
async function goodbye(client: Wire, since: number): Promise<void> {
  const bye = await client.fact((message) => message.type === 'bye');
  expect(bye).toMatchObject({ why: 'revoked' });
  expect(Date.now() - since).toBeLessThan(PROMISED);
  await client.page.waitForFunction(() => globalThis.wire.closed !== undefined);
}

/** Waits until a whole second has brought no picture of a sender; says when the last one came, 0 if its place is gone. */
async function lastPicture(page: Page, sender: number): Promise<number> {
  const last = await page.waitForFunction(
    (sender) => {
      const reading = globalThis.probe.readings().find((reading) => reading.sender === sender);
      const at = reading?.lastAt ?? 0;
      return Date.now() - at > 1_000 && { at };
    },
    sender,
    { polling: 100, timeout: 30_000 },
  );
  return last.evaluate((found) => (found === false ? Number.NaN : found.at));
}

test('a revoked booth loses its socket within 5 s and is nobody afterwards', async () => {
  const booth = await Wire.booth(system, '取消');
  await goodbye(booth, await revokeBooth('取消'));
  expect((await booth.person.context.request.get(`${system.city.origin}/api/booth`)).status()).toBe(401);
});

test('a revoked account loses its socket within 5 s and cannot sign in again', async () => {
  const desk = await Wire.account(system, 'staff2');
  await goodbye(desk, await revokeAccount(desk));
  await expect(system.city.signIn('staff2')).rejects.toThrow('401');
});

test('staff may revoke nobody', async () => {
  const cookie = await system.city.signIn('staff1');
  const answer = await system.city.ask('GET', '/api/devices', undefined, { cookie });
  expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});

test('media of a revoked party stops both ways within 5 s, whatever its client does; the others go on', async () => {
  const { booth, desk } = await meet(system);
  // A client that heeds no goodbye: it sends and shows for as long as it is let.
  const interpreter = await Wire.account(system, 'interpreter1', INTERPRETER_SENDER);
  expect(await interpreter.send({ type: 'set-presence', presence: 'available' })).toMatchObject({
    type: 'done',
  });
  await desk.invite('通訳');
  const { rows } = await interpreter.fact(
    (message): message is Extract<ServerMessage, { type: 'queue' }> =>
      message.type === 'queue' && message.rows.length > 0,
  );
  expect(await interpreter.send({ type: 'join', call: rows[0]?.call ?? '' })).toMatchObject({ type: 'done' });
  await interpreter.joinMedia();
  await Promise.all([
    seen(booth.page, INTERPRETER_SENDER),
    seen(desk.page, INTERPRETER_SENDER),
    seen(interpreter.page, BOOTH_SENDER),
    seen(interpreter.page, DESK_SENDER),
  ]);
  const since = await revokeAccount(interpreter);
  const lasts = await Promise.all([
    lastPicture(booth.page, INTERPRETER_SENDER),
    lastPicture(desk.page, INTERPRETER_SENDER),
    lastPicture(interpreter.page, BOOTH_SENDER),
    lastPicture(interpreter.page, DESK_SENDER),
  ]);
  for (const last of lasts) expect(last - since).toBeLessThan(PROMISED);
  await Promise.all([forget(booth.page), forget(desk.page)]);
  await Promise.all([seen(desk.page, BOOTH_SENDER, 60), seen(booth.page, DESK_SENDER, 60)]);

  await revokeBooth('1番');
  await booth.heading('この機械を登録します').waitFor();
  await desk.page.getByText('後処理').first().waitFor();
  expect(await lastPicture(desk.page, BOOTH_SENDER)).toBe(0);
});
