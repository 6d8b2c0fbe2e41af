import { expect, test } from 'vitest';
import { dayInWords, monthInWords, shortDay, spanInWords } from './day';

test('a day is told by era, with its readings, and in English', () => {
  expect(dayInWords('2026-06-04', 'ja')).toBe('令和8年6月4日（木）');
  expect(dayInWords('2026-06-04', 'easy')).toBe('2026{年|ねん}6{月|がつ}{4日|よっか}（{木|もく}）');
  expect(dayInWords('2026-06-04', 'en')).toBe('Thu 4 June 2026');
  expect(shortDay('2026-06-11', 'easy')).toBe('6{月|がつ}11{日|にち}（{木|もく}）');
  expect(shortDay('2026-06-04', 'en')).toBe('Thu 4 June');
  expect(monthInWords('2026-06', 'ja')).toBe('令和8年6月');
  expect(monthInWords('2026-06', 'en')).toBe('June 2026');
});

test('what is closed names a day once, and ends at the end of a day rather than at the begin of the next', () => {
  const closed = (until: string) => spanInWords('2026-06-30T12:00', until, 'ja');
  expect(closed('2026-06-30T17:00')).toEqual(['6月30日（火） 12:00', '17:00']);
  expect(closed('2026-07-01T00:00')).toEqual(['6月30日（火） 12:00', '24:00']);
  expect(closed('2026-07-02T00:00')).toEqual(['6月30日（火） 12:00', '7月1日（水） 24:00']);
  expect(closed('2026-07-01T09:00')).toEqual(['6月30日（火） 12:00', '7月1日（水） 9:00']);
});
