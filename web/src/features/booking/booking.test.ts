import { describe, expect, test } from 'vitest';
import type { Answer } from '../../http/ask';
import { asks, decides } from '../screening/sample';
import { createTaking, isUnfinished } from './booking';
import { lost, office, ok, refused } from './office';
import { bookable, booking, held, MORNING, time, withCounter } from './sample';

const HOLD = 'POST /api/bookings/holds';
const SCREEN = 'POST /api/bookings/screening';
const CONFIRM = 'POST /api/bookings';
const RELEASE = 'POST /api/book/holds/release';
const TIMES = 'GET /api/book/times';
const later = time(MORNING + 3_600_000);

const city = {
  'GET /api/book': [ok(bookable)],
  [TIMES]: [ok({ times: [time(), later], next: null, none: null })],
  [SCREEN]: [ok(decides('remote'))],
  [HOLD]: [ok(held())],
  [CONFIRM]: [ok(booking())],
  [RELEASE]: [ok(null)],
};

/** An officer who has the free times of a subject and a site before them. */
async function choosing(more: Record<string, readonly Answer<unknown>[]> = {}) {
  const there = office({ ...city, ...more });
  const taking = createTaking(there.api, 'north', there.newKey);
  await taking.load();
  taking.enter({ subject: 'garbage', site: 'centre' });
  await there.settle();
  return { ...there, taking, step: () => taking.snapshot().step };
}

/** The same with a time held and what the caller said written down. */
async function holding(more: Record<string, readonly Answer<unknown>[]> = {}) {
  const all = await choosing(more);
  await all.taking.choose(time());
  all.taking.enter({ telephone: '０９０−１２３４−５６７８', email: ' hana@example.jp ', language: 'easy' });
  return all;
}

describe('the times', () => {
  test('are those of the site and of the ones near it, unless it is to be the site alone', async () => {
    const { taking, asked, settle } = await choosing();
    taking.enter({ near: false, from: '2026-06-10' });
    await settle();
    expect(asked.filter(({ key }) => key === TIMES).map(({ query }) => query)).toEqual([
      '?subject=garbage&site=centre&site=hill',
      '?subject=garbage&site=centre&from=2026-06-10',
    ]);
  });

  test('are asked for when both subject and site are known', async () => {
    const { taking } = await choosing();
    taking.enter({ site: 'hill' });
    taking.enter({ subject: 'housing' });
    expect(taking.snapshot().entries).toMatchObject({ subject: 'housing', site: null });
    expect(taking.times.snapshot().is).toBe('idle');
  });

  test('cannot be had before it is known what can be booked', async () => {
    const there = office({ 'GET /api/book': [lost, ok(bookable)] });
    const taking = createTaking(there.api, 'north', there.newKey);
    await taking.load();
    expect(taking.snapshot().facts).toBe('failed');
    await taking.load();
    expect(taking.snapshot().facts).toEqual(bookable);
  });
});

