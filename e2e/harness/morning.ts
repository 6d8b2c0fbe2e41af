/** A morning before the story begins: consultations that are over, on which the queue's estimates rest. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Given } from '../../web/src/generated/protocol.ts';
import { Officer } from './officer.ts';
import type { System } from './system.ts';
import { Wire } from './wire.ts';

const MINUTE = 60_000;

/**
 * Holds them one after the other, and dates the beginning of each back, so that it took so many minutes. The server
 * starts anew: only then does it read its record at once.
 */
export async function consult(
  system: System,
  subject: string,
  screened: Given,
  minutes: readonly number[],
): Promise<void> {
  const { city } = system;
  const officer = await Officer.open(system);
  const resident = await Wire.booth(system, '朝の人');
  const calls: string[] = [];
  for (const _ of minutes) {
    await resident.ring(subject, screened);
    const call = await officer.accept();
    await Promise.all([resident, officer.wire].map((wire) => wire.joinMedia()));
    await officer.wire.call('in-call');
    await officer.hangUp(call);
    await officer.wrapUp(call);
    await resident.leave();
    calls.push(call.call);
  }
  for (const { person } of [officer.wire, resident]) await person.context.close();
  await city.kill();
  const rows = new DatabaseSync(join(city.directory, 'chikamado.db'));
  const dateBack = rows.prepare(
    'UPDATE call SET rang_at = rang_at - :by, accepted_at = accepted_at - :by WHERE id = :call',
  );
  for (const [at, call] of calls.entries()) dateBack.run({ by: (minutes[at] ?? 0) * MINUTE, call });
  rows.close();
  await city.serve();
}
