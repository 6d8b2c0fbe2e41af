import { describe, expect, test } from 'vitest';
import { codeFault } from '../../features/booking/code';
import { booking, checkedIn } from '../booking/sample';
import { CHOOSING_MS, TYPING_MS } from '../idle';
import { BoothSim, info } from '../sim';
import { type Arrival, blank, erase, LETTERS, press, type } from './arrival';
import { codeInQr } from './qr';

const no = (code: string, retryAfter: number | null = null) =>
  ({ is: 'refused', code, errors: [], times: [], retryAfter }) as never;
const shown = ({ state }: BoothSim): Arrival | null =>
  state.visit.at === 'arrival' ? state.visit.arrival : null;

/** A resident who stands at the page for the code. */
async function arriving(): Promise<BoothSim> {
  const sim = new BoothSim();
  await sim.settled();
  sim.booth.tell({ type: 'arrive' });
  return sim;
}

/** One who types this code and goes on. */
async function enter(sim: BoothSim, typed = 'ABCD 2345'): Promise<BoothSim> {
  sim.booth.arrival.type(typed);
  await sim.booth.arrival.checkIn();
  await sim.settled();
  return sim;
}

describe('a code', () => {
  test('is written by the keys of the screen, in its two groups, and no longer than it is', () => {
    const written = [...'ABCD2345XY'].reduce(press, blank);
    expect(written).toMatchObject({ typed: 'ABCD 2345' });
    expect(erase(erase(erase(erase(written))))).toMatchObject({ typed: 'ABCD' });
  });

  test('can be written with the keys, each of them', () => {
    for (const letter of LETTERS) expect(codeFault(letter.repeat(8)), letter).toBeNull();
    for (const other of '01ILOU') expect(codeFault(other.repeat(8)), other).toBe('code-letters');
  });

  test('goes on by key where a keyboard has begun', () => {
    expect(press(type(blank, 'ａｂ－c'), 'D')).toMatchObject({ typed: 'ABCD' });
  });

  test.each(['abcd2345', 'ＡＢＣＤ２３４５', ' ab cd-23 45 '])(
    'is taken however it is typed: %s',
    async (typed) => {
      const sim = await enter(await arriving(), typed);
      expect(sim.of('checkIn')).toEqual(['ABCD2345']);
    },
  );

  test.each([
    ['', { is: 'short', missing: 8 }],
    ['ABC', { is: 'short', missing: 5 }],
    ['ABCD23456', { is: 'long' }],
    ['ABCD234O', { is: 'letters' }],
  ])('that cannot be one is not asked for: %s', async (typed, fault) => {
    const sim = await enter(await arriving(), typed);
    expect(shown(sim)).toEqual({ is: 'entering', typed, fault });
    expect(sim.of('checkIn')).toEqual([]);
    sim.booth.arrival.type(`${typed}A`);
    expect(shown(sim)).toMatchObject({ fault: null });
  });
});

describe('a QR code', () => {
  test('of a booking has its code', () => {
    expect(codeInQr('CHIKAMADO:ABCD2345')).toBe('ABCD2345');
  });

  test.each([
    'ABCD2345',
    'chikamado:ABCD2345',
    'CHIKAMADO:abcd2345',
    'CHIKAMADO:ABCD 2345',
    'CHIKAMADO:ABCD234O',
    'CHIKAMADO:ABCD2345 ',
    'CHIKAMADO:',
    'https://example.invalid/',
    '7HKM-XA3E-94TR',
  ])('of anything else has none: %s', (text) => {
    expect(codeInQr(text)).toBeNull();
  });

  test('is asked for at once', async () => {
    const sim = await arriving();
    sim.booth.arrival.type('ABC');
    sim.booth.arrival.scanned('ABCD2345');
    await sim.settled();
    expect(sim.state.visit.at).toBe('ringing');
  });
});