describe('a time that is chosen', () => {
  test('is held at once', async () => {
    const { of, step } = await holding();
    const screened = { version: 1, answers: {} };
    expect(of(HOLD)).toEqual([
      { request: 'key-1', subject: 'garbage', site: 'centre', starts: MORNING, screened },
    ]);
    expect(step()).toEqual({ is: 'held', held: held() });
  });

  test('and went to somebody else leaves the entries, and others are offered', async () => {
    const { taking, step } = await choosing({ [HOLD]: [refused('slot-gone', { times: [later] })] });
    taking.enter({ telephone: '0931234567' });
    await taking.choose(time());
    expect(step().is).toBe('choosing');
    expect(taking.snapshot()).toMatchObject({
      refusal: { code: 'slot-gone' },
      entries: { telephone: '0931234567', site: 'centre' },
    });
    expect(taking.times.snapshot().offered).toEqual([later]);
  });

  test('while the line is down is held under the same key afterwards', async () => {
    const { taking, of, step } = await choosing({ [HOLD]: [lost, ok(held())] });
    await taking.choose(time());
    expect(step()).toMatchObject({ is: 'holding', failed: true });
    await taking.again();
    expect(step().is).toBe('held');
    const [first, second] = of(HOLD);
    expect(second).toEqual(first);
  });

  test('is given up for another one, and is free again', async () => {
    const { taking, of, step } = await holding();
    taking.back();
    expect(step().is).toBe('choosing');
    expect(of(RELEASE)).toEqual([{ hold: 'hold-1' }]);
    expect(taking.snapshot().entries.email).toBe(' hana@example.jp ');
  });

  test('is given up as well when it is held too late', async () => {
    const { taking, of, settle } = await choosing();
    const choosingIt = taking.choose(time());
    taking.reset();
    await choosingIt;
    await settle();
    expect(of(RELEASE)).toEqual([{ hold: 'hold-1' }]);
    expect(taking.snapshot().step.is).toBe('choosing');
  });
});

describe('a booking', () => {
  test('is made of the hold and what the caller said, and can be read out again', async () => {
    const { taking, of, step } = await holding();
    await taking.confirm();
    expect(of(CONFIRM)).toEqual([
      {
        request: 'key-2',
        hold: 'hold-1',
        language: 'easy',
        telephone: '09012345678',
        email: 'hana@example.jp',
      },
    ]);
    expect(step()).toEqual({ is: 'done', booking: booking() });
    taking.reset();
    expect(step().is).toBe('choosing');
    taking.readAgain();
    expect(step()).toEqual({ is: 'done', booking: booking() });
  });

  test('needs neither telephone nor e-mail, but no wrong ones', async () => {
    const { taking, of } = await holding();
    taking.enter({ telephone: '123', email: 'hana' });
    await taking.confirm();
    expect(taking.snapshot().wrong).toEqual(['telephone', 'email']);
    expect(of(CONFIRM)).toEqual([]);
    taking.enter({ telephone: '' });
    expect(taking.snapshot().wrong).toEqual(['email']);
    taking.enter({ email: '' });
    await taking.confirm();
    expect(of(CONFIRM)).toMatchObject([{ telephone: null, email: null }]);
  });

  test('that the server finds wrong entries in shows which', async () => {
    const errors = [{ path: 'email', code: 'bad-email', message: '' }];
    const { taking, step } = await holding({ [CONFIRM]: [refused('bad-field', { errors })] });
    await taking.confirm();
    expect(step().is).toBe('held');
    expect(taking.snapshot()).toMatchObject({ wrong: ['email'], refusal: null });
  });

  test.each([
    ['a line that broke', lost],
    ['half an answer', refused('internal')],
  ])('of which nobody knows after %s is sent again under the same key, unchanged', async (_, unknown) => {
    const { taking, of, step } = await holding({ [CONFIRM]: [unknown, ok(booking())] });
    await taking.confirm();
    expect(step()).toMatchObject({ is: 'confirming', failed: true });
    expect(isUnfinished(taking.snapshot())).toBe(true);
    await taking.again();
    const [first, second] = of(CONFIRM);
    expect(second).toEqual(first);
    expect(step().is).toBe('done');
  });

  test('whose hold ran out and whose time is gone keeps its entries, and others are offered', async () => {
    const { taking, step } = await holding({ [CONFIRM]: [refused('hold-over', { times: [later] })] });
    await taking.confirm();
    expect(step().is).toBe('choosing');
    expect(taking.snapshot()).toMatchObject({
      refusal: { code: 'hold-over' },
      entries: { email: ' hana@example.jp ', language: 'easy' },
    });
    expect(taking.times.snapshot().offered).toEqual([later]);
  });

  test.each(['overlapping', 'too-many-bookings', 'too-many'])(
    'that is refused as %s stays held',
    async (code) => {
      const { taking, step, of } = await holding({ [CONFIRM]: [refused(code), ok(booking())] });
      await taking.confirm();
      expect(step().is).toBe('held');
      expect(taking.snapshot().refusal).toMatchObject({ code });
      await taking.confirm();
      expect(of(CONFIRM)).toMatchObject([{ request: 'key-2' }, { request: 'key-3' }]);
    },
  );

  test('that is forgotten leaves nothing behind', async () => {
    const { taking, of } = await holding();
    taking.reset();
    expect(of(RELEASE)).toEqual([{ hold: 'hold-1' }]);
    expect(taking.snapshot().entries).toMatchObject({ subject: null, telephone: '', email: '' });
    expect(isUnfinished(taking.snapshot())).toBe(false);
  });
});

