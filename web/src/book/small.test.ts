import { expect, test } from 'vitest';
import { codeFault, grouped, qrTextOf, readCode, spoken } from './code';
import { readEmail, readTelephone } from './contact';
import { clockTime, dayInWords, daysFrom, monthInWords, shortDay, spanInWords, wall } from './day';
import { newKey } from './key';
import { MORNING, time } from './sample';
import { daysOf } from './times';

test.each(['abcd2345', 'ＡＢＣＤ　２３４５', ' abcd-2345 ', 'Abcdー2345', 'abcd−2345'])(
  'the code %j is ABCD2345',
  (typed) => {
    expect(readCode(typed)).toBe('ABCD2345');
    expect(codeFault(typed)).toBeNull();
  },
);

test.each([
  ['', 'code-empty'],
  [' - ', 'code-empty'],
  ['ABCD234', 'code-length'],
  ['ABCD23456', 'code-length'],
  ['ABCD2340', 'code-letters'],
  ['ABCO2345', 'code-letters'],
  ['ABCU2345', 'code-letters'],
  ['ABCD234あ', 'code-letters'],
] as const)('the code %j is not sent: %s', (typed, fault) => {
  expect(codeFault(typed)).toBe(fault);
});

test('a code is shown in two groups of four, and its QR code says the code alone', () => {
  expect(grouped('ABCD2345')).toBe('ABCD 2345');
  expect(qrTextOf('ABCD2345')).toBe('CHIKAMADO:ABCD2345');
  expect(spoken('ABKZ2379', 'ja')).toBe('エー・ビー・ケー・ゼット、に・さん・なな・きゅう');
  expect(spoken('ABKZ2379', 'en')).toBe('Alfa Bravo Kilo Zulu, 2 3 7 9');
});

test.each([
  ['093-000-1222', '0930001222'],
  ['０９０－００００－８７６５', '09000008765'],
  ['（０９３）０００ー１２２２', '0930001222'],
  ['+81 90 0000 8765', '09000008765'],
  ['+81(0)90-0000-8765', '09000008765'],
])('the telephone number %j is %s', (typed, digits) => {
  expect(readTelephone(typed)).toBe(digits);
});

test.each(['12345', '0930', '090-0000-87654', '1930001222', '電話'])('%j is no telephone number', (typed) => {
  expect(readTelephone(typed)).toBeNull();
});

test('an e-mail address may be typed in full width', () => {
  expect(readEmail(' ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ ')).toBe('taro@example.jp');
});

test.each([
  'taro',
  'taro@',
  '@example.jp',
  'taro@example',
  'ta ro@example.jp',
  `${'a'.repeat(250)}@example.jp`,
])('%j is no e-mail address', (typed) => {
  expect(readEmail(typed)).toBeNull();
});

test('a day is told by era, with its readings, and in English', () => {
  expect(dayInWords('2026-06-04', 'ja')).toBe('令和8年6月4日（木）');
  expect(dayInWords('2026-06-04', 'easy')).toBe('2026{年|ねん}6{月|がつ}{4日|よっか}（{木|もく}）');
  expect(dayInWords('2026-06-04', 'en')).toBe('Thu 4 June 2026');
  expect(shortDay('2026-06-11', 'easy')).toBe('6{月|がつ}11{日|にち}（{木|もく}）');
  expect(shortDay('2026-06-04', 'en')).toBe('Thu 4 June');
  expect(monthInWords('2026-06-04', 'ja')).toBe('令和8年6月');
  expect(monthInWords('2026-06-04', 'en')).toBe('June 2026');
});

test('a moment is a day and a time on the wall of its zone, whatever the phone is set to', () => {
  expect(wall(Date.UTC(2026, 5, 4, 15, 30), 'Asia/Tokyo')).toEqual({ date: '2026-06-05', time: '00:30' });
  expect(wall(Date.UTC(2026, 5, 4, 15, 30), 'UTC')).toEqual({ date: '2026-06-04', time: '15:30' });
});

test('a time of day has no zero before it', () => {
  expect(['09:00', '10:30', '00:30'].map(clockTime)).toEqual(['9:00', '10:30', '0:30']);
});

test('days follow each other over the end of a month', () => {
  expect(daysFrom('2026-06-29', 3)).toEqual(['2026-06-29', '2026-06-30', '2026-07-01']);
});

test('no two acts have the same key, and each is an id', () => {
  const keys = Array.from({ length: 100 }, newKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

test('times are told by day and by half of the day, in their order', () => {
  const at = (hours: number) => time(MORNING + hours * 3_600_000);
  expect(daysOf([at(0), at(1), at(4), at(24)])).toEqual([
    {
      date: '2026-06-04',
      halves: [
        { morning: true, times: [at(0), at(1)] },
        { morning: false, times: [at(4)] },
      ],
    },
    { date: '2026-06-05', halves: [{ morning: true, times: [at(24)] }] },
  ]);
});

test('what is closed names a day once, and ends at the end of a day rather than at the begin of the next', () => {
  const closed = (until: string) => spanInWords('2026-06-30T12:00', until, 'ja');
  expect(closed('2026-06-30T17:00')).toEqual(['6月30日（火） 12:00', '17:00']);
  expect(closed('2026-07-01T00:00')).toEqual(['6月30日（火） 12:00', '24:00']);
  expect(closed('2026-07-02T00:00')).toEqual(['6月30日（火） 12:00', '7月1日（水） 24:00']);
  expect(closed('2026-07-01T09:00')).toEqual(['6月30日（火） 12:00', '7月1日（水） 9:00']);
});