describe('checking in', () => {
  test('rings with the booking, about what was booked', async () => {
    const sim = await enter(await arriving());
    expect(sim.state.visit).toMatchObject({
      at: 'ringing',
      subject: info.subjects[0],
      booked: { booking: 'booking', time: { time: '10:30' } },
    });
    expect(sim.rung).toEqual(['booking']);
  });

  test('goes on in the language in which it was booked, until the resident chooses another', async () => {
    const sim = await arriving();
    sim.booth.speak('en');
    sim.answers.checkIn = { is: 'ok', value: { ...checkedIn, language: 'easy' } as never };
    sim.refuses = 'full';
    await enter(sim);
    expect([sim.state.language, sim.rungIn]).toEqual(['easy', ['easy']]);
    sim.booth.speak('en');
    sim.booth.ring();
    expect([sim.state.language, sim.rungIn]).toEqual(['en', ['easy', 'en']]);
  });

  test('that fails changes no language', async () => {
    const sim = await arriving();
    sim.booth.speak('en');
    sim.answers.checkIn = no('bad-code');
    await enter(sim);
    expect(sim.state.language).toBe('en');
  });

  test('rings with it again after the office could not take the call', async () => {
    const sim = await arriving();
    sim.refuses = 'full';
    await enter(sim);
    expect(sim.state.visit).toMatchObject({ at: 'turned-away', why: 'full' });
    sim.refuses = null;
    sim.booth.ring();
    expect(sim.rung).toEqual(['booking', 'booking']);
  });

  test('rings without it once a call has served it', async () => {
    const sim = await enter(await arriving());
    sim.fact('ringing');
    sim.fact('closed', 'unanswered');
    sim.booth.ring();
    expect(sim.rung).toEqual(['booking', null]);
  });

  test.each([
    ['bad-code', { is: 'wrong' }],
    ['internal', { is: 'server' }],
  ])('keeps what was typed where the office says %s', async (code, fault) => {
    const sim = await arriving();
    sim.answers.checkIn = no(code);
    await enter(sim);
    expect(shown(sim)).toEqual({ is: 'entering', typed: 'ABCD 2345', fault });
    expect(sim.of('look')).toEqual([]);
  });

  test('keeps it without a line, and tries again', async () => {
    const sim = await arriving();
    sim.answers.checkIn = { is: 'unreachable' };
    await enter(sim);
    expect(shown(sim)).toEqual({ is: 'entering', typed: 'ABCD 2345', fault: { is: 'line' } });
    delete sim.answers.checkIn;
    await sim.booth.arrival.checkIn();
    expect(sim.state.visit.at).toBe('ringing');
  });

  test('says when it may be tried again after too many codes', async () => {
    const sim = await arriving();
    sim.answers.checkIn = no('too-many', 42);
    await enter(sim);
    expect(shown(sim)).toMatchObject({ fault: { is: 'too-many', seconds: 42 } });
  });

  test.each([
    ['too-early', 'booked', 'early'],
    ['too-late', 'booked', 'late'],
    ['wrong-state', 'served', 'served'],
    ['wrong-state', 'cancelled', 'cancelled'],
    ['wrong-state', 'missed', 'missed'],
    ['wrong-state', 'lapsed', 'over'],
    ['not-remote', 'booked', 'elsewhere'],
    ['at-counter', 'booked', 'counter'],
  ] as const)('tells of the booking why nobody rings with it: %s, %s', async (code, state, why) => {
    const sim = await arriving();
    sim.answers.checkIn = no(code);
    sim.answers.look = { is: 'ok', value: { ...booking, state } as never };
    await enter(sim);
    expect(shown(sim)).toMatchObject({ is: 'refused', why, found: { state } });
    sim.booth.tell({ type: 'back' });
    expect(shown(sim)).toEqual({ is: 'entering', typed: 'ABCD 2345', fault: null });
  });

  test('says why even where the booking cannot be looked at', async () => {
    const sim = await arriving();
    sim.answers.checkIn = no('wrong-state');
    sim.answers.look = { is: 'unreachable' };
    await enter(sim);
    expect(shown(sim)).toMatchObject({ is: 'refused', why: 'over', found: null });
  });

  test('does not ring about what this place does not offer', async () => {
    const sim = await arriving();
    sim.answers.checkIn = {
      is: 'ok',
      value: { subject: 'other', booking: 'b', time: booking.time } as never,
    };
    await enter(sim);
    expect(shown(sim)).toMatchObject({ is: 'refused', why: 'elsewhere' });
    expect(sim.rung).toEqual([]);
  });

  test('too late, takes a ticket about the same or books another day', async () => {
    const sim = await arriving();
    sim.answers.checkIn = no('too-late');
    await enter(sim);
    const [subject] = info.subjects;
    if (subject === undefined) throw new Error('the sim has a subject');
    sim.booth.booking(subject)?.();
    await sim.settled();
    expect(sim.state.visit.at).toBe('booking');
    sim.booth.tell({ type: 'back' });
    sim.booth.tell({ type: 'choose', subject });
    await sim.settled();
    expect(sim.state.visit).toMatchObject({ at: 'confirm', subject });
  });

  test('does not ring for whoever went back meanwhile', async () => {
    const sim = await arriving();
    sim.booth.arrival.type('ABCD2345');
    const asking = sim.booth.arrival.checkIn();
    sim.booth.tell({ type: 'back' });
    await asking;
    expect([sim.state.visit.at, sim.rung]).toEqual(['start', []]);
  });
});

test('a page that was lost while it asked has the code still', async () => {
  const visit = { at: 'arrival', arrival: { is: 'asking', typed: 'ABCD 2345' } } as const;
  const sim = new BoothSim(null, undefined, {
    v: 5,
    language: 'ja',
    visit,
    privacy: { is: 'off' },
    form: null,
    guide: null,
  });
  await sim.settled();
  expect(shown(sim)).toEqual({ is: 'entering', typed: 'ABCD 2345', fault: null });
});

test('a page that was lost while it waited rings with its booking', async () => {
  const [subject] = info.subjects;
  const booked = { booking: 'booking', time: booking.time };
  const visit = { at: 'ringing', subject, request: 'r1', booked, screened: null, call: null } as never;
  const sim = new BoothSim(null, undefined, {
    v: 5,
    language: 'ja',
    visit,
    privacy: { is: 'off' },
    form: null,
    guide: null,
  });
  await sim.settled();
  expect(sim.rung).toEqual(['booking']);
});

test('whoever has begun to type has as long as at a form', async () => {
  const sim = await arriving();
  sim.clock.pass(CHOOSING_MS);
  expect(sim.state.idle.seen).toBe('warning');
  sim.booth.touch(true);
  sim.booth.arrival.press('A');
  sim.clock.pass(TYPING_MS - 1);
  expect(sim.state.idle.seen).toBe('present');
  sim.clock.pass(1);
  expect(sim.state.idle.seen).toBe('warning');
});
