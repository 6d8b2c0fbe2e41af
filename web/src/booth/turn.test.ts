import { describe, expect, test } from 'vitest';
import { decides } from './../features/screening/sample';
import type { Code, Handling, Prospect, Verdict } from './../generated/protocol';
import { allowance, turn } from './turn';
import {
  asking,
  call,
  calling,
  confirming,
  dialled,
  play,
  promised,
  remote,
  says,
  screened,
  talking,
  waiting,
} from './turn-sample';
import { type Event, nameOf, rings, start } from './visit';

describe('before a call', () => {
  test('nothing rings before the resident confirms', () => {
    const { visit, effects } = play(...confirming);
    expect(visit.at).toBe('confirm');
    expect(effects).toEqual([{ effect: 'ask-screening' }, { effect: 'ask-prospect', subject: remote.id }]);
    expect(play(...confirming, { type: 'ring', request: 'r1' }).effects.at(-1)).toEqual({
      effect: 'ring',
      request: 'r1',
      subject: remote,
      booked: null,
      screened,
    });
  });

  test.each<[Prospect, boolean]>([
    [{ is: 'open', ahead: 2, estimate: { is: 'unknown', samples: 3 } }, true],
    [{ is: 'nobody' }, false],
    [{ is: 'closing', opens_at: null }, false],
    [{ is: 'closed', opens_at: 1 }, false],
    [{ is: 'full' }, false],
  ])('where the office says %j, a ring is possible: %s', (prospect, possible) => {
    const asked: Event[] = [...confirming, { type: 'prospect', subject: remote.id, prospect }];
    expect(play(...asked).visit).toMatchObject({ at: 'confirm', prospect });
    expect(play(...asked, { type: 'ring', request: 'r1' }).visit.at).toBe(possible ? 'ringing' : 'confirm');
  });

  test('what the office says of another subject is not said of this one', () => {
    const { visit } = play(...confirming, {
      type: 'prospect',
      subject: 'other',
      prospect: { is: 'nobody' },
    });
    expect(visit).toMatchObject({ at: 'confirm', prospect: null });
  });

  test.each<[Verdict, boolean]>([
    ['remote', true],
    ['remote-private', true],
    ['online-with-help', true],
    ['enclosed-booth', false],
    ['in-person', false],
    ['kiosk', false],
    ['quiet-card', false],
  ])('a subject of which the office says %s rings: %s', (verdict, expected) => {
    const { visit, effects } = play(...asking, says(decides(verdict)), { type: 'ring', request: 'r1' });
    expect(visit.at).toBe(expected ? 'ringing' : 'elsewhere');
    expect(effects.some(({ effect }) => effect === 'ring')).toBe(expected);
  });

  test.each<[Handling, boolean]>([
    ['remote', true],
    ['guide', true],
    ['private-room', false],
  ])('a tile handled %s names no other place: %s', (handling, expected) => {
    expect(rings(handling)).toBe(expected);
  });

  test('the wrong tile costs one touch, and the page of tiles is kept', () => {
    const { visit } = play(
      { type: 'begin' },
      { type: 'page', page: 2 },
      { type: 'choose', subject: remote },
      { type: 'back' },
    );
    expect(visit).toEqual({ at: 'tiles', page: 2 });
  });

  test.each<[Code, string]>([
    ['nobody-available', 'nobody'],
    ['full', 'full'],
    ['closing', 'closing'],
    ['internal', 'failed'],
  ])('a ring refused as %s turns the resident away and may be tried again', (code, why) => {
    const refused: Event[] = [...confirming, { type: 'ring', request: 'r1' }, { type: 'refused', code }];
    expect(play(...refused).visit).toEqual({
      at: 'turned-away',
      why,
      subject: remote,
      booked: null,
      screened,
    });
    expect(play(...refused, { type: 'ring', request: 'r2' }).visit).toMatchObject({
      at: 'ringing',
      request: 'r2',
    });
  });
});

describe('while it rings', () => {
  test("the place in line follows the server's fact", () => {
    const wait = { ahead: 0, estimate: { is: 'now' }, step: 'ringing-next' } as const;
    const { visit } = play(...waiting, { type: 'call', call: { ...call('ringing'), wait } });
    expect(visit).toMatchObject({ at: 'ringing', call: { number: 12, wait } });
  });

  test('cancelling ends the ticket and goes back to the tiles', () => {
    const { visit, effects } = play(...waiting, { type: 'cancel' });
    expect(visit).toEqual({ at: 'tiles', page: 0 });
    expect(effects.at(-1)).toEqual({ effect: 'end-call', call: 'c1' });
  });

  test('a ticket that the server learns of only after the cancel is ended too', () => {
    const { effects } = play(
      ...confirming,
      { type: 'ring', request: 'r1' },
      { type: 'cancel' },
      { type: 'call', call: call('ringing') },
    );
    expect(effects.at(-1)).toEqual({ effect: 'end-call', call: 'c1' });
  });

  test('nobody answers in time', () => {
    const { visit } = play(...waiting, { type: 'call', call: call('closed', 'unanswered') });
    expect(visit).toEqual({
      at: 'turned-away',
      why: 'unanswered',
      subject: remote,
      booked: null,
      screened,
    });
  });

  test('an accepted ticket turns camera and microphone on, not before', () => {
    expect(play(...waiting).effects.map(({ effect }) => effect)).toEqual([
      'ask-screening',
      'ask-prospect',
      'ring',
    ]);
    expect(play(...calling).effects.at(-1)).toMatchObject({ effect: 'join' });
    expect(play(...calling).visit).toMatchObject({ at: 'call', form: 'none' });
  });
});

