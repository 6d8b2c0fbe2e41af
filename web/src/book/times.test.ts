import { expect, test } from 'vitest';
import { MORNING, time } from '../features/booking/sample';
import { daysOf } from './times';

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
