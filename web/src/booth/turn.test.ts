import { describe, expect, test } from 'vitest';
import { asks, decides } from '../features/screening/sample';
import { begin, decided, heard } from '../features/screening/walk';
import type {
  CallState,
  CallView,
  CloseReason,
  Code,
  Handling,
  Prospect,
  ScreeningStep,
  Subject,
  TurnAwayReason,
  Verdict,
} from '../generated/protocol';
import { allowance, turn } from './turn';
import { type Effect, type Event, nameOf, rings, start, type Visit } from './visit';

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
  wait: { ahead: 1, estimate: { is: 'range', from: 10, to: 15, samples: 56 }, step: 'ringing' },
  message: null,
  held_since: null,
  privacy: { is: 'off' },
  uncovering: null,
  screened: null,
  transfer: null,
  invited: [],
  handed: null,
  unreached: null,
  companions: [],
  alarm_since: null,
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

/** The office answers a question about it, or decides. */
function says(step: ScreeningStep): Event {
  return { type: 'walk', walk: heard(begin(remote.id), { is: 'ok', value: step }) };
}
const asking: Event[] = [{ type: 'begin' }, { type: 'choose', subject: remote }];
const confirming: Event[] = [...asking, says(decides('remote'))];
const screened = { given: { version: 1, answers: {} }, disagrees: false };
const waiting: Event[] = [
  ...confirming,
  { type: 'ring', request: 'r1' },
  { type: 'call', call: call('ringing') },
];
const calling: Event[] = [...waiting, { type: 'call', call: call('accepted') }];
const talking: Event[] = [...calling, { type: 'call', call: call('in-call') }];
const promised: Event[] = [...waiting, { type: 'call', call: call('callback') }];
const dialled: Event = { type: 'call', call: call('dialling') };

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

describe('whoever is turned away', () => {
  const counted = (...events: Event[]) =>
    play(...events).effects.filter(({ effect }) => effect === 'turn-away');
  const told = (prospect: Prospect): Event => ({ type: 'prospect', subject: remote.id, prospect });
  const open = told({ is: 'open', ahead: 0, estimate: { is: 'now' } });

  test.each<[Verdict, TurnAwayReason | null]>([
    ['remote', null],
    ['remote-private', null],
    ['online-with-help', null],
    ['enclosed-booth', 'enclosed-booth'],
    ['in-person', 'in-person'],
    ['kiosk', 'kiosk'],
    ['quiet-card', null],
  ])('by the verdict %s is counted as %s', (verdict, reason) => {
    const told = reason === null ? [] : [{ effect: 'turn-away', subject: remote.id, reason }];
    expect(counted(...asking, says(decides(verdict)))).toEqual(told);
  });

  test('to a quiet card is not even asked about', () => {
    const quiet = subject('quiet-card');
    const { visit, effects } = play({ type: 'begin' }, { type: 'choose', subject: quiet });
    expect([visit, effects]).toEqual([
      { at: 'elsewhere', subject: quiet, page: 0, walk: null, because: null },
      [],
    ]);
  });

  test.each<[Prospect, string]>([
    [{ is: 'nobody' }, 'nobody'],
    [{ is: 'closing', opens_at: null }, 'closed'],
    [{ is: 'closed', opens_at: 1 }, 'closed'],
    [{ is: 'full' }, 'full'],
  ])('before ringing is counted once, however often the office says so: %j', (prospect, reason) => {
    const once = [{ effect: 'turn-away', subject: remote.id, reason }];
    expect(counted(...confirming, open, told(prospect), told(prospect), open, told(prospect))).toEqual(once);
  });

  test.each<[Code, string | null]>([
    ['nobody-available', 'nobody'],
    ['full', 'full'],
    ['closing', 'closed'],
    ['internal', null],
  ])('by a ring refused as %s is counted as %s', (code, reason) => {
    const refused = counted(...confirming, { type: 'ring', request: 'r1' }, { type: 'refused', code });
    expect(refused).toEqual(reason === null ? [] : [{ effect: 'turn-away', subject: remote.id, reason }]);
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

describe('a screening', () => {
  const asked = asks('talk');

  test('asks before it is known whether somebody can be rung', () => {
    const { visit, effects } = play(...asking, says(asked));
    expect(visit).toMatchObject({ at: 'screening', walk: { now: asked } });
    expect(effects).toEqual([{ effect: 'ask-screening' }]);
    expect(turn(visit, { type: 'ring', request: 'r1' }).effects).toEqual([]);
  });

  test('from the first question leads back to the tiles, from a verdict to the last question', () => {
    expect(play(...asking, says(asked), { type: 'back' }).visit).toEqual({ at: 'tiles', page: 0 });
    const said = says(decides('remote', { talk: 'yes' }));
    const { visit, effects } = play(...asking, said, { type: 'back' });
    expect(visit).toMatchObject({ at: 'screening', walk: { given: { answers: {} }, earlier: {} } });
    expect(effects.at(-1)).toEqual({ effect: 'ask-screening' });
  });

  test('whose verdict is found wrong rings all the same, after one more page, and says so', () => {
    const away = [...asking, says(decides('in-person'))];
    const { visit } = play(...away, { type: 'disagree' });
    expect(visit).toMatchObject({ at: 'confirm', disagrees: true });
    expect(turn(visit, { type: 'back' }).visit.at).toBe('elsewhere');
    expect(turn(visit, { type: 'ring', request: 'r1' }).effects).toMatchObject([
      { effect: 'ring', screened: { disagrees: true } },
    ]);
  });

  test('whose verdict nobody may be rung against does not', () => {
    const away = says(decides('in-person', {}, { may_disagree: false }));
    expect(play(...asking, away, { type: 'disagree' }).visit.at).toBe('elsewhere');
  });

  test.each(['unscreened', 'not-remote'] as const)(
    'is gone through again where the office refuses a ring as %s, with what was answered',
    (code) => {
      const answers = { talk: 'yes' };
      const ring: Event[] = [says(decides('remote', answers)), { type: 'ring', request: 'r1' }];
      const { visit, effects } = play(...asking, ...ring, { type: 'refused', code });
      const given = { version: 1, answers };
      expect(visit).toMatchObject({ at: 'screening', because: code, walk: { given, earlier: answers } });
      expect(effects.at(-1)).toEqual({ effect: 'ask-screening' });
      const elsewhere = turn(visit, says(decides('in-person', answers))).visit;
      expect(elsewhere).toMatchObject({ at: 'elsewhere', because: code });
      expect(elsewhere.at === 'elsewhere' && elsewhere.walk && decided(elsewhere.walk)?.given).toEqual(given);
    },
  );
});
