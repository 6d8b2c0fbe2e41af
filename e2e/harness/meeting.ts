/** A resident and an officer who have met: the call is accepted, and each sees the other. */
import { BOOTH_SENDER, Booth } from './booth.ts';
import { DESK_SENDER, Desk } from './desk.ts';
import { seen } from './media.ts';
import type { System } from './system.ts';

export interface Meeting {
  booth: Booth;
  desk: Desk;
}

/** Opens both pages and brings them into a call. */
export async function meet(system: System): Promise<Meeting> {
  const booth = await Booth.open(system);
  const desk = await Desk.open(system);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await Promise.all([seen(desk.page, BOOTH_SENDER), seen(booth.page, DESK_SENDER)]);
  return { booth, desk };
}
