import { expect, test } from 'vitest';
import { asks, decides } from '../../features/screening/sample';
import type { PlaceToBook, ScreeningStep } from '../../generated/protocol';
import { timeAt } from '../booking/sample';
import { BoothSim, subject } from '../sim';

/** Somebody who chose the tile, where the office says this about it. */
async function chosen(step: ScreeningStep): Promise<BoothSim> {
  const sim = new BoothSim();
  sim.step = step;
  await sim.settled();
  sim.booth.tell({ type: 'begin' });
  sim.booth.tell({ type: 'choose', subject });
  await sim.settled();
  return sim;
}

const rooms: PlaceToBook[] = [
  { site: 'room', site_name: '個室のある出張所', access: null, next: timeAt('14:00', 'room') },
  { site: 'far', site_name: '遠い出張所', access: null, next: null },
];
const enclosed = decides('enclosed-booth', {}, { enclosed: rooms });

test('the answers go to the office and with the ring, and nowhere else', async () => {
  const sim = await chosen(asks('talk'));
  sim.step = decides('remote', { talk: 'yes' });
  sim.booth.screening.choose('yes');
  await sim.settled();
  expect(sim.of('screening')).toEqual([
    { subject: 'subject' },
    { subject: 'subject', given: { version: 1, answers: { talk: 'yes' } } },
  ]);
  sim.booth.ring();
  expect(sim.screened).toEqual([{ given: { version: 1, answers: { talk: 'yes' } }, disagrees: false }]);
});

test('an office that says nothing is asked again with the same', async () => {
  const sim = await chosen(asks('talk'));
  sim.answers.screening = { is: 'unreachable' };
  sim.booth.screening.choose('yes');
  await sim.settled();
  expect(sim.state.visit).toMatchObject({ at: 'screening', walk: { now: { is: 'failed' } } });
  delete sim.answers.screening;
  sim.step = decides('remote', { talk: 'yes' });
  sim.booth.screening.again();
  await sim.settled();
  expect(sim.state.visit.at).toBe('confirm');
  expect(sim.of('screening').at(-1)).toEqual(sim.of('screening').at(-2));
});

test('whoever is led elsewhere is counted once a visit', async () => {
  const sim = await chosen(decides('in-person'));
  sim.booth.tell({ type: 'begin' });
  sim.booth.tell({ type: 'choose', subject });
  await sim.settled();
  expect(sim.of('turnAway')).toEqual([{ subject: 'subject', reason: 'in-person' }]);
});

test('the next time at an enclosed booth is held with one touch, with the answers', async () => {
  const sim = await chosen(enclosed);
  sim.booth.bookAt(rooms, timeAt('14:00', 'room'));
  await sim.settled();
  expect(sim.of('hold')).toMatchObject([{ site: 'room', screened: { version: 1, answers: {} } }]);
  expect(sim.state.visit).toMatchObject({ at: 'booking', planning: { step: { is: 'telephone' } } });
});

test('the next time at the counter of the ward office is held with one touch, and is not said to be nearby', async () => {
  const [office] = rooms;
  if (office === undefined) throw new Error('a place is there');
  const sim = await chosen(decides('in-person', {}, { counter: office }));
  sim.booth.bookAt([office], timeAt('14:00', 'room'));
  await sim.settled();
  expect(sim.of('hold')).toMatchObject([{ site: 'room', screened: { version: 1, answers: {} } }]);
  expect(sim.state.visit).toMatchObject({
    planning: { offer: { counter: true }, step: { is: 'telephone' } },
  });
});

test('where it has gone, the other times of the enclosed booths are listed', async () => {
  const sim = await chosen(enclosed);
  sim.answers.hold = { is: 'refused', code: 'slot-gone', title: '' };
  sim.booth.bookAt(rooms, timeAt('14:00', 'room'));
  await sim.settled();
  expect(sim.of('times')).toMatchObject([{ sites: ['room', 'far'] }]);
  expect(sim.state.visit).toMatchObject({ planning: { step: { times: { is: 'there' }, missed: 'gone' } } });
  sim.booth.tell({ type: 'back' });
  expect(sim.state.visit.at).toBe('elsewhere');
});

test('a time that is refused for open questions asks them, and goes on to the times', async () => {
  const sim = await chosen(decides('remote'));
  sim.booth.booking(subject)?.();
  await sim.settled();
  sim.answers.hold = { is: 'refused', code: 'unscreened', title: '' };
  sim.step = asks('talk');
  await sim.booth.plan.take(timeAt('10:30'));
  await sim.settled();
  expect(sim.state.visit).toMatchObject({ at: 'screening', because: 'unscreened', wants: { is: 'book' } });
  sim.step = decides('remote', { talk: 'yes' });
  sim.booth.screening.choose('yes');
  await sim.settled();
  expect(sim.state.visit).toMatchObject({
    at: 'booking',
    planning: { screened: { answers: { talk: 'yes' } } },
  });
});

test('a time at a place where it cannot be done leads to the times of others', async () => {
  const sim = await chosen(decides('remote'));
  sim.booth.booking(subject)?.();
  await sim.settled();
  sim.answers.hold = { is: 'refused', code: 'not-remote', title: '' };
  await sim.booth.plan.take(timeAt('11:00', 'near'));
  await sim.settled();
  expect(sim.state.visit).toMatchObject({ planning: { step: { is: 'times', missed: 'not-there' } } });
});

test('a page that was lost in the middle of it asks on', async () => {
  const before = await chosen(asks('talk'));
  before.answers.screening = { is: 'unreachable' };
  before.booth.screening.choose('yes');
  const sim = new BoothSim(null, undefined, before.booth.kept());
  sim.step = decides('remote', { talk: 'yes' });
  await sim.settled();
  expect(sim.of('screening')).toEqual([
    { subject: 'subject', given: { version: 1, answers: { talk: 'yes' } } },
  ]);
  expect(sim.state.visit.at).toBe('confirm');
});
