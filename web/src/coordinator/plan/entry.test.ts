import { describe, expect, test } from 'vitest';
import { entryOf, newEntry, type OpeningEntry, read } from './entry';
import { opening } from './fixtures';

const entry = (more: Partial<OpeningEntry> = {}): OpeningEntry => ({
  ...newEntry('new', { date: '2026-06-04', site: 'center', section: 'town' }),
  ...more,
});

describe('an opening that is typed', () => {
  test('comes out as it went in', () => {
    const weekly = opening('a', { except: ['2026-06-09'], interpreter: 'sign', subjects: ['waste'] });
    const dates = opening('b', {
      kind: 'clinic',
      title: '相談会',
      days: { is: 'dates', dates: ['2026-06-09'] },
    });
    for (const one of [weekly, dates])
      expect(read(entryOf(one, '2026-06-01'))).toEqual({ is: 'opening', opening: one });
  });

  test('begins with what most openings are', () => {
    expect(read(entry())).toMatchObject({
      is: 'opening',
      opening: { hours: { opens: '09:00', closes: '16:30' }, unit_minutes: 30, seats: 1, sites: ['center'] },
    });
  });

  test('begins on the day off that was pointed at', () => {
    const at = { date: '2026-06-06', site: null, section: null };
    expect(newEntry('new', at)).toMatchObject({ weekdays: ['sat'], sites: [] });
  });

  test('is read in full width and with doubled or empty dates', () => {
    const typed = entry({
      repeat: 'dates',
      dates: ['2026-06-11', '', '2026-06-09', '2026-06-11'],
      opens: '９：００',
      closes: '１２時',
      seats: '３',
    });
    expect(read(typed)).toMatchObject({
      opening: {
        days: { is: 'dates', dates: ['2026-06-09', '2026-06-11'] },
        hours: { opens: '09:00', closes: '12:00' },
        seats: 3,
      },
    });
  });

  test('makes the whole of a lecture one unit', () => {
    const lecture = entry({
      kind: 'lecture',
      title: 'スマホ講座',
      opens: '10:00',
      closes: '11:30',
      unit: '30',
    });
    expect(read(lecture)).toMatchObject({ opening: { unit_minutes: 90 } });
  });

  test.each([
    [{ section: null }, { section: 'required' }],
    [{ sites: [] }, { sites: 'required' }],
    [{ kind: 'clinic' }, { title: 'required' }],
    [{ weekdays: [] }, { 'days/days': 'required' }],
    [{ from: '' }, { 'days/from': 'required' }],
    [{ from: '2026-02-30' }, { 'days/from': 'not-a-date' }],
    [{ until: '2026-06-03' }, { 'days/until': 'ends-before' }],
    [{ repeat: 'dates', dates: [''] }, { 'days/dates': 'required' }],
    [{ except: ['きのう'] }, { except: 'not-a-date' }],
    [{ opens: '' }, { 'hours/opens': 'required' }],
    [{ closes: '25時' }, { 'hours/closes': 'not-a-time' }],
    [{ opens: '16:30', closes: '9:00' }, { 'hours/closes': 'ends-before' }],
    [{ unit: 'はん' }, { unit_minutes: 'not-a-number' }],
    [{ unit: '600' }, { unit_minutes: 'unit-too-long' }],
    [{ seats: '' }, { seats: 'not-a-number' }],
  ] as const)('with %j is told %j', (more, problems) => {
    expect(read(entry(more as Partial<OpeningEntry>))).toEqual({ is: 'flawed', problems });
  });
});
