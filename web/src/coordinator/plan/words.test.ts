import { expect, test } from 'vitest';
import { dateWords } from '../../calendar/dates';
import { putBuilding, putLength, putOpening, removeOpening } from './edit';
import { opening, plan, schedule } from './fixtures';
import { namesOf } from './names';
import { differences } from './parts';
import { planText } from './text';
import { changeWords, type Wording } from './words';

const base = plan([opening('a')]);
const wording: Wording = {
  text: planText.ja,
  names: namesOf(schedule(base)),
  dates: dateWords('ja', 'wareki'),
};
const told = (after: typeof base, before = base) =>
  differences(before, after).map((difference) => {
    const { how, what, lines } = changeWords(difference, wording);
    return [planText.ja[how], what, ...lines].join(' | ');
  });

test('a changed opening is told by its name and its fields', () => {
  const after = putOpening(
    base,
    opening('a', {
      sites: ['center'],
      hours: { opens: '09:00', closes: '15:00' },
      except: ['2026-06-09'],
      interpreter: 'sign',
    }),
  );
  expect(told(after)).toEqual([
    '変更 | まちづくり推進課 毎週 月〜金 9:00–15:00 | 施設：中央市民センター、丘の市民センター → 中央市民センター | 休む日：なし → 6月9日（火） | 時間：9:00–16:30 → 9:00–15:00 | 通訳：なし → 手話通訳',
  ]);
});

test('what is new or gone is told by its name', () => {
  const lecture = opening('b', {
    kind: 'lecture',
    title: 'スマホ講座',
    days: { is: 'dates', dates: ['2026-06-13'] },
    hours: { opens: '10:00', closes: '11:30' },
  });
  expect(told(putOpening(base, lecture))).toEqual(['追加 | 「スマホ講座」6月13日（土） 10:00–11:30']);
  expect(told(removeOpening(base, 'a'))).toEqual(['削除 | まちづくり推進課 毎週 月〜金 9:00–16:30']);
});

test('calendars, lengths and rules are told, too', () => {
  const hours = { opens: '09:00', closes: '22:00' };
  const first = putBuilding(base, 'center', { week: [{ days: ['mon', 'tue', 'wed'], hours }], dates: [] });
  expect(told(first)).toEqual(['追加 | 中央市民センターの開館時間']);
  const closed = putBuilding(first, 'center', {
    week: [{ days: ['mon'], hours }],
    dates: [{ date: '2026-12-29', hours: [] }],
  });
  expect(told(closed, first)).toEqual([
    '変更 | 中央市民センターの開館時間 | 曜日と時間：月〜水 9:00–22:00 → 月 9:00–22:00 | 例外の日：なし → 12月29日（火） 休み',
  ]);
  const length = putLength(base, 'waste', { subject: 'waste', minutes: 40, buffer_minutes: 10 });
  expect(told(length)).toEqual(['追加 | 「ごみ出し支援」の長さ']);
  expect(told({ ...base, rules: { ...base.rules, per_person: 2 } })).toEqual([
    '変更 | 予約の決まり | 1人の上限：3件まで → 2件まで',
  ]);
});
