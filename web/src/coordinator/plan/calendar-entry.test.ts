import { expect, test } from 'vitest';
import type { Calendar } from '../../generated/protocol';
import { type CalendarEntry, calendarEntryOf, newDate, newWeek, readCalendar } from './calendar-entry';

const calendar: Calendar = {
  week: [
    { days: ['mon', 'fri'], hours: { opens: '08:30', closes: '17:15' } },
    { days: ['sat'], hours: { opens: '09:00', closes: '12:00' } },
  ],
  dates: [
    { date: '2026-12-29', hours: [] },
    {
      date: '2026-12-30',
      hours: [
        { opens: '09:00', closes: '12:00' },
        { opens: '13:00', closes: '15:00' },
      ],
    },
  ],
};

test('a calendar comes out as it went in, a pause of one date included', () => {
  expect(readCalendar(calendarEntryOf(calendar))).toEqual({ is: 'calendar', calendar });
});

test.each([
  [{ week: [{ ...newWeek, days: [] }] }, { 'week/0/days': 'days' }],
  [{ week: [{ ...newWeek, opens: 'あさ' }] }, { 'week/0/hours': 'time' }],
  [{ week: [newWeek, { ...newWeek, closes: '8:30' }] }, { 'week/1/hours': 'ends-before' }],
  [{ dates: [newDate] }, { 'dates/0/date': 'date' }],
  [
    {
      dates: [
        { ...newDate, date: '2026-12-29' },
        { ...newDate, date: '2026-12-29' },
      ],
    },
    { 'dates/1/date': 'twice' },
  ],
  [{ dates: [{ ...newDate, date: '2026-12-29', closed: false, closes: '' }] }, { 'dates/0/hours': 'time' }],
] as const)('%j is told %j', (more, problems) => {
  expect(readCalendar({ week: [], dates: [], ...more } as CalendarEntry)).toEqual({ is: 'flawed', problems });
});
