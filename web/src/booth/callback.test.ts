import { describe, expect, test } from 'vitest';
import { turn } from './turn';
import { call, confirming, dialled, play, promised, talking, waiting } from './turn-sample';
import type { Event, Visit } from './visit';

describe('a ticket that is called back', () => {
  test('stays when the resident leaves, and the booth is wiped', () => {
    const { visit, effects } = play(...promised, { type: 'end' });
    expect(visit).toEqual({ at: 'erased', submitted: false });
    expect(effects.slice(3)).toEqual([{ effect: 'erase', submitted: false }]);
    expect(play(...promised, { type: 'gone' }).visit.at).toBe('erased');
  });

  test('is given up by the resident alone', () => {
    const { visit, effects } = play(...promised, { type: 'cancel' });
    expect(visit).toEqual({ at: 'tiles', page: 0 });
    expect(effects.at(-1)).toEqual({ effect: 'end-call', call: 'c1' });
  });

  test('does not stand in the way of the next resident', () => {
    const kept: Event = { type: 'call', call: call('callback') };
    const { visit, effects } = play(kept, ...confirming, kept, { type: 'ring', request: 'r2' }, kept);
    expect(visit).toMatchObject({ at: 'callback' });
    expect(effects.filter(({ effect }) => effect === 'end-call')).toEqual([]);
  });

  test.each<[string, Event[], Visit['at']]>([
    ['who waits', promised, 'callback'],
    ['at the start', [], 'start'],
    ['who chooses', confirming, 'confirm'],
  ])('calls a resident %s, who may answer or not', (_who, before, back) => {
    const { visit } = play(...before, dialled);
    expect(visit).toMatchObject({ at: 'dialling', reply: 'none' });
    const yes = turn(visit, { type: 'reply', yes: true });
    expect(yes.effects).toEqual([{ effect: 'answer', call: 'c1' }]);
    expect(turn(yes.visit, { type: 'reply', yes: false }).effects).toEqual([]);
    expect(turn(yes.visit, { type: 'call', call: call('accepted') })).toMatchObject({
      visit: { at: 'call' },
      effects: [{ effect: 'join' }],
    });
    const no = turn(visit, { type: 'reply', yes: false });
    expect(no.effects).toEqual([{ effect: 'end-call', call: 'c1' }]);
    expect(no.visit).toMatchObject({ at: 'dialling', reply: 'no' });
    expect(turn(no.visit, { type: 'call', call: call('callback') })).toMatchObject({
      visit: { at: back },
      effects: [],
    });
  });

  test('calls back where nobody answered in time', () => {
    const { visit } = play(...promised, dialled, { type: 'call', call: call('callback') }, dialled);
    expect(visit.at).toBe('dialling');
  });

  test.each<[string, Event[]]>([
    [
      'finishes a form alone',
      [...talking, { type: 'form', progress: 'draft' }, { type: 'call', call: null }],
    ],
    ['talks', talking],
    ['rings', waiting],
  ])('never interrupts a resident who %s', (_what, events) => {
    const { visit } = play(...events);
    const other = turn(visit, { type: 'call', call: call('dialling', null, 'c2') });
    expect(other.visit).toEqual(visit);
  });

  test('is not taken over by somebody who fills in the form of another call', () => {
    const { visit } = play(
      ...talking,
      { type: 'form', progress: 'draft' },
      { type: 'call', call: call('closed', 'completed') },
    );
    expect(turn(visit, { type: 'call', call: call('dialling', null, 'c2') }).effects).toEqual([
      { effect: 'end-call', call: 'c2' },
    ]);
  });

  test('that ends says so and leads to the beginning', () => {
    const { visit } = play(...promised, { type: 'call', call: null });
    expect(visit).toEqual({
      at: 'turned-away',
      why: 'unanswered',
      subject: null,
      booked: null,
      screened: null,
    });
    expect(turn(visit, { type: 'ring', request: 'r2' }).effects).toEqual([]);
    expect(turn(visit, { type: 'begin' }).visit).toEqual({ at: 'tiles', page: 0 });
  });

  test('comes out of a call that could not go on', () => {
    const back: Event = { type: 'call', call: call('callback') };
    expect(play(...talking, back).visit.at).toBe('callback');
    expect(play(...talking, back).effects.at(-1)).toEqual({ effect: 'leave' });
    expect(play(...talking, { type: 'form', progress: 'draft' }, back).visit.at).toBe('alone');
  });
});
