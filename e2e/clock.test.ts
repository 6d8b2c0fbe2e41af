/** A booth whose clock went wrong after it was enrolled, as when its battery ran out: the whole booth, its browser too. */
import { expect, test } from 'vitest';
import type { DeviceRow } from '../web/src/generated/protocol.ts';
import { clockOff } from './harness/faketime.ts';
import { startSystem } from './harness/system.ts';
import { Terminal } from './harness/terminal.ts';

const system = startSystem();

test.each([
  ['ahead', '+1y'],
  ['behind', '-1y'],
])('a booth whose clock is a year %s says so, and takes no visit', async (name, off) => {
  const set = Object.entries(clockOff(off)).map(([name, value]) => `${name}=${value}`);
  const terminal = await Terminal.start(system.city, { before: ['env', ...set] });
  try {
    await terminal.enrol(name);
    await terminal.says(/moved on.*out-of-order.*Clock/);
    await terminal.reads('時計が合っていません');
    expect(terminal.said.filter(({ text }) => /moved on.*(visit|in-call)/.test(text))).toEqual([]);
  } finally {
    await terminal.stop();
  }
});

test('the office sees that a clock is wrong, as far as the booth reaches it', async () => {
  const { city } = system;
  const { body } = await city.ask('GET', '/api/devices', undefined, { cookie: await city.signIn('admin1') });
  const ahead = (body as DeviceRow[]).find((device) => device.name === 'ahead');
  expect(ahead?.lamps).toContainEqual({ part: 'clock', state: 'bad', note: 'wrong' });
});
