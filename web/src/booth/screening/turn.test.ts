import { describe, expect, test } from 'vitest';
import { asks, decides } from '../../features/screening/sample';
import { decided } from '../../features/screening/walk';
import type { Code, Prospect, TurnAwayReason, Verdict } from '../../generated/protocol';
import { turn } from '../turn';
import { asking, confirming, play, remote, says, subject } from '../turn-sample';
import type { Event } from '../visit';

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

  test('of what no tile names leads back to where it is named', () => {
    const discreet = { ...remote, discreet: true };
    const chosen: Event[] = [{ type: 'begin' }, { type: 'discreet' }, { type: 'choose', subject: discreet }];
    expect(play(...chosen, says(asked), { type: 'back' }).visit).toEqual({ at: 'discreet', page: 0 });
    const quiet = { ...subject('quiet-card'), discreet: true };
    const card: Event[] = [{ type: 'begin' }, { type: 'discreet' }, { type: 'choose', subject: quiet }];
    expect(play(...card, { type: 'back' }).visit).toEqual({ at: 'discreet', page: 0 });
  });

  test('that ends with the guide alone opens it with one touch, and nothing rings', () => {
    const { visit, effects } = play(...confirming, { type: 'guide' });
    expect(visit).toEqual({ at: 'guide', page: 0 });
    expect(effects.filter(({ effect }) => effect === 'ring')).toEqual([]);
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
