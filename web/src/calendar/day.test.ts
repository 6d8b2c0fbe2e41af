import { expect, test } from 'vitest';
import { dayInWords, monthInWords, shortDay } from './day';

test('a day is told by era, with its readings, and in English', () => {
  expect(dayInWords('2026-06-04', 'ja')).toBe('令和8年6月4日（木）');
  expect(dayInWords('2026-06-04', 'easy')).toBe('2026{年|ねん}6{月|がつ}{4日|よっか}（{木|もく}）');
  expect(dayInWords('2026-06-04', 'en')).toBe('Thu 4 June 2026');
  expect(shortDay('2026-06-11', 'easy')).toBe('6{月|がつ}11{日|にち}（{木|もく}）');
  expect(shortDay('2026-06-04', 'en')).toBe('Thu 4 June');
  expect(monthInWords('2026-06', 'ja')).toBe('令和8年6月');
  expect(monthInWords('2026-06', 'en')).toBe('June 2026');
});