describe('in a call', () => {
  test('おわる stops the media, ends the call, clears what was typed, and asks how it was', () => {
    const { visit, effects } = play(...talking, { type: 'end' });
    expect(effects.slice(-3)).toEqual([
      { effect: 'leave' },
      { effect: 'end-call', call: 'c1' },
      { effect: 'clear' },
    ]);
    expect(visit).toEqual({ at: 'rating', call: 'c1', submitted: false });
  });

  test('whoever has not talked yet is not asked', () => {
    const { visit, effects } = play(...calling, { type: 'end' });
    expect(effects.slice(-3)).toEqual([
      { effect: 'leave' },
      { effect: 'end-call', call: 'c1' },
      { effect: 'erase', submitted: false },
    ]);
    expect(visit).toEqual({ at: 'erased', submitted: false });
    expect(play(...calling, { type: 'call', call: call('closed', 'completed') }).visit.at).toBe('erased');
  });

  test('after a submission the erased screen says that it arrived', () => {
    const { visit } = play(
      ...talking,
      { type: 'form', progress: 'submitted' },
      { type: 'end' },
      { type: 'rate', rating: 'good' },
    );
    expect(visit).toEqual({ at: 'erased', submitted: true });
  });

  test('staff end: without a form the resident is asked how it was, with a draft they go on alone', () => {
    const over: Event = { type: 'call', call: call('closed', 'completed') };
    expect(play(...talking, over).visit).toEqual({ at: 'rating', call: 'c1', submitted: false });
    expect(play(...talking, over).effects.slice(-2)).toEqual([{ effect: 'leave' }, { effect: 'clear' }]);
    const alone = play(...talking, { type: 'form', progress: 'draft' }, over);
    expect(alone.visit).toMatchObject({ at: 'alone', form: 'draft' });
    expect(alone.effects.at(-1)).toEqual({ effect: 'leave' });
    const submitted = turn(alone.visit, { type: 'form', progress: 'submitted' });
    expect(turn(submitted.visit, { type: 'end' })).toEqual({
      visit: { at: 'rating', call: 'c1', submitted: true },
      effects: [{ effect: 'clear' }],
    });
    expect(turn(submitted.visit, { type: 'gone' }).visit).toEqual({ at: 'erased', submitted: true });
  });

  test('a lost line says so instead of pretending that the talk is over', () => {
    const { visit } = play(...calling, { type: 'call', call: call('closed', 'lost') });
    expect(visit).toEqual({ at: 'turned-away', why: 'lost', subject: null, booked: null, screened: null });
    expect(turn(visit, { type: 'ring', request: 'r2' }).effects).toEqual([]);
  });

  test('a fact of another call changes nothing', () => {
    const before = play(...calling).visit;
    expect(turn(before, { type: 'call', call: call('closed', 'completed', 'c2') })).toEqual({
      visit: before,
      effects: [],
    });
  });
});

describe('how it was', () => {
  const rating = play(...talking, { type: 'end' }).visit;

  test('is told in one touch, and everything is erased', () => {
    expect(turn(rating, { type: 'rate', rating: 'fair' })).toEqual({
      visit: { at: 'erased', submitted: false },
      effects: [
        { effect: 'rate', call: 'c1', rating: 'fair' },
        { effect: 'erase', submitted: false },
      ],
    });
  });

  test.each(['end', 'gone'] as const)('may be passed over: %s', (type) => {
    expect(turn(rating, { type }).effects).toEqual([{ effect: 'erase', submitted: false }]);
  });

  test('is asked of nobody who has not talked', () => {
    expect(turn(start, { type: 'rate', rating: 'good' })).toEqual({ visit: start, effects: [] });
  });

  test('is not disturbed by what becomes of the call', () => {
    for (const state of ['in-call', 'closed', 'callback'] as const)
      expect(turn(rating, { type: 'call', call: call(state) })).toEqual({ visit: rating, effects: [] });
  });
});

test('a document that wakes up in a call of which it knows nothing ends it', () => {
  expect(turn(start, { type: 'call', call: call('in-call') }).effects).toEqual([
    { effect: 'end-call', call: 'c1' },
  ]);
  expect(turn(start, { type: 'call', call: call('closed', 'completed') }).effects).toEqual([]);
});

test('idle time is counted where something could be left behind, never in a call', () => {
  expect(allowance(start)).toBe('unlimited');
  expect(allowance(play(...confirming).visit)).toBe('choosing');
  expect(allowance(play(...waiting).visit)).toBe('unlimited');
  expect(allowance(play(...calling).visit)).toBe('unlimited');
  expect(allowance(play(...promised).visit)).toBe('choosing');
  expect(allowance(play(...promised, dialled).visit)).toBe('unlimited');
  expect(allowance(play(...talking, { type: 'end' }).visit)).toBe('rating');
  const alone = play(...calling, { type: 'form', progress: 'draft' }, { type: 'call', call: null }).visit;
  expect(allowance(alone)).toBe('typing');
});

test("a subject is named in the resident's language where the city has a name for it", () => {
  expect(nameOf(remote, 'en')).toBe('Garbage help');
  expect(nameOf(remote, 'easy')).toBe('ごみ出し支援');
});