describe('a screening', () => {
  test('comes before the times, and its answers go with the hold', async () => {
    const answers = { talk: 'yes' };
    const { taking, asked, of, settle } = await choosing({
      [SCREEN]: [ok(asks('talk')), ok(decides('remote', answers))],
    });
    expect(taking.times.snapshot().is).toBe('idle');
    taking.screening.choose('yes');
    await settle();
    expect(asked.some(({ key }) => key === TIMES)).toBe(true);
    await taking.choose(time());
    expect(of(HOLD)).toMatchObject([{ screened: { version: 1, answers } }]);
  });

  test('that leads elsewhere lists no times, unless the officer says so', async () => {
    const { taking, of, settle } = await choosing({ [SCREEN]: [ok(decides('in-person'))] });
    await taking.choose(time());
    expect([taking.times.snapshot().is, of(HOLD)]).toEqual(['idle', []]);
    taking.overrule();
    await settle();
    expect(taking.times.snapshot().is).not.toBe('idle');
  });

  test('that leads to the counter of the ward office holds its next time with one press', async () => {
    const next = time(undefined, 'office');
    const counter = { site: 'office', site_name: '北区役所の窓口', access: null, next };
    const { taking, of, settle } = await choosing({
      'GET /api/book': [ok(withCounter)],
      [SCREEN]: [ok(decides('in-person', {}, { counter }))],
    });
    await taking.chooseAt(next);
    await settle();
    expect(of(HOLD)).toMatchObject([{ site: 'office', screened: { version: 1, answers: {} } }]);
    expect(taking.snapshot()).toMatchObject({ entries: { site: 'office' }, step: { is: 'held' } });
    taking.back();
    await settle();
    expect(taking.times.snapshot().is).not.toBe('idle');
  });

  test('is overruled for this subject and this place alone', async () => {
    const { taking, of, settle } = await choosing({ [SCREEN]: [ok(decides('in-person'))] });
    taking.overrule();
    await settle();
    await taking.choose(time());
    expect(of(HOLD)).toMatchObject([{ overrules: true }]);
    taking.back();
    await settle();
    taking.enter({ site: 'hill' });
    expect(taking.snapshot().overrules).toBe(false);
  });

  test('asks again where an answer was wrong', async () => {
    const answers = { talk: 'yes' };
    const { taking, of, settle } = await choosing({
      [SCREEN]: [ok(decides('remote', answers)), ok(asks('talk'))],
    });
    taking.correct();
    await settle();
    expect(of(SCREEN).at(-1)).toMatchObject({ given: { answers: {} } });
    expect([taking.snapshot().walk?.now.is, taking.times.snapshot().is]).toEqual(['ask', 'idle']);
  });

  test('with questions that are open goes on where the hold was refused', async () => {
    const { taking, settle } = await choosing({
      [SCREEN]: [ok(decides('remote')), ok(asks('talk'))],
      [HOLD]: [refused('unscreened')],
    });
    await taking.choose(time());
    await settle();
    expect(taking.snapshot()).toMatchObject({
      refusal: { code: 'unscreened' },
      walk: { now: { is: 'ask' } },
    });
  });
});
