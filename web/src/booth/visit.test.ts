import { describe, expect, test } from 'vitest';
import type { CallState, CallView, CloseReason, Code, Handling, Subject } from '../generated/protocol';
import { allowance, type Effect, type Event, nameOf, rings, start, turn, type Visit, waitOf } from './visit';

const subject = (handling: Handling): Subject => ({
  id: 'garbage-support',
  name: 'ごみ出し支援',
  name_easy: null,
  name_en: 'Garbage help',
  handling,
  identity: 'self-stated',
  minutes: 20,
  form: 'garbage-support',
  section: 'garbage',
});
const remote = subject('remote');
const call = (state: CallState, closed: CloseReason | null = null, id = 'c1'): CallView => ({
  call: id,
  epoch: 1,
  number: 12,
  state,
  closed,
  subject: remote.id,
  subject_name: remote.name,
  site: 'kokura-chuo',
  site_name: '小倉中央市民センター',
  section: 'garbage',
  section_name: '環境課',
  language: 'ja',
  identity_needed: 'self-stated',
  identity: 'none',
  form: remote.form,
  you: 'p1',
  parties: [],
  ahead: 1,
  rang_at: 0,
  accepted_at: null,
  receipt: null,
});

/** Plays events, and returns where the visit stands with every effect on the way. */
function play(...events: Event[]): { visit: Visit; effects: Effect[] } {
  let visit: Visit = start;
  const effects: Effect[] = [];
  for (const event of events) {
    const next = turn(visit, event);
    visit = next.visit;
    effects.push(...next.effects);
  }
  return { visit, effects };
}

const confirming: Event[] = [{ type: 'begin' }, { type: 'choose', subject: remote }];
const waiting: Event[] = [
  ...confirming,
  { type: 'ring', request: 'r1' },
  { type: 'call', call: call('ringing') },
];
const calling: Event[] = [...waiting, { type: 'call', call: call('accepted') }];

describe('before a call', () => {
  test('nothing rings before the resident confirms', () => {
    const { visit, effects } = play(...confirming);
    expect(visit.at).toBe('confirm');
    expect(effects).toEqual([]);
    expect(play(...confirming, { type: 'ring', request: 'r1' }).effects).toEqual([
      { effect: 'ring', request: 'r1', subject: remote },
    ]);
  });

  test.each<[Handling, boolean]>([
    ['remote', true],
    ['guide', true],
    ['in-person', false],
    ['book-in-person', false],
    ['private-room', false],
    ['kiosk', false],
    ['quiet-card', false],
  ])('a subject handled %s rings: %s', (handling, expected) => {
    expect(rings(handling)).toBe(expected);
    const { visit, effects } = play(
      { type: 'begin' },
      { type: 'choose', subject: subject(handling) },
      { type: 'ring', request: 'r1' },
    );
    expect(visit.at).toBe(expected ? 'ringing' : 'elsewhere');
    expect(effects.length > 0).toBe(expected);
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
    ['internal', 'failed'],
  ])('a ring refused as %s turns the resident away and may be tried again', (code, why) => {
    const refused: Event[] = [...confirming, { type: 'ring', request: 'r1' }, { type: 'refused', code }];
    expect(play(...refused).visit).toEqual({ at: 'turned-away', why, subject: remote });
    expect(play(...refused, { type: 'ring', request: 'r2' }).visit).toMatchObject({
      at: 'ringing',
      request: 'r2',
    });
  });
});

describe('while it rings', () => {
  test("the place in line follows the server's fact", () => {
    const { visit } = play(...waiting, { type: 'call', call: { ...call('ringing'), ahead: 0 } });
    expect(visit).toMatchObject({ at: 'ringing', call: { number: 12, ahead: 0 } });
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
    expect(visit).toEqual({ at: 'turned-away', why: 'unanswered', subject: remote });
  });

  test('an accepted ticket turns camera and microphone on, not before', () => {
    expect(play(...waiting).effects.map(({ effect }) => effect)).toEqual(['ring']);
    expect(play(...calling).effects.at(-1)).toMatchObject({ effect: 'join' });
    expect(play(...calling).visit).toMatchObject({ at: 'call', form: 'none' });
  });
});

describe('in a call', () => {
  test('おわる stops the media, ends the call and erases, in this order', () => {
    const { visit, effects } = play(...calling, { type: 'end' });
    expect(effects.slice(-3)).toEqual([
      { effect: 'leave' },
      { effect: 'end-call', call: 'c1' },
      { effect: 'erase', submitted: false },
    ]);
    expect(visit).toEqual({ at: 'erased', submitted: false });
  });

  test('after a submission the erased screen says that it arrived', () => {
    const { visit } = play(...calling, { type: 'form', progress: 'submitted' }, { type: 'end' });
    expect(visit).toEqual({ at: 'erased', submitted: true });
  });

  test('staff end: without a form everything is erased, with a draft the resident goes on alone', () => {
    const over: Event = { type: 'call', call: call('closed', 'completed') };
    expect(play(...calling, over).visit).toEqual({ at: 'erased', submitted: false });
    const alone = play(...calling, { type: 'form', progress: 'draft' }, over);
    expect(alone.visit).toMatchObject({ at: 'alone', form: 'draft' });
    expect(alone.effects.at(-1)).toEqual({ effect: 'leave' });
    const submitted = turn(alone.visit, { type: 'form', progress: 'submitted' });
    expect(turn(submitted.visit, { type: 'end' }).effects).toEqual([{ effect: 'erase', submitted: true }]);
  });

  test('a lost line says so instead of pretending that the talk is over', () => {
    const { visit } = play(...calling, { type: 'call', call: call('closed', 'lost') });
    expect(visit).toMatchObject({ at: 'turned-away', why: 'lost' });
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
  const alone = play(...calling, { type: 'form', progress: 'draft' }, { type: 'call', call: null }).visit;
  expect(allowance(alone)).toBe('typing');
});

test("a subject is named in the resident's language where the city has a name for it", () => {
  expect(nameOf(remote, 'en')).toBe('Garbage help');
  expect(nameOf(remote, 'easy')).toBe('ごみ出し支援');
});

test.each([
  [0, 20, null],
  [1, 20, [10, 20]],
  [2, 20, [20, 40]],
  [1, 5, [5, 10]],
  [3, 15, [20, 45]],
])('%i tickets of %i minutes before this one: %j', (ahead, minutes, range) => {
  expect(waitOf(ahead, minutes)).toEqual(range);
});
